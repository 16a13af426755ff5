import type { InstitutionStanding } from '../institution/standing.js';
import type { OutsidePaper } from './commands/outside-paper.js';
import type { FreezeFact } from '../freeze.js';
import type { LocalDate } from '../time/wita.js';
import type { AmendmentCommands } from './commands/amendments.js';
import type { AssistedCommands } from './commands/assisted.js';
import type { AppealCommands } from './commands/appeals.js';
import type { NextYearFacts, YearEndCommands } from './commands/year-end.js';
import type { StockYearCommands } from './commands/stock-year.js';
import type { UrgentCommands } from './commands/urgent.js';
import type { WaitingListCommands } from './commands/waiting-list.js';
import type { BesidesCommands } from './commands/besides.js';
import type { CorrectionCommands } from './commands/corrections.js';
import type { DefaultCommands } from './commands/default.js';
import type { HeldLineCommands } from './commands/held-lines.js';
import type { ListUpdateCommands } from './commands/list-updates.js';
import type { QuarantineCommands } from './commands/quarantine.js';
import type { PeopleCommands } from './commands/people.js';
import type { RecallCommands } from './commands/recall.js';
import type { ScoringCommands } from './commands/scoring.js';
import type { ScoringFacts } from '../scoring.js';
import type { SeenPerson } from '../field/seen.js';
import type { LineNow, ListLine } from './list-difference.js';
import type { Remark } from './proposal-case.js';

/**
 * What each command says (payload: ids and small values, never personal data of beneficiaries) and what the transaction
 * must know to decide it (facts, read under locks). Amounts are whole rupiah as decimal strings.
 */
export interface CommandMap
  extends
    AssistedCommands,
    BesidesCommands,
    CorrectionCommands,
    DefaultCommands,
    PeopleCommands,
    QuarantineCommands,
    RecallCommands,
    ScoringCommands,
    WaitingListCommands,
    AppealCommands,
    YearEndCommands,
    StockYearCommands,
    AmendmentCommands,
    UrgentCommands,
    ListUpdateCommands,
    HeldLineCommands {
  submit: { payload: { readonly contentHash: string }; facts: SubmissionFacts };
  close_window: { payload: Empty; facts: NextYearFacts & { readonly windowClosesAt: Date } };
  register: {
    payload: { readonly agendaNumber: string; readonly disposition: string };
    facts: { readonly nextRegistrationNumber: string };
  };
  start_admin: { payload: Empty; facts: Empty };
  pass_admin: {
    payload: { readonly checks: readonly DocumentCheck[]; readonly notes: string };
    facts: { readonly mandatory: readonly string[]; readonly present: readonly string[] };
  };
  return: { payload: { readonly words: string; readonly remarks: readonly Remark[] }; facts: Empty };
  resubmit: { payload: { readonly contentHash: string }; facts: SubmissionFacts };
  assign_field: { payload: AssignFieldPayload; facts: VisitOrderFacts };
  submit_field: { payload: VisitPayload; facts: VisitFacts };
  endorse: { payload: { readonly note: string }; facts: Empty };
  recommend: {
    payload: RecommendPayload;
    facts: LineFacts & {
      /** The limits of urgent aid, reserved by the recommendation; none on the planned track. */
      readonly ceilings: readonly CeilingFact[];
      readonly scoring: ScoringFacts;
    };
  };
  consider: {
    payload: ConsiderPayload;
    facts: LineFacts & { readonly ceilings: readonly CeilingFact[]; readonly namedScopes: readonly string[] };
  };
  link_budget: {
    payload: {
      readonly budgetLine: string;
      readonly sipdId: string;
      readonly accountCode: string;
      readonly overReason?: string | undefined;
    };
    facts: BudgetFacts;
  };
  include: { payload: { readonly decreeId: string }; facts: { readonly decreeState: string | null } };
  exclude: { payload: { readonly decreeId: string }; facts: { readonly decreeState: string | null } };
  decree: { payload: DecreePayload; facts: { readonly linesHash: string } };
  set_list: { payload: Empty; facts: ListFacts };
  sign_pact: {
    payload: { readonly signedBlobId: string; readonly signedOn: LocalDate };
    facts: { readonly decreeSignedOn: LocalDate | null; readonly blobExists: boolean };
  };
  start_delivery: {
    payload: { readonly batchId: string };
    facts: {
      readonly institutionStatus: string;
      /** The valid version of the list; its lines are null where only the hash was kept. */
      readonly list: { readonly hash: string; readonly lines: readonly ListLine[] | null } | null;
      readonly linesNow: readonly LineNow[];
      readonly linesHash: string;
      readonly pactSignedOn: LocalDate | null;
      readonly decreeSignedOn: LocalDate | null;
      readonly dispatchedOn: LocalDate;
      readonly freeze: FreezeFact | null;
      /** Living lines whose need this case does not hold, or of which nobody knows whose they are. */
      readonly doubtfulLines: number;
    };
  };
  confirm_receipt: { payload: ReceiptPayload; facts: ReceiptFacts };
  finalise_lines: {
    payload: { readonly batchId: string };
    facts: {
      readonly openLines: number;
      readonly openDrops: number;
      /** The day of the last receipt; null where nothing was received. */
      readonly lastReceivedOn: LocalDate | null;
    };
  };
  submit_report: { payload: { readonly reportId: string; readonly contentHash: string }; facts: ReportFacts };
  return_report: { payload: { readonly words: string; readonly remarks: readonly Remark[] }; facts: Empty };
  accept_report: {
    payload: { readonly note: string };
    facts: { readonly delivered: number; readonly accounted: number };
  };
  reject: { payload: RejectPayload; facts: Empty };
  withdraw: { payload: { readonly words: string }; facts: { readonly fencingDecree: string | null } };
}
export type PayloadOf<K extends keyof CommandMap> = CommandMap[K]['payload'];
export type FactsOf<K extends keyof CommandMap> = CommandMap[K]['facts'];
export type Empty = Readonly<Record<never, never>>;

export interface SubmissionFacts extends InstitutionStanding {
  readonly contentHash: string;
  readonly windowOpensAt: Date;
  readonly windowClosesAt: Date;
  readonly livingProposals: number;
  readonly missingDocuments: readonly string[];
  readonly expiredDocuments: readonly string[];
  readonly costTotal: bigint;
  readonly linesTotal: bigint;
  readonly requestedAmount: bigint;
  readonly ownShare: bigint;
  readonly persons: number;
  readonly letterComplete: boolean;
  readonly letterDate: LocalDate | null;
  readonly policyVersionId: string;
}
export interface DocumentCheck {
  readonly code: string;
  readonly valid: boolean;
  readonly reason: string;
}
export interface AssignFieldPayload {
  readonly officers: readonly string[];
  readonly teamName: string;
  readonly orderNumber: string;
  readonly orderDate: LocalDate;
  readonly route: string;
  readonly plannedOn: LocalDate;
  /** The journey of many stops whose letter this is; nothing where the letter sends the team here alone. */
  readonly tripId?: string | null | undefined;
}
export interface VisitOrderFacts {
  readonly fieldVerifiers: readonly string[];
  readonly visitId: string;
  /** Names of those ordered whom a declaration binds to the institution. */
  readonly linked: readonly string[];
  /** Whether one team on record that holds on the day has all of them; null while no team is on record at all. */
  readonly inTeam: boolean | null;
  /** What the journey says, where the order names one; null where there is none that stops here. */
  readonly trip: Omit<AssignFieldPayload, 'tripId'> | null;
}
export type Presence = 'PRESENT' | 'ABSENT_WITH_PROOF' | 'HOME_CARE_SAMPLED' | 'HOME_CARE_UNSAMPLED' | 'NOT_FOUND';
export interface VisitPayload {
  readonly visitedOn: LocalDate;
  readonly bedCount: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly signature: 'SIGNED' | 'REFUSED';
  readonly signatureNote: string;
  readonly notes: string;
  readonly photoBlobIds: readonly string[];
  /** Everyone not named here was present. */
  readonly exceptions: readonly SeenPerson[];
  /** Who lived there; null in what was entered before it was asked. */
  readonly residentCount?: number | null | undefined;
  /** People who lived there and stand on no list. */
  readonly unlistedCount?: number | null | undefined;
  readonly unlistedNote?: string | undefined;
  readonly minutesBlobId?: string | null | undefined;
}
export interface VisitFacts {
  /** Those of the list who live at home. */
  readonly homeCare: readonly string[];
  /** Files that it names, but photos, and that are not there. */
  readonly missingPapers: number;
  /** Photos that stand elsewhere too, or twice here. */
  readonly photosUsedBefore: number;
  /** The acting officer is bound to the institution by a declaration. */
  readonly linked: boolean;
  readonly unknownBeneficiaries: number;
  readonly missingPhotos: number;
  readonly orderDate: LocalDate | null;
}
export interface LineCut {
  readonly lineId: string;
  readonly quantity: number;
  readonly reason: string;
}
export interface RecommendPayload {
  readonly criteria: {
    readonly selective: boolean;
    readonly eligible: boolean;
    readonly temporary: boolean;
    readonly purposeful: boolean;
  };
  readonly criteriaNote: string;
  readonly cuts: readonly LineCut[];
}
export interface ConsiderPayload extends OutsidePaper {
  /** Why a soft limit is passed. */
  readonly overReason?: string | undefined;
  readonly cuts: readonly LineCut[];
}
export interface LineFact {
  readonly id: string;
  /** The person's number in the list: what a refusal may name. */
  readonly position: number;
  /** The quantity the step before left; a cut may only lower it. */
  readonly upper: number;
  readonly unitPrice: bigint;
  readonly presence: string | null;
  readonly claimedElsewhere: boolean;
  /** Nobody has said yet whether the person is one who asks for the same elsewhere; known before the recommendation alone. */
  readonly undecided: boolean;
}
export interface LineFacts {
  readonly lines: readonly LineFact[];
}
export interface CeilingFact {
  readonly id: string;
  readonly scope: string;
  readonly scopeKey: string;
  readonly amount: bigint;
  readonly reserved: bigint;
  readonly consumed: bigint;
  readonly hard: boolean;
}
export interface BudgetFacts {
  readonly institutionKind: string;
  readonly annexLevel: string;
  readonly packageAccountCode: string;
  readonly line: CeilingFact | null;
}
export interface DecreePayload {
  readonly decreeId: string;
  readonly number: string;
  readonly signedOn: LocalDate;
  readonly linesHash: string;
}
export interface ListFacts {
  readonly persons: number;
  readonly contentHash: string;
  /** Items whose Σ list exceeds the decreed annex, by item code. */
  readonly over: readonly string[];
}
export type ReceiptOutcome = 'RECEIVED' | 'PARTIAL' | 'DECEASED' | 'MOVED_OUT' | 'REFUSED' | 'ABSENT';
export interface ReceiptPayload {
  readonly dropId: string;
  readonly receivedOn: LocalDate;
  readonly signedBy: string;
  /** Everyone not named here received the whole of it. */
  readonly exceptions: readonly {
    readonly lineId: string;
    readonly outcome: ReceiptOutcome;
    readonly quantity: number;
  }[];
}
export interface ReceiptFacts {
  readonly dropState: string | null;
  readonly bastDate: LocalDate | null;
  readonly openLines: readonly { readonly id: string; readonly decreed: number }[];
  /** The freeze that held on the day of the receipt. */
  readonly freeze: FreezeFact | null;
  readonly quarantineId: string;
}
export interface ReportFacts {
  readonly contentHash: string;
  readonly narrative: string;
  readonly photos: number;
  readonly items: readonly {
    readonly code: string;
    readonly delivered: number;
    readonly received: number;
    readonly used: number;
    readonly returned: number;
    readonly lost: number;
  }[];
}
export interface RejectPayload {
  /** Which body refused, where several may; the first of them where it is not said. */
  readonly body?: 'TAPD' | 'DPRD' | undefined;
  readonly reasonCode: string;
  readonly words: string;
  readonly documentNumber: string;
  readonly documentDate: LocalDate | null;
  readonly scanBlobId?: string | null | undefined;
}
