import { z } from 'zod';
import { actorText, type Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { workflowIds, type CommandMessage, type CommandOutcome } from '../../../workflows/messages.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { commandId, contentHash } from '../record/content-hash.js';
import { noteRefusal } from '../record/note-refusal.js';
import { wakeAfterAnswer } from './wake-after-answer.js';

export interface SubjectCommand {
  readonly kind: 'decree' | 'delivery';
  readonly subjectId: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly expectedVersion: number | null;
  readonly key: string;
  readonly heavy: boolean;
  /** What the record says of the subject and of this command. */
  readonly look: (tx: ActorTx, message: CommandMessage) => Promise<Look>;
}
/** `hidden`: no such subject for this person · `open`: not decided, or its proposals are still being told. */
export type Look = CommandOutcome | 'hidden' | 'reused' | 'open';

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
  const look = (): Promise<Look> => ctx.db.withActor(actor, 5_000, (tx) => command.look(tx, message));
  try {
    // a command that is done is answered from the record, also while Temporal is away
    const known = await look();
    if (known === 'hidden') throw new Refusal(refuse('NOT_FOUND', { what: kind }));
    if (known === 'reused') throw new Refusal(refuse('COMMAND_REUSED'));
    if (known === 'open') return await ctx.workflows.send(kind, message);
    await wakeAfterAnswer(ctx, workflowIds[kind](subjectId));
    return known;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.error.code === 'STILL_WORKING' || error.error.code === 'UNAVAILABLE') {
      const known = await look();
      if (typeof known === 'object') {
        await wakeAfterAnswer(ctx, workflowIds[kind](subjectId));
        return known;
      }
    }
    await noteRefusal(ctx, actor, `${kind}/${subjectId}`, type, error.error);
    throw error;
  }
}
