import type { ActingOffice } from '../substitution.js';
import type { Actor } from '../actor.js';
import type { InstitutionStanding } from '../institution/standing.js';
import type { SignedPaper } from './decree-case.js';

/** What each command says, and what the transaction must know to decide it. */
export interface DecreeCommandMap {
  include: { payload: ProposalIds; facts: IncludeFacts };
  exclude: { payload: ProposalIds; facts: Readonly<Record<never, never>> };
  freeze: { payload: Readonly<Record<never, never>>; facts: FreezeFacts };
  record: { payload: SignedPaper; facts: RecordFacts };
}
export interface ProposalIds {
  readonly proposalIds: readonly string[];
}
export interface IncludeFacts {
  readonly candidates: readonly {
    readonly proposalId: string;
    readonly programmeId: string;
    readonly fiscalYear: number;
    /** The decree that has a living entry of it, this one or another. */
    readonly heldBy: string | null;
    readonly standing: InstitutionStanding;
  }[];
}
/** One entry read afresh at the freeze; its hash binds institution, persons, money and lines. */
export interface FreezeFact extends InstitutionStanding {
  readonly proposalId: string;
  readonly registrationNumber: string;
  readonly proposalState: string;
  readonly fencedBy: string | null;
  readonly consideredAmount: bigint | null;
  /** Σ quantity × price of the living lines. */
  readonly linesAmount: bigint;
  readonly persons: number;
  /** Lines whose need the case does not hold, or of which nobody knows whose they are. */
  readonly doubtfulLines: number;
  readonly linesHash: string;
  readonly entryHash: string;
}
export interface FreezeFacts {
  readonly entries: readonly FreezeFact[];
  readonly rootHash: string;
}
export interface RecordFacts {
  readonly numberTaken: boolean;
  readonly scanExists: boolean;
}

export type StepOf<K extends keyof DecreeCommandMap> = { readonly type: K } & DecreeCommandMap[K];
/** The command with its payload and fresh facts; for confirm the pending paper's step, null for refuse_pending. */
export type DecreeStepInput = { [K in keyof DecreeCommandMap]: StepOf<K> }[keyof DecreeCommandMap];

/** Who decides, when, and what stood before; read in the deciding transaction. */
export interface DecreeContext {
  readonly now: Date;
  readonly actor: {
    readonly asActor: Actor;
    readonly userId: string | null;
    readonly name: string;
    readonly roles: readonly string[];
    readonly acting?: readonly ActingOffice[];
  };
  /** Duties this person already had in any case of this decree. */
  readonly duties: readonly string[];
  readonly commandId: string;
  /** Hash of the step's payload and the frozen annex. */
  readonly paperHash: string;
}
