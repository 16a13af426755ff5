import type { z } from 'zod';
import type { CommandMap, FactsOf, PayloadOf } from '../../domain/proposal/command-map.js';
import type { ProposalEvent } from '../../domain/proposal/events.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { FollowUp } from '../../../workflows/messages.js';
import type { ActorTx } from '../ports.js';
import type { CaseFacts } from './decision-facts.js';

export interface StepRead<K extends keyof CommandMap> {
  readonly case: ProposalCase;
  readonly payload: PayloadOf<K>;
  readonly caseFacts: CaseFacts;
}
export interface StepWrite<K extends keyof CommandMap> extends StepRead<K> {
  readonly facts: FactsOf<K>;
  readonly event: ProposalEvent;
}

/** One command at the edge of the domain: what it may say, what it must know, what it writes besides the case itself. */
export interface Step<K extends keyof CommandMap> {
  readonly payload: z.ZodType<PayloadOf<K>>;
  /** Ceilings are locked before the proposal (one fixed order of locks). */
  readonly locksCeilings?: true;
  readonly load: (tx: ActorTx, input: StepRead<K>) => Promise<FactsOf<K>>;
  readonly write?: (tx: ActorTx, input: StepWrite<K>) => Promise<readonly FollowUp[]>;
}
export type StepTable = { readonly [K in keyof CommandMap]: Step<K> };
