import type { Role } from '../roles.js';
import type { LocalDate } from '../time/wita.js';
import type { AssistedIntake } from './assisted.js';
import type { Overlay } from './overlays.js';
import type { LineCut } from './command-map.js';
import type { QuarantinedReceipt } from './commands/quarantine.js';
import type { CarriedStock } from './commands/stock-year.js';
import type { ProposalState } from './states.js';
import type { Track } from './track.js';
import type { StepCommand } from './transitions.js';

/** What a reviewer flags: a field, a document, a person's line; words for the institution. */
export interface Remark {
  readonly target: string;
  readonly words: string;
}

/** A first entry that waits for its second person (process.md 2): bound to content and version. */
export interface Pending {
  readonly command: StepCommand;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly contentHash: string;
  /** The case version that the entry made; any other accepted command voids it. */
  readonly version: number;
  readonly enteredBy: string;
  readonly enteredByName: string;
  readonly enteredAt: string;
}

/** A working-day clock that stands still. */
export interface PausedClock {
  /** The deadline it had, ISO instant. */
  readonly dueAt: string;
  /** Whole working days it had left; null where the deadline was missed already. */
  readonly workingDaysLeft: number | null;
  /** What a clock of hours had left instead. */
  readonly millisecondsLeft?: number;
}

/** The decision that may still be taken back, with what stood before it. */
export interface LastDecision {
  readonly command: StepCommand;
  readonly by: readonly string[];
  readonly state: ProposalState;
  /** Of the deadline that ran then. */
  readonly workingDaysLeft: number;
  readonly fields: Omit<CaseChange, 'data'>;
  readonly data: Partial<CaseData>;
}

/** The case as `decide` reads it and `evolve` writes it. Amounts are whole rupiah as decimal strings. */
export interface ProposalCase {
  readonly id: string;
  readonly version: number;
  readonly state: ProposalState;
  /** ISO instant. */
  readonly stateSince: string;
  readonly dueAt: string | null;
  readonly revision: number;
  readonly institutionId: string;
  readonly regencyCode: string;
  readonly fiscalYear: number;
  readonly packageId: string;
  readonly programmeId: string;
  readonly track: Track;
  /** The disaster whose victims are helped; null on the planned track. */
  readonly disasterId: string | null;
  readonly registrationNumber: string | null;
  readonly agendaNumber: string | null;
  readonly policyVersionId: string | null;
  readonly personCount: number;
  readonly requestedAmount: string;
  readonly ownShare: string;
  readonly recommendedAmount: string | null;
  readonly consideredAmount: string | null;
  readonly decreedAmount: string | null;
  readonly budgetLine: string | null;
  readonly sipdId: string | null;
  readonly decreeId: string | null;
  readonly fencedBy: string | null;
  readonly escalation: number;
  readonly data: CaseData;
}

/** A soft limit that somebody let a case pass. */
export interface OverLimit {
  readonly scope: string;
  readonly scopeKey: string;
  /** Whole rupiah above it. */
  readonly over: string;
  readonly reason: string;
}

export interface Completeness {
  /** ISO instant. */
  readonly dueAt: string;
  readonly done: boolean;
  /** It was missed, and people have heard of it. */
  readonly told: boolean;
}

export interface CaseData {
  /** An officer entered the case from the chair's signed paper; null where the institution did so itself. */
  readonly assisted: AssistedIntake | null;
  readonly adminVerifier: string | null;
  readonly visitId: string | null;
  readonly fieldOfficers: readonly string[];
  /** Who endorses, as the policy and the amount said when the case came to FIELD_VERIFIED; null before it ever did. */
  readonly endorsers: readonly Role[] | null;
  /** Roles that have endorsed, in order; emptied whenever the case comes to FIELD_VERIFIED anew. */
  readonly endorsed: readonly string[];
  readonly returned: {
    readonly state: ProposalState;
    readonly by: string;
    readonly workingDaysLeft: number;
    readonly remarks: readonly Remark[];
  } | null;
  readonly returns: number;
  readonly pending: Pending | null;
  readonly listVersion: number;
  /** Soft limits that were passed, with the reason: they stay visible (process.md 7). */
  readonly overLimits: readonly OverLimit[];
  /** The place on the waiting list; null where the case stands on none, or without one. */
  readonly waitingRank: number | null;
  readonly rejection: { readonly code: string; readonly words: string; readonly from: ProposalState } | null;
  /** The one appeal of the case; what it won stays known, because a second rejection is final. */
  readonly appeal: { readonly reviewer: string | null; readonly granted: boolean } | null;
  /** Receipts captured inside a freeze that the head of the office has not judged. */
  readonly quarantine: readonly QuarantinedReceipt[];
  readonly reportRemarks: readonly Remark[];
  readonly reportRevision: number;
  /** What a later decree will take back of this one; the lines are fenced until it is signed. */
  readonly amendment: {
    readonly cuts: readonly LineCut[];
    /** None in a draft from before amendments could raise. */
    readonly raises?: readonly LineCut[];
    readonly amount: string;
    readonly linesHash: string;
  } | null;
  /** An amendment gave more than the pact that was signed. */
  readonly pactDue: boolean;
  /** The draft of the next year that goes on with this case, where it ended as carried over. */
  readonly carriedTo: string | null;
  /** The year of the decree is over and goods of it lie in the store. */
  readonly carriedStock: CarriedStock | null;
  /** Why goods go on to the persons of a suspended institution, in the hands of a provincial unit. */
  readonly goodsException: string | null;
  /** The draft may be sent after its window, until its own deadline. */
  readonly lateAllowed: boolean;
  /** Alarms of this state that have fired, so that none fires twice. */
  readonly fired: readonly string[];
  readonly hold: Overlay | null;
  readonly audit: Overlay | null;
  /** The working-day clock that a hold or an audit stopped. */
  readonly paused: PausedClock | null;
  /** Instants of the contacts with the institution that were logged in this state. */
  readonly contacts: readonly string[];
  readonly last: LastDecision | null;
  /** How often the deadline of this state was extended. */
  readonly extensions: number;
  /** Up to when the days of freezes are in the deadline already; ISO instant. */
  readonly frozenCountedTo: string | null;
  /** When the report was due, kept when the case comes to wait for it; ISO instant. */
  readonly reportDueAt: string | null;
  /** Letters about the missing report, in order. */
  readonly letters: readonly { readonly number: number; readonly at: string }[];
  /** How a case whose report never came was closed. */
  /** The head of division let an urgent case pass unchecked: nobody was visited. */
  readonly waived: boolean;
  /** What an urgent case was let off until later: documents and pact, and by when. */
  readonly completeness: Completeness | null;
  readonly clawback: { readonly state: 'VERIFIED' | 'LEGAL'; readonly number: string } | null;
  readonly regencyOpinion: {
    readonly favourable: boolean;
    readonly letterNumber: string;
    readonly letterDate: LocalDate;
    readonly byName: string;
  } | null;
}

export const emptyCaseData: CaseData = {
  assisted: null,
  adminVerifier: null,
  visitId: null,
  fieldOfficers: [],
  endorsers: null,
  endorsed: [],
  returned: null,
  returns: 0,
  pending: null,
  listVersion: 0,
  overLimits: [],
  waitingRank: null,
  rejection: null,
  appeal: null,
  quarantine: [],
  reportRemarks: [],
  reportRevision: 0,
  amendment: null,
  pactDue: false,
  carriedTo: null,
  carriedStock: null,
  goodsException: null,
  lateAllowed: false,
  fired: [],
  hold: null,
  audit: null,
  paused: null,
  contacts: [],
  extensions: 0,
  last: null,
  frozenCountedTo: null,
  reportDueAt: null,
  letters: [],
  waived: false,
  completeness: null,
  clawback: null,
  regencyOpinion: null,
};

/** The part of a case that an event may change; ids, owner and year never change. */
export type CaseChange = Partial<
  Pick<
    ProposalCase,
    | 'revision'
    | 'registrationNumber'
    | 'agendaNumber'
    | 'policyVersionId'
    | 'personCount'
    | 'requestedAmount'
    | 'ownShare'
    | 'recommendedAmount'
    | 'consideredAmount'
    | 'decreedAmount'
    | 'budgetLine'
    | 'sipdId'
    | 'decreeId'
    | 'fencedBy'
    | 'escalation'
  >
> & { readonly data?: Partial<CaseData> };
