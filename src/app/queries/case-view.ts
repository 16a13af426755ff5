import type { PaperView } from './read-papers.js';
import type { FlagItem } from './list-flags.js';
import type { DomainError } from '../../domain/errors.js';
import type { OverLimit, CaseData, Remark } from '../../domain/proposal/proposal-case.js';
import type { RecordedEntry } from '../../domain/proposal/commands/corrections.js';
import type { Track } from '../../domain/proposal/track.js';
import type { ProposalState } from '../../domain/proposal/states.js';
import type { CommandType, StepCommand, Transition } from '../../domain/proposal/transitions.js';
import type { OverlayView, WaitsFor } from './case-item.js';
import type { ClawbackView } from './read-clawback.js';
import type { ScoreView } from './read-score.js';
import type { ListView, PersonsView } from './list-view.js';

/**
 * Everything the page of one case needs. Amounts are whole rupiah as decimal strings, instants ISO texts, dates WITA.
 * What is recommended and considered stays null for the institution until the decree (process.md 1).
 */
export interface CaseView {
  readonly proposal: ProposalView;
  readonly institution: InstitutionView;
  /** Open signs that the institution is not what it says; for officials alone. */
  readonly flags: readonly FlagItem[];
  readonly programme: ProgrammeView;
  readonly package: PackageView;
  readonly costLines: readonly CostLineView[];
  readonly documents: readonly DocumentView[];
  /** What a complete proposal must have, and whether it has. */
  readonly checklist: readonly ChecklistEntry[];
  readonly persons: PersonsView;
  readonly visit: VisitView | null;
  readonly decree: DecreeOfCase | null;
  readonly list: ListView | null;
  readonly pact: PactView | null;
  readonly papers: readonly PaperView[];
  readonly drops: readonly DropOfCase[];
  readonly receipts: readonly ReceiptView[];
  /** Receipts captured inside a freeze, newest first. */
  readonly quarantine: readonly QuarantineView[];
  readonly report: ReportView | null;
  readonly timeline: readonly TimelineEntry[];
  /** Entries of papers from outside that still stand; none for the institution. */
  readonly records: readonly RecordedEntry[];
  readonly availableCommands: readonly AvailableCommand[];
  readonly pending: PendingView | null;
  /** How to reach the institution, for those who may log a contact; null for everybody else. */
  readonly contact: ContactView | null;
  /** Null for the institution and the regency before the decree. */
  readonly score: ScoreView | null;
  readonly clawback: ClawbackView;
  readonly alarms: readonly { readonly kind: string; readonly dueAt: string }[];
}

export interface ContactView {
  readonly waitsForInstitution: boolean;
  /** A telephone is recorded and may be opened now; opening it is logged. */
  readonly mayBeOpened: boolean;
}
export interface ProposalView {
  readonly id: string;
  readonly state: ProposalState;
  readonly track: Track;
  /** Its deadline counts hours round the clock. */
  readonly inHours: boolean;
  /** Whose victims are helped; null on the planned track. */
  readonly disasterName: string | null;
  /** Of a clock of hours, negative once it is over; null where days count. */
  readonly minutesLeft: number | null;
  readonly completeness: CompletenessView | null;
  /** The deadline of what of it is still awaited; null where nothing is. */
  readonly completeBy: string | null;
  readonly publicStep: number;
  readonly version: number;
  readonly revision: number;
  readonly stateSince: string;
  readonly dueAt: string | null;
  readonly overdue: boolean;
  readonly escalation: number;
  readonly waitsFor: WaitsFor;
  readonly overlays: readonly OverlayView[];
  readonly orphaned: boolean;
  readonly letters: CaseData['letters'];
  /** The day the report was due. */
  readonly reportDueOn: string | null;
  readonly regencyOpinion: CaseData['regencyOpinion'];
  readonly fiscalYear: number;
  readonly registrationNumber: string | null;
  readonly agendaNumber: string | null;
  /** LKS, or who else asked for it: SKPD, POKIR_DPRD, MUSRENBANG. */
  readonly source: string;
  /** The letter of who else asked; null where the LKS asked itself. */
  readonly outsideLetter: { readonly number: string; readonly date: string; readonly blobId: string } | null;
  /** Who entered it for the institution, by which paper of its chair, and who compared them. */
  readonly assisted: CaseData['assisted'];
  readonly letterNumber: string | null;
  readonly letterDate: string | null;
  readonly background: string | null;
  readonly purpose: string | null;
  readonly personCount: number;
  readonly requestedAmount: string;
  readonly ownShare: string;
  readonly costTotal: string;
  /** Σ lines of persons; equals the requested amount. */
  readonly linesTotal: string;
  /** Of the working copy as it is now: goes into submit and resubmit. */
  readonly contentHash: string;
  readonly recommendedAmount: string | null;
  /** Soft limits that the case passes, with the reason; for officials alone. */
  readonly overLimits: readonly OverLimit[];
  readonly consideredAmount: string | null;
  readonly decreedAmount: string | null;
  readonly budgetLine: string | null;
  readonly fencedBy: string | null;
  readonly endorsed: readonly string[];
  readonly nextEndorser: string | null;
  readonly fieldOfficers: readonly { readonly userId: string; readonly name: string }[];
  readonly returned: { readonly from: ProposalState; readonly remarks: readonly Remark[] } | null;
  readonly rejection: { readonly code: string; readonly words: string; readonly from: ProposalState } | null;
  readonly reportRemarks: readonly Remark[];
  readonly listVersion: number;
  /** What would be decreed after the amendment that is drafted; null where none is, and for the institution. */
  readonly amendedAmount: string | null;
  /** The proposal of the year before that this one goes on with, and the draft of the next year that goes on with this one. */
  readonly carriedFrom: string | null;
  readonly carriedTo: string | null;
  readonly createdAt: string;
  /** The day on which its personal data was blanked, in WITA; null where it is kept. */
  readonly purgedOn: string | null;
  /** Whether the working copy may be changed by this person now. */
  readonly editable: boolean;
}
/** What urgent aid was let off until later. */
export interface CompletenessView {
  /** ISO instant. */
  readonly dueAt: string;
  readonly done: boolean;
  /** Codes of documents, and PACT. */
  readonly missing: readonly string[];
}
export interface InstitutionView {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly status: string;
  readonly targetGroup: string;
  readonly regencyCode: string;
  readonly regencyName: string;
  readonly address: string;
  readonly capacity: number;
  readonly chairName: string;
  readonly registrationNumber: string;
  readonly registrationValidUntil: string | null;
  readonly documents: readonly InstitutionDocumentView[];
}
export interface InstitutionDocumentView {
  readonly id: string;
  readonly code: string;
  readonly number: string | null;
  readonly validUntil: string | null;
  readonly expired: boolean;
  readonly version: number;
  readonly status: string;
  /** Why it was found invalid; null elsewhere. */
  readonly checkReason: string | null;
  readonly blobId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly createdAt: string;
}
export interface ProgrammeView {
  readonly id: string;
  readonly code: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly fiscalYear: number;
  readonly windowOpensAt: string;
  readonly windowClosesAt: string;
}
export interface PackageView {
  readonly id: string;
  readonly code: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly targetGroup: string;
  readonly accountCode: string;
  readonly annexLevel: string;
  readonly items: readonly ItemView[];
}
export interface ItemView {
  readonly id: string;
  readonly code: string;
  readonly needGroup: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly unit: string;
  readonly unitPrice: string;
  readonly quantityPerPerson: number;
  readonly handoverMode: string;
}
export interface CostLineView {
  readonly id: string;
  readonly position: number;
  readonly itemId: string | null;
  readonly description: string;
  readonly volume: number;
  readonly unit: string;
  readonly unitPrice: string;
  readonly amount: string;
}
export interface DocumentView {
  readonly id: string;
  readonly code: string;
  readonly number: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly blobId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly createdAt: string;
}
export interface ChecklistEntry {
  /** A document's code, or letter, BNBA, RAB. */
  readonly code: string;
  readonly of: 'proposal' | 'institution';
  readonly done: boolean;
  readonly expired: boolean;
}
export interface VisitView {
  readonly id: string;
  readonly orderNumber: string;
  readonly orderDate: string;
  readonly teamName: string;
  readonly route: string;
  readonly plannedOn: string;
  readonly visitedOn: string | null;
  readonly bedCount: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly signature: string | null;
  readonly signatureNote: string | null;
  readonly notes: string | null;
  readonly officers: readonly string[];
  readonly photos: readonly VisitPhoto[];
  readonly residentCount: number | null;
  readonly unlistedCount: number | null;
  readonly unlistedNote: string | null;
  readonly minutesBlobId: string | null;
  /** The letter that sent the team to others as well; for officials alone. */
  readonly tripId: string | null;
  /** So many more live in the home than it has beds; null where nobody knows, or there is room. */
  readonly overBeds: number | null;
  /** What was seen of persons who were absent, and the papers they showed; for officials of the province alone. */
  readonly seen: readonly VisitSeen[];
}
export interface VisitSeen {
  readonly beneficiaryId: string;
  readonly presence: string;
  readonly whereabouts: string | null;
  readonly proof: string | null;
  readonly proofBlobId: string | null;
  readonly identityPaper: string | null;
}
export interface VisitPhoto {
  readonly blobId: string;
  readonly fileName: string;
  readonly mediaType: string;
  /** As the camera wrote it; null where it said nothing and the officers' own words count. */
  readonly takenAt: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** The very same picture stands elsewhere too. */
  readonly usedElsewhere: boolean;
}
export interface DecreeOfCase {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly entryState: string;
  readonly number: string | null;
  readonly signedOn: string | null;
  readonly signatory: string | null;
  readonly annexBlobId: string | null;
}
export interface PactView {
  readonly state: string;
  readonly contentHash: string;
  readonly formBlobId: string | null;
  readonly signedBlobId: string | null;
  readonly signedOn: string | null;
}
export interface DropOfCase {
  readonly id: string;
  readonly batchId: string;
  readonly state: string;
  readonly batchState: string;
  readonly unitName: string;
  readonly plannedOn: string;
  readonly deliveryNote: string | null;
  readonly dispatchedOn: string | null;
  readonly bastNumber: string | null;
  readonly bastDate: string | null;
  readonly bastBlobId: string | null;
}
export interface QuarantineView {
  readonly id: string;
  readonly dropId: string;
  readonly receivedOn: string;
  readonly letterNumber: string;
  readonly lines: number;
  readonly exceptions: number;
  readonly state: 'WAITING' | 'ACCEPTED' | 'REFUSED';
  readonly capturedAt: string;
  readonly reason: string | null;
}
export interface ReceiptView {
  readonly lineId: string;
  readonly instalment: number;
  readonly dropId: string;
  readonly quantity: number;
  readonly outcome: string;
  readonly receivedOn: string;
  readonly signedBy: string;
  readonly recordedAt: string;
}
export interface ReportView {
  /** null while nothing has been saved. */
  readonly id: string | null;
  readonly revision: number;
  readonly state: string;
  readonly narrative: string;
  /** Of the report as it is now: goes into submit_report. */
  readonly contentHash: string | null;
  readonly submittedAt: string | null;
  readonly lines: readonly ReportLineView[];
}
export interface ReportLineView {
  readonly itemId: string;
  readonly code: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly unit: string;
  readonly decreed: number;
  readonly delivered: number;
  readonly received: number | null;
  readonly used: number | null;
  readonly returned: number | null;
  readonly lost: number | null;
  readonly note: string | null;
}
export interface TimelineEntry {
  readonly seq: number;
  readonly at: string;
  readonly actorName: string;
  readonly roles: readonly string[];
  readonly type: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly note: Readonly<Record<string, unknown>>;
}
export interface AvailableCommand {
  readonly type: CommandType;
  readonly transition: Transition;
  readonly allowed: boolean;
  /** Why not; WRONG_ROLE where it is another's to do. */
  readonly why: DomainError | null;
}
export interface PendingView {
  readonly command: StepCommand;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly enteredByName: string;
  readonly enteredAt: string;
  readonly contentHash: string;
  /** Entered by the person who asks: another one must confirm. */
  readonly own: boolean;
  /** Names behind ids of the payload, and whether that person is already proposed for a need of this case. */
  readonly people: readonly { readonly id: string; readonly name: string; readonly flagged: boolean }[];
}
