import { admitDelivery, decideDelivery, type DeliveryContext } from '../../domain/delivery/decide-delivery.js';
import { isDeliveryCommandType, type DeliveryCase } from '../../domain/delivery/delivery-case.js';
import { evolveDelivery } from '../../domain/delivery/delivery-events.js';
import { Refusal, refuse, type DomainError } from '../../domain/errors.js';
import type { CommandMessage, CommandOutcome, CommandResult } from '../../../workflows/messages.js';
import { readDuties, recordDuties } from '../forward/duties.js';
import { outcomeToday } from '../forward/refusals-of.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { databaseRefusal } from '../record/database-refusal.js';
import { readStoredOutcome, storeOutcome } from '../record/stored-outcome.js';
import { deliverySummary, lockDelivery, saveDelivery } from './delivery-row.js';
import { loadDeliveryStep } from './load-delivery-step.js';
import { writeReceiptNotice } from './write-receipt-notice.js';

const TIMEOUT_MS = 15_000;

/**
 * Applies one command to one batch: one READ COMMITTED transaction that returns the stored outcome if this command was
 * applied before. What it means for proposals is left in the drops as tasks; telling them follows (carry-out-delivery.ts).
 */
export async function applyDeliveryCommand(ctx: AppContext, message: CommandMessage): Promise<CommandResult> {
  try {
    return await ctx.db.withActor(message.actor, TIMEOUT_MS, (tx) => applyInside(tx, message));
  } catch (error) {
    if (error instanceof Refusal) return no(error.error);
    const refusal = databaseRefusal(error);
    if (refusal !== null) return no(refusal);
    throw error;
  }
}

async function applyInside(tx: ActorTx, message: CommandMessage): Promise<CommandResult> {
  const { type, expectedVersion } = message;
  if (!isDeliveryCommandType(type)) return no(refuse('INVALID_INPUT', { fields: ['type'] }));
  if (tx.authority.scope !== 'province')
    return no(refuse('WRONG_ROLE', { needed: ['PENGURUS_BARANG', 'UPTD_OFFICER'] }));
  const d = await lockDelivery(tx, message.subjectId);
  // read after the lock: a command that waited for its own first attempt finds that attempt's outcome
  const stored = await readStoredOutcome(tx, message);
  if (stored === 'reused') return no(refuse('COMMAND_REUSED'));
  if (d === null) return no(refuse('NOT_FOUND', { what: 'batch' }));
  if (stored !== null) {
    return yes(tx, await outcomeToday(tx, `delivery/${d.id}`, stored, message.commandId, deliverySummary(d)));
  }
  const touched = touchedProposals(d, message);
  const context: DeliveryContext = {
    now: tx.now,
    actor: {
      userId: tx.authority.userId,
      roles: tx.authority.roles,
      orgUnitIds: tx.authority.orgUnitIds,
      acting: tx.authority.acting,
    },
    duties: await readDuties(tx, touched),
    commandId: message.commandId,
  };
  const admitted = admitDelivery(d, { type, expectedVersion }, context);
  if ('code' in admitted) return no(admitted);
  const step = await loadDeliveryStep(tx, d, type, message.payload);
  const decided = decideDelivery(d, { expectedVersion, step }, context);
  if (!decided.ok) return no(decided.error);

  const { event } = decided;
  const after = evolveDelivery(d, event);
  const changed = event.change.drops ?? [];
  await saveDelivery(tx, after, changed);
  await recordDuties(tx, touched, decided.duties);
  if (event.type === 'hand_over') for (const drop of changed) await writeReceiptNotice(tx, after, drop);
  const outcome: CommandOutcome = { summary: deliverySummary(after), eventTypes: [event.type] };
  await storeOutcome(tx, message, outcome);
  await appendEvents(tx, [
    {
      stream: `delivery/${d.id}`,
      type: event.type,
      commandId: message.commandId,
      institutionId: null,
      regencyCode: null,
      data: { ...event },
    },
  ]);
  return yes(tx, outcome);
}

/** A hand-over is an act on one case, the rest of a batch on all of them. */
function touchedProposals(d: DeliveryCase, message: CommandMessage): readonly string[] {
  const drops =
    message.type === 'hand_over' ? d.drops.filter((drop) => drop.id === message.payload['dropId']) : d.drops;
  return drops.map((drop) => drop.proposalId);
}

function yes(tx: ActorTx, outcome: CommandOutcome): CommandResult {
  return { ok: true, outcome, alarms: [], now: tx.now.toISOString(), followUps: [] };
}

function no(error: DomainError): CommandResult {
  return { ok: false, error };
}
