import { randomUUID } from 'node:crypto';
import { actOnDelivery } from '../../src/app/delivery/act-on-delivery.js';
import { getBatch, type DropView } from '../../src/app/delivery/get-batch.js';
import { planBatch } from '../../src/app/delivery/plan-batch.js';
import type { Actor } from '../../src/domain/actor.js';
import type { DeliveryCommandType } from '../../src/domain/delivery/delivery-case.js';
import type { CommandOutcome } from '../../workflows/messages.js';
import { bringIntoForce, include, openDecree, today } from './decree-steps.js';
import { act } from './walk-proposal.js';
import type { Draft, World } from './world.js';

export interface Unit {
  readonly id: string;
  readonly officer: Actor;
}

/** A provincial unit whose officer is the nth of the world. */
export async function provincialUnit(world: World, nth = 0): Promise<Unit> {
  const id = randomUUID();
  await world.sql(`insert into org_unit (id, code, name, kind) values ($1, $2, 'Panti Peraga', 'UPTD')`, [
    id,
    id.slice(0, 8),
  ]);
  await world.sql(`update membership set org_unit_id = $1 where user_id = $2`, [id, world.userId('UPTD_OFFICER', nth)]);
  return { id, officer: world.as('UPTD_OFFICER', nth) };
}

/** One decree in force, and the pact of every institution signed; the lists are set but for those named. */
export async function readyToDeliver(
  world: World,
  drafts: readonly Draft[],
  unlisted: readonly Draft[] = [],
): Promise<string> {
  const decreeId = await openDecree(world);
  await include(world, decreeId, drafts);
  await bringIntoForce(world, decreeId);
  await signPacts(world, drafts, unlisted);
  return decreeId;
}

/** Once the decree is in force: the list is set but for those named, the pact signed and confirmed. */
export async function signPacts(
  world: World,
  drafts: readonly Draft[],
  unlisted: readonly Draft[] = [],
): Promise<void> {
  for (const draft of drafts) {
    const id = draft.proposalId;
    if (!unlisted.includes(draft)) await act(world, world.as('HEAD_DINSOS'), id, 'set_list');
    const [letter] = await world.sql(
      `select blob_id from proposal_document where proposal_id = $1 and code = 'LETTER'`,
      [id],
    );
    await act(world, draft.operator, id, 'sign_pact', { signedBlobId: letter?.['blob_id'], signedOn: today() });
    await act(world, world.as('SECRETARIAT', 1), id, 'confirm');
  }
}

export async function plan(world: World, decreeId: string, unit: Unit, drafts: readonly Draft[]): Promise<string> {
  const { batchId } = await planBatch(world.ctx, world.as('PENGURUS_BARANG'), {
    decreeId,
    unitId: unit.id,
    proposalIds: drafts.map((draft) => draft.proposalId),
    plannedOn: today(),
    key: randomUUID(),
  });
  return batchId;
}

export function deliveryAct(
  world: World,
  actor: Actor,
  batchId: string,
  type: DeliveryCommandType,
  payload: unknown = {},
  key: string = randomUUID(),
): Promise<CommandOutcome> {
  return actOnDelivery(world.ctx, actor, { batchId, type, payload, expectedVersion: null, key });
}

export function dispatch(world: World, batchId: string): Promise<CommandOutcome> {
  return deliveryAct(world, world.as('PENGURUS_BARANG'), batchId, 'dispatch', {
    deliveryNote: `SJ/${batchId.slice(-6)}`,
    dispatchedOn: today(),
  });
}

export async function dropOf(world: World, batchId: string, draft: Draft): Promise<DropView> {
  const batch = await getBatch(world.ctx, world.as('PENGURUS_BARANG'), batchId);
  const drop = batch.drops.find((candidate) => candidate.proposalId === draft.proposalId);
  if (drop === undefined) throw new Error(`the batch has no drop for ${draft.proposalId}`);
  return drop;
}
