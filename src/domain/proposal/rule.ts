import type { DomainError } from '../errors.js';
import type { Policy } from '../policy.js';
import type { Holidays } from '../time/working-days.js';
import type { ActingOffice } from '../substitution.js';
import type { CommandMap, FactsOf, PayloadOf } from './command-map.js';
import type { ProposalEvent } from './events.js';
import type { CaseChange, ProposalCase } from './proposal-case.js';
import type { ProposalState } from './states.js';
import type { StepCommand, Transition } from './transitions.js';

/** What every decision reads besides the command's own facts; re-read in the deciding transaction. */
export interface DecisionContext {
  readonly now: Date;
  readonly actor: {
    readonly kind: 'user' | 'system';
    readonly userId: string | null;
    readonly name: string;
    readonly roles: readonly string[];
    readonly institutionId: string | null;
    /** Offices among `roles` that the person has as a substitute. */
    readonly acting?: readonly ActingOffice[];
  };
  /** Duties this person already had in this case. */
  readonly duties: readonly string[];
  readonly policy: Policy;
  readonly holidays: Holidays;
  readonly remote: boolean;
  readonly payloadHash: string;
}

export interface StepInput<K extends StepCommand = StepCommand> {
  readonly type: K;
  readonly payload: PayloadOf<K>;
  readonly facts: FactsOf<K>;
}
export interface RuleInput<K extends StepCommand> extends StepInput<K> {
  readonly case: ProposalCase;
  readonly context: DecisionContext;
  readonly transition: Transition;
}
export interface RuleVerdict {
  readonly to?: ProposalState;
  /** Overrides the clock of the state entered. */
  readonly dueAt?: Date | null;
  readonly change: CaseChange;
  readonly note: ProposalEvent['note'];
}
export type Rule<K extends StepCommand> = (input: RuleInput<K>) => DomainError | RuleVerdict;
export type RuleTable = { readonly [K in keyof CommandMap]: Rule<K> };
