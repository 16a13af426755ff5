import type { Actor } from './actor.js';
import type { DomainError } from './errors.js';

/** What a decree or a batch has decided and one proposal must yet be told. It stays in the record until the proposal has answered. */
export interface ProposalTask {
  readonly type: 'include' | 'exclude' | 'decree' | 'start_delivery' | 'finalise_lines';
  /** The version of the decree or batch that decided it: with subject, type and proposal it names the command for ever. */
  readonly number: number;
  /** In whose name the proposal decides: the person where the step needs a role, else the system. */
  readonly actor: Actor;
  /** The command that decided it. */
  readonly origin: string;
}

/** How a proposal answered: `error` null when it did what it was told. */
export interface ProposalAnswer {
  readonly proposalId: string;
  readonly error: DomainError | null;
}

export interface RefusedProposal {
  readonly proposalId: string;
  readonly error: DomainError;
}
