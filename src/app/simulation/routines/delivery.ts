import type { Actor } from '../../../domain/actor.js';
import { listDecrees } from '../../decree/list-decrees.js';
import { actOnDelivery, type ActOnDelivery } from '../../delivery/act-on-delivery.js';
import { listDeliverable } from '../../delivery/deliverable.js';
import { getBatch, type BatchView } from '../../delivery/get-batch.js';
import { listBatches } from '../../delivery/list-batches.js';
import { planBatch } from '../../delivery/plan-batch.js';
import { done, later, nothing, together, type Look } from '../desk.js';
import { insist } from '../insist.js';
import { calendar, deliveryDay, morningOf } from '../programme-calendar.js';
import type { UnitHouse } from '../read-world.js';
import { samplePdf } from '../sample-files.js';
import { keepFile, today, type Town } from '../town.js';

/** The goods keeper: plans a batch for each decree and unit, sends it off on its day, and reconciles it when all have confirmed. */
export async function keepGoods(town: Town): Promise<Look> {
  const opening = morningOf(calendar.deliveryPlanned);
  if (town.now() < opening) return later(opening);
  const actor = town.world.holder('PENGURUS_BARANG', 0);
  const looks: Look[] = [];
  const decrees = await listDecrees(town.ctx, actor, {});
  for (const decree of decrees.filter((row) => row.state === 'REGISTERED')) {
    looks.push(await planBatches(town, actor, decree.id));
  }
  const batches = await listBatches(town.ctx, actor, {});
  const open = batches.filter((batch) => batch.state !== 'RECONCILED');
  looks.push(
    ...(await Promise.all(
      open.map(async (row): Promise<Look> => {
        if (row.state === 'PLANNED') {
          const day = morningOf(row.plannedOn);
          if (town.now() < day) return later(day);
          return town.gate(() => dispatch(town, actor, row.id));
        }
        return row.confirmed === row.drops ? town.gate(() => reconcile(town, actor, row.id)) : nothing;
      }),
    )),
  );
  return together(looks);
}

async function planBatches(town: Town, actor: Actor, decreeId: string): Promise<Look> {
  const deliverable = await listDeliverable(town.ctx, actor, { decreeId });
  if (deliverable.length === 0) return nothing;
  const unitOf = new Map(town.world.houses.map((house) => [house.name, house.unit]));
  for (const unit of town.world.units) {
    const own = deliverable.filter((entry) => unitOf.get(entry.institutionName)?.id === unit.id);
    if (own.length === 0) continue;
    await planBatch(town.ctx, actor, {
      decreeId,
      unitId: unit.id,
      proposalIds: own.map((entry) => entry.proposalId),
      plannedOn: deliveryDay(unit.index),
      key: `batch/${decreeId}/${unit.id}`,
    });
  }
  return done;
}

async function dispatch(town: Town, actor: Actor, batchId: string): Promise<Look> {
  const batch = await getBatch(town.ctx, actor, batchId);
  return actOn(town, actor, batch, 'dispatch', {
    deliveryNote: `SJ/${batch.unitName.length}/${batchId.slice(-8)}`,
    dispatchedOn: today(town),
  });
}

async function reconcile(town: Town, actor: Actor, batchId: string): Promise<Look> {
  const batch = await getBatch(town.ctx, actor, batchId);
  return batch.untold > 0 ? nothing : actOn(town, actor, batch, 'reconcile', {});
}

/** The unit drives out: at each institution the minutes (BAST) are signed and scanned. */
export async function handOver(town: Town, unit: UnitHouse): Promise<Look> {
  const batches = await listBatches(town.ctx, unit.officer, { unitId: unit.id });
  const looks: Look[] = [];
  for (const row of batches.filter((entry) => entry.state === 'DISPATCHED')) {
    for (const next of (await getBatch(town.ctx, unit.officer, row.id)).drops.filter(
      (drop) => drop.state === 'STARTED',
    )) {
      // each hand-over makes a new version of the batch: the page is opened anew for it
      const batch = await getBatch(town.ctx, unit.officer, row.id);
      looks.push(await town.gate(() => handOverOne(town, unit, batch, next)));
    }
  }
  return together(looks);
}

async function handOverOne(
  town: Town,
  unit: UnitHouse,
  batch: BatchView,
  drop: BatchView['drops'][number],
): Promise<Look> {
  const house = town.world.houses.find((entry) => entry.name === drop.institutionName);
  const bastNumber = `BAST/${unit.code}/${house?.plan.number ?? 0}/${calendar.fiscalYear}`;
  const scanBlobId = await keepFile(town, unit.officer, house?.institutionId ?? null, samplePdf(bastNumber));
  return actOn(town, unit.officer, batch, 'hand_over', {
    dropId: drop.id,
    bastNumber,
    bastDate: today(town),
    scanBlobId,
  });
}

async function actOn(
  town: Town,
  actor: Actor,
  batch: BatchView,
  type: ActOnDelivery['type'],
  payload: unknown,
): Promise<Look> {
  const key = `${type}/${batch.id}/${batch.version}`;
  const outcome = await town.meter.time(() =>
    insist(() =>
      actOnDelivery(town.ctx, actor, { batchId: batch.id, type, payload, expectedVersion: batch.version, key }),
    ),
  );
  const [refused] = outcome.refused ?? [];
  if (refused !== undefined) throw new Error(`a proposal did not follow ${type}: ${JSON.stringify(refused)}`);
  return done;
}
