import type { Actor } from '../../domain/actor.js';
import { Refusal, type DomainError } from '../../domain/errors.js';
import type { ProposalTask } from '../../domain/proposal-task.js';
import type { AppContext } from '../ports.js';
import { contentHash } from '../record/content-hash.js';

export interface Forwarded {
  readonly proposalId: string;
  readonly type: ProposalTask['type'];
  readonly payload: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
  /** `{kind}/{id}/{type}/{proposalId}/{n}`: the same decision is told once, however often it is sent (architecture 4.9). */
  readonly commandId: string;
  readonly heavy: boolean;
}

/**
 * Tells one proposal what a decree or a batch decided, as an Update of its own workflow; only the proposal's transaction
 * writes proposal rows. Returns its refusal, or null when it did as told (or had done so before). Throws while no answer
 * can be had, so that the caller's activity tries again.
 */
export async function forwardToProposal(ctx: AppContext, forwarded: Forwarded): Promise<DomainError | null> {
  const { proposalId, type, payload, actor, commandId, heavy } = forwarded;
  try {
    await ctx.workflows.send('proposal', {
      commandId,
      subjectId: proposalId,
      type,
      actor,
      payload,
      expectedVersion: null,
      requestHash: contentHash({ type, payload, expectedVersion: null }),
      heavy,
    });
    return null;
  } catch (error) {
    if (error instanceof Refusal && !unanswered.has(error.error.code)) return error.error;
    throw error;
  }
}

/** COMMAND_REUSED is a fault of the program, never an answer: the same id always carries the same body. */
const unanswered: ReadonlySet<DomainError['code']> = new Set(['STILL_WORKING', 'UNAVAILABLE', 'COMMAND_REUSED']);
