import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listDeliverable } from '../../src/app/delivery/deliverable.js';
import { getBatch } from '../../src/app/delivery/get-batch.js';
import { listBatches } from '../../src/app/delivery/list-batches.js';
import { planBatch } from '../../src/app/delivery/plan-batch.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { budgetedProposal } from '../support/budgeted-proposal.js';
import { codeOf, today } from '../support/decree-steps.js';
import { deliveryAct, dispatch, dropOf, plan, provincialUnit, readyToDeliver } from '../support/delivery-steps.js';
import { act } from '../support/walk-proposal.js';
import { createWorld, type World } from '../support/world.js';

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

describe('a batch of goods on the real stack', () => {
  it('goes from the store to final lines, and what refuses to start stays behind', async () => {
    const unit = await provincialUnit(world);
    const other = await provincialUnit(world, 1);
    const keeper = world.as('PENGURUS_BARANG');
    const [ready, unlisted] = [await budgetedProposal(world, 2), await budgetedProposal(world, 2)];
    const decreeId = await readyToDeliver(world, [ready, unlisted], [unlisted]);
    const deliverable = await listDeliverable(world.ctx, keeper, { decreeId });
    expect(new Map(deliverable.map((entry) => [entry.proposalId, entry.listSet]))).toEqual(
      new Map([
        [ready.proposalId, true],
        [unlisted.proposalId, false],
      ]),
    );
    const batchId = await plan(world, decreeId, unit, [ready, unlisted]);
    expect(await listDeliverable(world.ctx, keeper, { decreeId })).toEqual([]);

    const dispatched = await dispatch(world, batchId);
    expect(dispatched.refused).toEqual([
      { proposalId: unlisted.proposalId, error: { code: 'LIST_MISMATCH', details: { list: 'missing' } } },
    ]);
    expect(await dropOf(world, batchId, unlisted)).toMatchObject({ state: 'PLANNED', stayedBehind: true });
    const drop = await dropOf(world, batchId, ready);
    expect(drop).toMatchObject({ state: 'STARTED', stayedBehind: false });
    expect(drop.items).toEqual([expect.objectContaining({ code: 'FOOD', quantity: 2 })]);
    const [mine, others] = await Promise.all(
      [unit, other].map(({ officer }) =>
        world.sql(
          `select template from notification where proposal_id = $1 and recipient_user_id = $2 and template = 'task_assigned'`,
          [ready.proposalId, officer.kind === 'user' ? officer.userId : ''],
        ),
      ),
    );
    expect([mine, others]).toEqual([[{ template: 'task_assigned' }], []]);

    const minutes = { dropId: drop.id, bastNumber: 'BAST/1', bastDate: today(), scanBlobId: null };
    expect(await codeOf(deliveryAct(world, world.as('UPTD_OFFICER', 1), batchId, 'hand_over', minutes))).toBe(
      'WRONG_ROLE',
    );
    const early = { ...minutes, bastDate: '2026-01-01' };
    expect(await codeOf(deliveryAct(world, unit.officer, batchId, 'hand_over', early))).toBe('DATE_ORDER');
    const key = randomUUID();
    await Promise.all([0, 1].map(() => deliveryAct(world, unit.officer, batchId, 'hand_over', minutes, key)));
    const asked = await world.sql(
      `select n.recipient_user_id, n.params->>'bastNumber' as bast, (n.params->>'dueAt')::timestamptz = p.due_at as dated
         from notification n join proposal p on p.id = n.proposal_id where n.template = 'receipt_due' and p.id = $1`,
      [ready.proposalId],
    );
    expect(asked).toEqual([
      { recipient_user_id: ready.operator.kind === 'user' ? ready.operator.userId : '', bast: 'BAST/1', dated: true },
    ]);

    expect(await codeOf(deliveryAct(world, keeper, batchId, 'reconcile'))).toBe('INCOMPLETE');
    await act(world, ready.operator, ready.proposalId, 'confirm_receipt', {
      dropId: drop.id,
      receivedOn: today(),
      signedBy: 'Ketua Peraga',
      exceptions: [],
    });
    expect(await codeOf(deliveryAct(world, unit.officer, batchId, 'reconcile'))).toBe('WRONG_ROLE');
    const reconciled = await deliveryAct(world, keeper, batchId, 'reconcile');
    expect(reconciled.summary).toMatchObject({ state: 'RECONCILED', ended: true });
    expect(await world.sql('select state from proposal where id = $1', [ready.proposalId])).toEqual([
      { state: 'REPORT_DUE' },
    ]);
    const lines = await world.sql(
      'select distinct delivered, status, final from entitlement_line where proposal_id = $1',
      [ready.proposalId],
    );
    expect(lines).toEqual([{ delivered: 1, status: 'RECEIVED', final: true }]);
    expect((await getBatch(world.ctx, keeper, batchId)).timeline.map((entry) => entry.type)).toEqual([
      'planned',
      'dispatch',
      'proposals_answered',
      'hand_over',
      'reconcile',
      'proposals_answered',
    ]);

    // what stayed behind is planned anew, and the old drop is no hindrance to its final lines
    await act(world, world.as('HEAD_DINSOS'), unlisted.proposalId, 'set_list');
    const second = await plan(world, decreeId, unit, [unlisted]);
    expect((await dispatch(world, second)).refused).toBeUndefined();
    const late = await dropOf(world, second, unlisted);
    const used = { dropId: late.id, bastNumber: 'BAST/1', bastDate: today(), scanBlobId: null };
    expect(await codeOf(deliveryAct(world, unit.officer, second, 'hand_over', used))).toBe('DUPLICATE_NUMBER');
    await deliveryAct(world, unit.officer, second, 'hand_over', { ...used, bastNumber: 'BAST/2' });
    await act(world, unlisted.operator, unlisted.proposalId, 'confirm_receipt', {
      dropId: late.id,
      receivedOn: today(),
      signedBy: 'Ketua Peraga',
      exceptions: [],
    });
    await deliveryAct(world, keeper, second, 'reconcile');
    expect(await world.sql('select state from proposal where id = $1', [unlisted.proposalId])).toEqual([
      { state: 'REPORT_DUE' },
    ]);
    const list = `select blob_id from beneficiary_list where proposal_id = $1`;
    while ((await world.sql(list, [ready.proposalId]))[0]?.['blob_id'] === null) await sleep(50);
  });

  it('leaves a suspended institution behind and lets each institution see its own drop alone', async () => {
    const unit = await provincialUnit(world);
    const [served, suspended] = [await budgetedProposal(world, 1), await budgetedProposal(world, 1)];
    const decreeId = await readyToDeliver(world, [served, suspended]);
    const batchId = await plan(world, decreeId, unit, [served, suspended]);
    await world.sql(`update institution set status = 'SUSPENDED' where id = $1`, [suspended.institutionId]);
    const dispatched = await dispatch(world, batchId);
    expect(dispatched.refused?.map((refusal) => [refusal.proposalId, refusal.error.code])).toEqual([
      [suspended.proposalId, 'INSTITUTION_NOT_ACTIVE'],
    ]);
    const seen = await getBatch(world.ctx, served.operator, batchId);
    expect(seen.drops.map((drop) => drop.proposalId)).toEqual([served.proposalId]);
    const rows = await listBatches(world.ctx, served.operator, {});
    expect(rows.map((row) => [row.id, row.drops])).toEqual([[batchId, 1]]);
    expect(await codeOf(deliveryAct(world, served.operator, batchId, 'reconcile'))).toBe('WRONG_ROLE');

    const head = world.as('HEAD_DINSOS');
    const allow = (proposalId: string, words: string): Promise<string> =>
      codeOf(act(world, head, proposalId, 'allow_goods_exception', { words }));
    expect(await allow(served.proposalId, 'Perlu pangan')).toBe('NOT_ALLOWED_IN_STATE');
    expect(await allow(suspended.proposalId, ' ')).toBe('REASON_REQUIRED');
    expect(await allow(suspended.proposalId, 'Penghuni tetap memerlukan pangan')).toBe('accepted');
    const again = await dispatch(world, await plan(world, decreeId, unit, [suspended]));
    expect(again.refused ?? []).toEqual([]);
  });

  it('plans a proposal once, for one key and between two planners', async () => {
    const unit = await provincialUnit(world);
    const draft = await budgetedProposal(world, 1);
    const decreeId = await readyToDeliver(world, [draft]);
    const wish = { decreeId, unitId: unit.id, proposalIds: [draft.proposalId], plannedOn: today() };
    const keeper = world.as('PENGURUS_BARANG');
    const planned = await Promise.all([
      codeOf(planBatch(world.ctx, keeper, { ...wish, key: 'the-first-key' })),
      codeOf(planBatch(world.ctx, world.as('PENGURUS_BARANG', 1), { ...wish, key: 'the-second-key' })),
    ]);
    expect(planned.toSorted((a, b) => a.localeCompare(b))).toEqual(['accepted', 'NOT_ALLOWED_IN_STATE']);
    expect(await world.sql('select 1 from delivery_drop where proposal_id = $1', [draft.proposalId])).toHaveLength(1);
    const winner =
      planned[0] === 'accepted'
        ? { actor: keeper, key: 'the-first-key' }
        : { actor: world.as('PENGURUS_BARANG', 1), key: 'the-second-key' };
    const again = await planBatch(world.ctx, winner.actor, { ...wish, key: winner.key });
    const [batch] = await world.sql('select batch_id from delivery_drop where proposal_id = $1', [draft.proposalId]);
    expect(again.batchId).toBe(batch?.['batch_id']);
    expect(await codeOf(planBatch(world.ctx, unit.officer, { ...wish, key: 'the-third-key' }))).toBe('WRONG_ROLE');
    const elsewhere = { ...wish, unitId: world.programmeId, key: 'the-fourth-key' };
    expect(await codeOf(planBatch(world.ctx, keeper, elsewhere))).toBe('NOT_FOUND');
  });
});
