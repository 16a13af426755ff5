import type { DomainError } from '../domain/errors.js';
import type { Remark } from '../domain/proposal/proposal-case.js';
import type { ProposalState } from '../domain/proposal/states.js';
import type { CommandType, StepCommand, Transition } from '../domain/proposal/transitions.js';

/** What the pages draw: the parts of the queries' answers that they use. Amounts are decimal strings, instants ISO texts. */

export interface TwoNames {
  readonly id: string;
  readonly en: string;
}
export interface WaitsForView {
  readonly roles: readonly string[];
  readonly users: readonly { readonly name: string }[];
}
export interface WaitingView {
  readonly state: ProposalState;
  readonly waitsFor: WaitsForView;
  readonly pendingCommand: StepCommand | null;
  readonly dueAt: string | null;
  readonly overdue: boolean;
  readonly escalation: number;
}
export interface CaseItemView extends WaitingView {
  readonly proposalId: string;
  readonly institutionName: string;
  readonly regencyName: string;
  readonly programmeName: TwoNames;
  readonly packageName: TwoNames;
  readonly targetGroup: string;
  readonly fiscalYear: number;
  readonly publicStep: number;
  readonly registrationNumber: string | null;
  readonly persons: number;
  readonly requestedAmount: string;
  readonly decreedAmount: string | null;
  readonly stateSince: string;
}
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

export interface CaseView {
  readonly proposal: ProposalView;
  readonly institution: InstitutionView;
  readonly programme: { readonly name: TwoNames; readonly fiscalYear: number; readonly windowClosesAt: string };
  readonly package: PackageView;
  readonly costLines: readonly CostLineView[];
  readonly documents: readonly DocumentView[];
  readonly checklist: readonly ChecklistEntry[];
  readonly persons: PersonsView;
  readonly visit: VisitView | null;
  readonly decree: DecreeOfCase | null;
  readonly list: {
    readonly version: number;
    readonly persons: number;
    readonly blobId: string | null;
    readonly createdAt: string;
  } | null;
  readonly pact: PactView | null;
  readonly drops: readonly DropOfCase[];
  readonly receipts: readonly ReceiptView[];
  readonly report: ReportView | null;
  readonly timeline: readonly HistoryView[];
  readonly availableCommands: readonly AvailableCommand[];
  readonly pending: PendingView | null;
}
export interface ProposalView {
  readonly id: string;
  readonly state: ProposalState;
  readonly publicStep: number;
  readonly version: number;
  readonly revision: number;
  readonly dueAt: string | null;
  readonly overdue: boolean;
  readonly escalation: number;
  readonly waitsFor: WaitsForView;
  readonly fiscalYear: number;
  readonly registrationNumber: string | null;
  readonly agendaNumber: string | null;
  readonly letterNumber: string | null;
  readonly letterDate: string | null;
  readonly background: string | null;
  readonly purpose: string | null;
  readonly personCount: number;
  readonly requestedAmount: string;
  readonly ownShare: string;
  readonly costTotal: string;
  readonly contentHash: string;
  readonly recommendedAmount: string | null;
  readonly consideredAmount: string | null;
  readonly decreedAmount: string | null;
  readonly budgetLine: string | null;
  readonly fieldOfficers: readonly { readonly name: string }[];
  readonly returned: { readonly remarks: readonly Remark[] } | null;
  readonly rejection: { readonly code: string; readonly words: string } | null;
  readonly reportRemarks: readonly Remark[];
  readonly listVersion: number;
  readonly editable: boolean;
}
export interface InstitutionView {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly status: string;
  readonly targetGroup: string;
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
  readonly blobId: string;
  readonly fileName: string;
}
export interface PackageView {
  readonly name: TwoNames;
  readonly targetGroup: string;
  readonly accountCode: string;
  readonly items: readonly ItemView[];
}
export interface ItemView {
  readonly id: string;
  readonly code: string;
  readonly name: TwoNames;
  readonly unit: string;
  readonly unitPrice: string;
  readonly quantityPerPerson: number;
  readonly handoverMode: string;
}
export interface CostLineView {
  readonly id: string;
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
}
export interface ChecklistEntry {
  readonly code: string;
  readonly of: 'proposal' | 'institution';
  readonly done: boolean;
  readonly expired: boolean;
}
export interface PersonsView {
  readonly total: number;
  readonly hidden: boolean;
  readonly entries: readonly PersonView[];
}
export interface PersonView {
  readonly beneficiaryId: string;
  readonly position: number;
  readonly name: string;
  readonly sex: string;
  readonly birthDate: string;
  readonly maskedNationalId: string | null;
  readonly temporaryId: string | null;
  readonly residenceMode: string;
  readonly status: string;
  readonly presence: string | null;
  readonly proposedElsewhere: readonly { readonly needGroup: string; readonly institutionName: string | null }[];
  readonly lines: readonly LineView[];
}
export interface LineView {
  readonly id: string;
  readonly itemId: string;
  readonly code: string;
  readonly requested: number;
  readonly recommended: number | null;
  readonly considered: number | null;
  readonly decreed: number | null;
  readonly delivered: number | null;
  readonly status: string;
  readonly reason: string | null;
}
export interface VisitView {
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
  readonly photos: readonly PhotoView[];
}
export interface PhotoView {
  readonly blobId: string;
  readonly fileName: string;
  readonly mediaType: string;
}
export interface DecreeOfCase {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly signedOn: string | null;
  readonly signatory: string | null;
}
export interface PactView {
  readonly state: string;
  readonly formBlobId: string | null;
  readonly signedBlobId: string | null;
  readonly signedOn: string | null;
}
export interface DropOfCase {
  readonly id: string;
  readonly batchId: string;
  readonly state: string;
  readonly unitName: string;
  readonly plannedOn: string;
  readonly deliveryNote: string | null;
  readonly dispatchedOn: string | null;
  readonly bastNumber: string | null;
  readonly bastDate: string | null;
  readonly bastBlobId: string | null;
}
export interface ReceiptView {
  readonly lineId: string;
  readonly quantity: number;
  readonly outcome: string;
}
export interface ReportView {
  readonly id: string | null;
  readonly state: string;
  readonly narrative: string;
  readonly contentHash: string | null;
  readonly lines: readonly ReportLineView[];
}
export interface ReportLineView {
  readonly itemId: string;
  readonly name: TwoNames;
  readonly unit: string;
  readonly delivered: number;
  readonly received: number | null;
  readonly used: number | null;
  readonly returned: number | null;
  readonly lost: number | null;
  readonly note: string | null;
}
export interface HistoryView {
  readonly at: string;
  readonly actorName: string;
  readonly roles: readonly string[];
  readonly type: string;
  readonly note: Readonly<Record<string, unknown>>;
  /** Position in the chain; absent where the page needs none. */
  readonly seq?: number;
}
export interface AvailableCommand {
  readonly type: CommandType;
  readonly transition: Transition;
  readonly allowed: boolean;
  readonly why: DomainError | null;
}
export interface PendingView {
  readonly command: StepCommand;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly enteredByName: string;
  readonly enteredAt: string;
  readonly own: boolean;
}
