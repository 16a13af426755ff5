import type { Actor } from '../../domain/actor.js';
import { isDeliveryCommandType, type DeliveryCommandType } from '../../domain/delivery/delivery-case.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { CommandMessage, CommandOutcome } from '../../../workflows/messages.js';
import { outcomeToday } from '../forward/refusals-of.js';
import { requireSignedIn } from '../forward/require-role.js';
import { sendCommand, type Look } from '../forward/send-command.js';
import { parseInput } from '../parse-input.js';
import * as field from '../proposal/fields.js';
import type { ActorTx, AppContext } from '../ports.js';
import { readStoredOutcome } from '../record/stored-outcome.js';
import { deliveryPayloads } from './delivery-payloads.js';
import { deliverySummary, readDelivery } from './delivery-row.js';

export interface ActOnDelivery {
  readonly batchId: string;
  readonly type: DeliveryCommandType;
  /** dispatch: { deliveryNote, dispatchedOn } · hand_over: { dropId, bastNumber, bastDate, scanBlobId } · reconcile: {}. */
  readonly payload: unknown;
  /** The version the person saw; null only for callers that have no page. */
  readonly expectedVersion: number | null;
  readonly key: string;
}

/**
 * One person's act on one batch, through its workflow; answers when the proposals have answered too. `refused` in the
 * outcome of dispatch names every proposal whose goods stay behind, with the reason.
 * Errors: any code of decideDelivery; STILL_WORKING after 10 s (the same key asks again), UNAVAILABLE.
 */
export async function actOnDelivery(ctx: AppContext, actor: Actor, input: ActOnDelivery): Promise<CommandOutcome> {
  requireSignedIn(actor);
  const batchId = field.id.safeParse(input.batchId);
  if (!batchId.success || !isDeliveryCommandType(input.type)) {
    throw new Refusal(refuse('INVALID_INPUT', { fields: [batchId.success ? 'type' : 'batchId'] }));
  }
  const payload = parseInput<CommandMessage['payload']>(deliveryPayloads[input.type], input.payload);
  return sendCommand(ctx, actor, {
    kind: 'delivery',
    subjectId: batchId.data,
    type: input.type,
    payload,
    expectedVersion: input.expectedVersion,
    key: input.key,
    heavy: false,
    look: lookAtBatch,
  });
}

async function lookAtBatch(tx: ActorTx, message: CommandMessage): Promise<Look> {
  const d = await readDelivery(tx, message.subjectId);
  if (d === null) return 'hidden';
  const stored = await readStoredOutcome(tx, message);
  if (stored === 'reused') return 'reused';
  if (stored === null || d.drops.some((drop) => drop.task?.origin === message.commandId)) return 'open';
  return outcomeToday(tx, `delivery/${d.id}`, stored, message.commandId, deliverySummary(d));
}
