import { z } from 'zod';
import { actorText, type Actor } from '../../domain/actor.js';
import { Refusal } from '../../domain/errors.js';
import type { CommandMessage, CommandOutcome } from '../../../workflows/messages.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { commandId, contentHash } from '../record/content-hash.js';
import { noteRefusal } from '../record/note-refusal.js';

export interface SubjectCommand {
  readonly kind: 'decree' | 'delivery';
  readonly subjectId: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly expectedVersion: number | null;
  readonly key: string;
  readonly heavy: boolean;
  /** The outcome of an earlier sending of the same command once its work is done, or null. */
  readonly finished: (tx: ActorTx, message: CommandMessage) => Promise<CommandOutcome | null>;
}

const head = z.object({ expectedVersion: z.int().min(0).nullable(), key: z.string().min(8).max(200) });

/**
 * Sends one person's command to the workflow of a decree or batch. While proposals are still being told after 10 s the
 * answer is STILL_WORKING; the same key asks again.
 */
export async function sendCommand(ctx: AppContext, actor: Actor, command: SubjectCommand): Promise<CommandOutcome> {
  const { kind, subjectId, type, payload, expectedVersion, heavy } = command;
  parseInput(head, command);
  const message: CommandMessage = {
    commandId: commandId(actorText(actor), `${kind}/${subjectId}/${type}`, command.key),
    subjectId,
    type,
    actor,
    payload,
    expectedVersion,
    requestHash: contentHash({ type, payload, expectedVersion }),
    heavy,
  };
  try {
    return await ctx.workflows.send(kind, message);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.error.code === 'STILL_WORKING' || error.error.code === 'UNAVAILABLE') {
      const outcome = await ctx.db.withActor(actor, 5_000, (tx) => command.finished(tx, message));
      if (outcome !== null) return outcome;
    }
    await noteRefusal(ctx, actor, `${kind}/${subjectId}`, type, error.error);
    throw error;
  }
}
