import type { Actor } from '../../domain/actor.js';
import { hearDeliveries } from '../../domain/delivery/decide-delivery.js';
import type { DeliveryCase, DeliveryDrop } from '../../domain/delivery/delivery-case.js';
import { evolveDelivery } from '../../domain/delivery/delivery-events.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { ProposalAnswer, ProposalTask } from '../../domain/proposal-task.js';
import type { LoadedWork, ToldRound } from '../../../workflows/messages.js';
import { refusalsOf } from '../forward/refusals-of.js';
import { cannotStand, roundOf, tellProposals } from '../forward/tell-proposals.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { deliverySummary, lockDelivery, readDelivery, saveDelivery } from './delivery-row.js';

const SYSTEM: Actor = { kind: 'system', purpose: 'delivery' };

/**
 * Tells one round of proposals that their goods have left, or that their lines are final, and writes down how they
 * answered. What is to be told stands in the record: a killed process goes on with what is left, nothing is done twice.
 */
export async function carryOutDelivery(
  ctx: AppContext,
  batchId: string,
  commandId: string | null,
  beat: () => void,
): Promise<ToldRound> {
  const round = await ctx.db.withActor(SYSTEM, 10_000, async (tx) => {
    const d = known(await readDelivery(tx, batchId));
    return roundOf(tx, d.drops.flatMap(withTask), () => ({ batchId }));
  });
  const told = await tellProposals(ctx, { kind: 'delivery', id: batchId }, round, beat);
  // everything was confirmed before it was reconciled: final lines have no refusal that counts
  const final = round.some(({ task }) => task.type === 'finalise_lines');
  const answers = told.answers.filter((answer) => answer.error === null || !final);
  const standing = told.answers.flatMap(({ proposalId, error }) =>
    error === null || !final ? [] : [cannotStand(proposalId, 'finalise_lines', error)],
  );
  const origin = round[0]?.task.origin ?? '';
  const heard = await ctx.db.withActor(SYSTEM, 15_000, (tx) => hear(tx, batchId, answers, origin, commandId));
  const [failure] = [...told.failures, ...standing];
  if (failure !== undefined) throw failure;
  return heard;
}

async function hear(
  tx: ActorTx,
  batchId: string,
  answers: readonly ProposalAnswer[],
  origin: string,
  commandId: string | null,
): Promise<ToldRound> {
  const d = known(await lockDelivery(tx, batchId));
  const stream = `delivery/${d.id}`;
  const event = hearDeliveries(d, answers, tx.now);
  const after = evolveDelivery(d, event);
  const changed = event.change.drops ?? [];
  if (changed.length > 0) {
    const refusals = answers.flatMap(({ proposalId, error }) => (error === null ? [] : [{ proposalId, error }]));
    await saveDelivery(tx, after, changed);
    const data = { ...event, refusals };
    await appendEvents(tx, [
      { stream, type: event.type, commandId: origin, institutionId: null, regencyCode: null, data },
    ]);
  }
  const more = after.drops.some((drop) => drop.task !== null);
  const refused = more || commandId === null ? [] : await refusalsOf(tx, stream, commandId);
  return { summary: deliverySummary(after), refused, more };
}

/** The batch as its workflow starts with it, or is rebuilt from it. */
export async function loadDelivery(ctx: AppContext, batchId: string): Promise<LoadedWork | null> {
  return ctx.db.withActor(SYSTEM, 10_000, async (tx) => {
    const d = await readDelivery(tx, batchId);
    if (d === null) return null;
    const untold = d.drops.filter((drop) => drop.task !== null).length;
    return { summary: deliverySummary(d), alarms: [], now: tx.now.toISOString(), untold, followUps: [] };
  });
}

function known(d: DeliveryCase | null): DeliveryCase {
  if (d === null) throw new Refusal(refuse('NOT_FOUND', { what: 'batch' }));
  return d;
}

function withTask(drop: DeliveryDrop): readonly { readonly proposalId: string; readonly task: ProposalTask }[] {
  return drop.task === null ? [] : [{ proposalId: drop.proposalId, task: drop.task }];
}
