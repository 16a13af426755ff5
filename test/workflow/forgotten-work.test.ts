import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { wakeForgotten } from '../../src/app/caretaker/wake-forgotten.js';
import { applyDecreeCommand } from '../../src/app/decree/apply-decree-command.js';
import { applyDeliveryCommand } from '../../src/app/delivery/apply-delivery-command.js';
import { applyCommand } from '../../src/app/proposal/apply-command.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { budgetedProposal } from '../support/budgeted-proposal.js';
import { commandOf } from '../support/command-message.js';
import {
  bringIntoForce,
  checkedPaper,
  decreeAct,
  include,
  openDecree,
  paperOf,
  today,
} from '../support/decree-steps.js';
import { plan, provincialUnit, readyToDeliver } from '../support/delivery-steps.js';
import { until } from '../support/until.js';
import { stepsOf } from '../support/walk-proposal.js';
import { createWorld, type World } from '../support/world.js';

// What a command leaves to do when worker and Temporal die after its commit, and nobody sends it or another one again: the
// deciding transaction runs here behind the back of its running workflow, which therefore knows nothing of it.
let world: World;
let workers: RunningWorker;
beforeAll(async () => {
  world = await createWorld();
  workers = await world.startWorker();
});
afterAll(async () => {
  workers.shutdown();
  await workers.finished;
  await world[Symbol.asyncDispose]();
});

async function one(text: string, id: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await world.sql(text, [id]);
  return row;
}
/** Two looks of the caretaker: what is still to do at the second has been forgotten. */
async function lookTwice(): Promise<readonly string[]> {
  const waiting = await wakeForgotten(world.ctx, []);
  await wakeForgotten(world.ctx, waiting);
  return waiting;
}

it('a confirmed decree that nobody carries out is carried out', async () => {
  const drafts = [await budgetedProposal(world), await budgetedProposal(world)];
  const decreeId = await openDecree(world);
  await include(world, decreeId, drafts);
  await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'freeze');
  await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'record', await paperOf(world, decreeId));
  const confirm = commandOf(world.as('SECRETARIAT', 1), decreeId, 'confirm', await checkedPaper(world, decreeId));
  expect(await applyDecreeCommand(world.ctx, confirm)).toMatchObject({ ok: true });

  expect(await lookTwice()).toContain(`decree/${decreeId}`);
  await until('the decree is in force', async () => {
    const row = await one('select state from decree where id = $1', decreeId);
    return row?.['state'] === 'REGISTERED';
  });
  const states = await world.sql('select distinct state from proposal where id = any($1)', [
    drafts.map((draft) => draft.proposalId),
  ]);
  expect(states).toEqual([{ state: 'DECREED' }]);
});

it('a frozen annex without a paper gets one', async () => {
  const decreeId = await openDecree(world);
  await include(world, decreeId, [await budgetedProposal(world)]);
  const freeze = commandOf(world.as('SECRETARIAT'), decreeId, 'freeze', {});
  expect(await applyDecreeCommand(world.ctx, freeze)).toMatchObject({ ok: true });

  expect(await lookTwice()).toContain(`decree/${decreeId}`);
  await until('the annex is rendered', async () => {
    const row = await one('select annex_blob_id from decree where id = $1', decreeId);
    return row?.['annex_blob_id'] !== null;
  });
});

it('goods that have left start their deliveries', async () => {
  const draft = await budgetedProposal(world);
  const decreeId = await readyToDeliver(world, [draft]);
  const batchId = await plan(world, decreeId, await provincialUnit(world), [draft]);
  // a first command, refused, so that the workflow of the batch runs and knows that nothing has happened
  await expect(
    world.ctx.workflows.send('delivery', commandOf(world.as('PENGURUS_BARANG'), batchId, 'reconcile', {})),
  ).rejects.toThrow('NOT_ALLOWED_IN_STATE');
  const note = { deliveryNote: 'SJ/1', dispatchedOn: today() };
  const dispatch = commandOf(world.as('PENGURUS_BARANG'), batchId, 'dispatch', note);
  expect(await applyDeliveryCommand(world.ctx, dispatch)).toMatchObject({ ok: true });

  expect(await lookTwice()).toContain(`delivery/${batchId}`);
  await until('the delivery has started', async () => {
    const row = await one('select state from proposal where id = $1', draft.proposalId);
    return row?.['state'] === 'IN_DELIVERY';
  });
});

it('a list that was set gets its paper', async () => {
  const draft = await budgetedProposal(world);
  const decreeId = await openDecree(world);
  await include(world, decreeId, [draft]);
  await bringIntoForce(world, decreeId);
  const set = commandOf(world.as('HEAD_DINSOS'), draft.proposalId, 'set_list', {});
  expect(await applyCommand(world.ctx, set)).toMatchObject({ ok: true });

  expect(await lookTwice()).toContain(`proposal/${draft.proposalId}`);
  await until('the list is rendered', async () => {
    const row = await one('select blob_id from beneficiary_list where proposal_id = $1', draft.proposalId);
    return row !== undefined && row['blob_id'] !== null;
  });
});

it('a deadline that no timer waits for is rung, once', async () => {
  const draft = await world.draft();
  await stepsOf(world, draft).submit();
  await world.sql(`update proposal set due_at = now() - interval '1 hour' where id = $1`, [draft.proposalId]);
  await world.sql(`update alarm set due_at = now() - interval '1 hour' where proposal_id = $1`, [draft.proposalId]);

  expect(await lookTwice()).toContain(`proposal/${draft.proposalId}`);
  const open = `select 1 from alarm where proposal_id = $1 and due_at < now()`;
  await until('no alarm is due', async () => (await one(open, draft.proposalId)) === undefined);
  const rung = await world.sql(`select type from event where stream = $1 and type = 'escalated'`, [
    `proposal/${draft.proposalId}`,
  ]);
  expect(rung).toHaveLength(1);
  expect(await lookTwice()).not.toContain(`proposal/${draft.proposalId}`);
});
