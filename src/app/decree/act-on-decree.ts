import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { isDecreeCommandType, type DecreeCommandType } from '../../domain/decree/decree-states.js';
import type { CommandMessage, CommandOutcome } from '../../../workflows/messages.js';
import { sendCommand, type Look } from '../forward/send-command.js';
import { requireSignedIn } from '../forward/require-role.js';
import { outcomeToday } from '../forward/refusals-of.js';
import { parseInput } from '../parse-input.js';
import * as field from '../proposal/fields.js';
import type { ActorTx, AppContext } from '../ports.js';
import { readStoredOutcome } from '../record/stored-outcome.js';
import { checkedPaper, decreePayloads } from './decree-payloads.js';
import { decreeSummary } from './decree-summary.js';
import { readDecree } from './decree-row.js';

export interface ActOnDecree {
  readonly decreeId: string;
  readonly type: DecreeCommandType;
  /** include, exclude: { proposalIds } · freeze: {} · record: the signed paper · confirm: what the second person typed from it · refuse_pending: { words }. */
  readonly payload: unknown;
  /** The version the person saw; null only for callers that have no page. */
  readonly expectedVersion: number | null;
  readonly key: string;
}

/**
 * One person's decision on one decree, through its workflow; answers when the proposals have answered too.
 * `refused` in the outcome names every proposal that did not follow, with its reason.
 * Errors: any code of decideDecree; STILL_WORKING after 10 s (the same key asks again), UNAVAILABLE.
 */
export async function actOnDecree(ctx: AppContext, actor: Actor, input: ActOnDecree): Promise<CommandOutcome> {
  requireSignedIn(actor);
  const decreeId = field.id.safeParse(input.decreeId);
  if (!decreeId.success || !isDecreeCommandType(input.type)) {
    throw new Refusal(refuse('INVALID_INPUT', { fields: [decreeId.success ? 'type' : 'decreeId'] }));
  }
  const payload = payloadOf(input.type, input.payload);
  return sendCommand(ctx, actor, {
    kind: 'decree',
    subjectId: decreeId.data,
    type: input.type,
    payload,
    expectedVersion: input.expectedVersion,
    key: input.key,
    // a freeze measures every line of every proposal
    heavy: input.type === 'freeze',
    look: lookAtDecree,
  });
}

async function lookAtDecree(tx: ActorTx, message: CommandMessage): Promise<Look> {
  const d = await readDecree(tx, message.subjectId);
  if (d === null) return 'hidden';
  const stored = await readStoredOutcome(tx, message);
  if (stored === 'reused') return 'reused';
  if (stored === null || d.entries.some((entry) => entry.task?.origin === message.commandId)) return 'open';
  return outcomeToday(tx, `decree/${d.id}`, stored, message.commandId, decreeSummary(d));
}

const refusal = z.object({ words: field.words });

function payloadOf(type: DecreeCommandType, payload: unknown): CommandMessage['payload'] {
  const schema = type === 'confirm' ? checkedPaper : type === 'refuse_pending' ? refusal : decreePayloads[type];
  return { ...parseInput<CommandMessage['payload']>(schema, payload) };
}
