import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOnDelivery } from '../../src/app/delivery/act-on-delivery.js';
import { getBatch } from '../../src/app/delivery/get-batch.js';
import { planBatch } from '../../src/app/delivery/plan-batch.js';
import { listDeliverable } from '../../src/app/delivery/deliverable.js';
import { getDecree } from '../../src/app/decree/get-decree.js';
import { listDecreeCandidates } from '../../src/app/decree/list-decrees.js';
import { readDecreeAnnex } from '../../src/app/decree/read-decree-annex.js';
import type { Actor } from '../../src/domain/actor.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { budgetedProposal } from '../support/budgeted-proposal.js';
import { bringIntoForce, codeOf, decreeAct, include, openDecree, paperOf, today } from '../support/decree-steps.js';
import { act } from '../support/walk-proposal.js';
import { createWorld, type Draft, type World } from '../support/world.js';

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

async function statesOf(drafts: readonly Draft[]): Promise<unknown[]> {
  const rows = await world.sql('select state from proposal where id = any($1) order by id', [
    drafts.map((draft) => draft.proposalId),
  ]);
  return rows.map((row) => row['state']);
}

/** Papers follow a decision; this waits for one of them. */
async function paper(query: string, id: string): Promise<string> {
  for (;;) {
    const [row] = await world.sql(query, [id]);
    if (typeof row?.['blob'] === 'string') return row['blob'];
    await sleep(50);
  }
}

describe('a decree on the real stack', () => {
  it('holds its proposals, freezes them, and decrees each when a second person confirms the signed paper', async () => {
    const drafts = [await budgetedProposal(world, 2), await budgetedProposal(world, 3)];
    const decreeId = await openDecree(world);
    const secretary = world.as('SECRETARIAT');
    const offered = await listDecreeCandidates(world.ctx, secretary, { programmeId: world.programmeId });
    expect(offered.map((candidate) => candidate.persons).toSorted((a, b) => a - b)).toEqual([2, 3]);

    const included = await include(world, decreeId, drafts);
    expect(included).toMatchObject({ summary: { state: 'DRAFT', version: 1 }, eventTypes: ['include'] });
    expect(included.refused).toBeUndefined();
    expect(await listDecreeCandidates(world.ctx, secretary, { programmeId: world.programmeId })).toEqual([]);
    const fenced = await world.sql('select fenced_by from proposal where id = any($1)', [
      drafts.map((d) => d.proposalId),
    ]);
    expect(fenced).toEqual([{ fenced_by: decreeId }, { fenced_by: decreeId }]);
    expect(await codeOf(act(world, drafts[0]!.operator, drafts[0]!.proposalId, 'withdraw', { words: 'x' }))).toBe(
      'FENCED_BY_DECREE',
    );

    await decreeAct(world, secretary, decreeId, 'freeze');
    const frozen = await getDecree(world.ctx, secretary, decreeId);
    expect(frozen).toMatchObject({ state: 'FROZEN', persons: 5, amount: '2500000', untold: 0 });
    expect(frozen.entries.map((entry) => entry.items)).toEqual(
      frozen.entries.map((entry) => [
        expect.objectContaining({ code: 'FOOD', quantity: entry.persons, amount: String(entry.persons * 500_000) }),
      ]),
    );

    await paper('select annex_blob_id as blob from decree where id = $1', decreeId);
    const annex = await readDecreeAnnex(world.ctx, secretary, decreeId);
    expect(Buffer.from(annex.bytes).subarray(0, 5).toString()).toBe('%PDF-');
    const [event] = await world.sql(`select data from event where stream = $1 and type = 'form_prepared'`, [
      `decree/${decreeId}`,
    ]);
    expect(event?.['data']).toMatchObject({
      sha256: createHash('sha256').update(annex.bytes).digest('hex'),
      contentHash: frozen.rootHash,
    });

    const signed = await paperOf(world, decreeId);
    expect(await codeOf(decreeAct(world, secretary, decreeId, 'record', { ...signed, amount: '2500001' }))).toBe(
      'LIST_MISMATCH',
    );
    await decreeAct(world, secretary, decreeId, 'record', signed);
    expect(await codeOf(decreeAct(world, secretary, decreeId, 'confirm'))).toBe('SAME_PERSON');
    expect(await codeOf(decreeAct(world, world.as('KABID'), decreeId, 'confirm'))).toBe('WRONG_ROLE');
    expect(await statesOf(drafts)).toEqual(['BUDGETED', 'BUDGETED']);

    const confirmed = await decreeAct(world, world.as('SEKRETARIS_DINAS'), decreeId, 'confirm');
    expect(confirmed).toMatchObject({ summary: { state: 'REGISTERED', ended: true }, eventTypes: ['record'] });
    expect(await statesOf(drafts)).toEqual(['DECREED', 'DECREED']);
    const entries = await world.sql('select state, task from decree_entry where decree_id = $1', [decreeId]);
    expect(entries).toEqual([
      { state: 'DECREED', task: null },
      { state: 'DECREED', task: null },
    ]);
    const types = await world.sql('select type from event where stream = $1 order by seq', [`decree/${decreeId}`]);
    expect(types.map((row) => row['type'])).toEqual([
      'created',
      'include',
      'proposals_answered',
      'freeze',
      'form_prepared',
      'entered',
      'record',
      'proposals_answered',
    ]);
    expect(
      await codeOf(decreeAct(world, secretary, decreeId, 'include', { proposalIds: [drafts[0]!.proposalId] })),
    ).toBe('CASE_ENDED');
    await paper('select form_blob_id as blob from pact where proposal_id = $1', drafts[0]!.proposalId);
  });

  it('tells the second person and, when that one is late, the superior, each once', async () => {
    const decreeId = await openDecree(world);
    await include(world, decreeId, [await budgetedProposal(world)]);
    await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'freeze');
    await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'record', await paperOf(world, decreeId));
    const told = `select recipient_user_id::text as id, template from notification where params->>'decreeId' = $1 order by template, id`;
    const second = [
      world.userId('SECRETARIAT', 1),
      world.userId('SEKRETARIS_DINAS', 0),
      world.userId('SEKRETARIS_DINAS', 1),
    ];
    expect(await world.sql(told, [decreeId])).toEqual(
      second.toSorted().map((id) => ({ id, template: 'second_person_needed' })),
    );
    expect(await world.sql('select kind from alarm where workflow_id = $1', [`decree/${decreeId}`])).toEqual([
      { kind: 'SECOND' },
    ]);

    await world.sql(
      `update decree set pending = jsonb_set(pending, '{enteredAt}', '"2026-01-05T02:00:00.000Z"') where id = $1`,
      [decreeId],
    );
    const handle = world.ctx.client.workflow.getHandle(`decree/${decreeId}`);
    await handle.signal('wake', new Date().toISOString());
    await handle.signal('wake', new Date().toISOString());
    for (;;) {
      const rows = await world.sql('select kind from alarm where workflow_id = $1', [`decree/${decreeId}`]);
      if (rows.length === 0) break;
      await sleep(50);
    }
    await decreeAct(world, world.as('SECRETARIAT', 1), decreeId, 'confirm');
    const escalated = await world.sql(told.replace('order by', `and template = 'escalation' order by`), [decreeId]);
    expect(escalated.length).toBeGreaterThan(0);
    expect(new Set(escalated.map((row) => row['id'])).size).toBe(escalated.length);
  });
});

describe('a batch of goods on the real stack', () => {
  it('goes from the decree to final lines, and what refuses to start stays behind', async () => {
    const unit = await seedUnit();
    const [ready, unlisted] = [await budgetedProposal(world, 2), await budgetedProposal(world, 2)];
    const decreeId = await openDecree(world);
    await include(world, decreeId, [ready, unlisted]);
    await bringIntoForce(world, decreeId);
    await act(world, world.as('HEAD_DINSOS'), ready.proposalId, 'set_list');
    for (const draft of [ready, unlisted]) {
      await act(world, draft.operator, draft.proposalId, 'sign_pact', {
        signedBlobId: await ownScan(draft),
        signedOn: today(),
      });
      await act(world, world.as('SECRETARIAT', 1), draft.proposalId, 'confirm');
    }
    await paper('select blob_id as blob from beneficiary_list where proposal_id = $1', ready.proposalId);
    const keeper = world.as('PENGURUS_BARANG');
    const deliverable = await listDeliverable(world.ctx, keeper, { decreeId });
    expect(new Map(deliverable.map((entry) => [entry.proposalId, entry.listSet]))).toEqual(
      new Map([
        [ready.proposalId, true],
        [unlisted.proposalId, false],
      ]),
    );

    const proposalIds = [ready.proposalId, unlisted.proposalId];
    const plan = { decreeId, unitId: unit.id, proposalIds, plannedOn: today(), key: randomUUID() };
    const { batchId } = await planBatch(world.ctx, keeper, plan);
    expect(await planBatch(world.ctx, keeper, plan)).toEqual({ batchId });
    expect(await codeOf(planBatch(world.ctx, keeper, { ...plan, key: randomUUID() }))).toBe('NOT_ALLOWED_IN_STATE');
    const acts = (actor: Actor, type: 'dispatch' | 'hand_over' | 'reconcile', payload: unknown) =>
      actOnDelivery(world.ctx, actor, { batchId, type, payload, expectedVersion: null, key: randomUUID() });

    const dispatched = await acts(keeper, 'dispatch', { deliveryNote: 'SJ/1', dispatchedOn: today() });
    expect(dispatched.refused).toEqual([
      { proposalId: unlisted.proposalId, error: { code: 'LIST_MISMATCH', details: { list: 'missing' } } },
    ]);
    const batch = await getBatch(world.ctx, keeper, batchId);
    expect(batch.drops.find((drop) => drop.proposalId === unlisted.proposalId)).toMatchObject({
      state: 'PLANNED',
      stayedBehind: true,
    });
    const drop = batch.drops.find((candidate) => candidate.proposalId === ready.proposalId)!;
    expect(drop.state).toBe('STARTED');

    const minutes = { dropId: drop.id, bastNumber: 'BAST/1', bastDate: today(), scanBlobId: null };
    expect(await codeOf(acts(world.as('UPTD_OFFICER', 1), 'hand_over', minutes))).toBe('WRONG_ROLE');
    expect(await codeOf(acts(unit.officer, 'hand_over', { ...minutes, bastDate: '2026-01-01' }))).toBe('DATE_ORDER');
    await acts(unit.officer, 'hand_over', minutes);
    const asked = await world.sql(
      `select recipient_user_id from notification where template = 'receipt_due' and proposal_id = $1`,
      [ready.proposalId],
    );
    expect(asked).toEqual([{ recipient_user_id: ready.operator.kind === 'user' ? ready.operator.userId : '' }]);

    expect(await codeOf(acts(keeper, 'reconcile', {}))).toBe('INCOMPLETE');
    await act(world, ready.operator, ready.proposalId, 'confirm_receipt', {
      dropId: drop.id,
      receivedOn: today(),
      signedBy: 'Ketua Peraga',
      exceptions: [],
    });
    const reconciled = await acts(keeper, 'reconcile', {});
    expect(reconciled.summary).toMatchObject({ state: 'RECONCILED', ended: true });
    expect(await world.sql('select state from proposal where id = $1', [ready.proposalId])).toEqual([
      { state: 'REPORT_DUE' },
    ]);
    const lines = await world.sql(
      'select distinct delivered, status, final from entitlement_line where proposal_id = $1',
      [ready.proposalId],
    );
    expect(lines).toEqual([{ delivered: 1, status: 'RECEIVED', final: true }]);
    // what stayed behind can be planned anew
    expect((await listDeliverable(world.ctx, keeper, { decreeId })).map((entry) => entry.proposalId)).toEqual([
      unlisted.proposalId,
    ]);
  });
});

async function seedUnit(): Promise<{ id: string; officer: Actor }> {
  const id = randomUUID();
  await world.sql(`insert into org_unit (id, code, name, kind) values ($1, $2, 'Panti Peraga', 'UPTD')`, [
    id,
    id.slice(0, 8),
  ]);
  await world.sql(`update membership set org_unit_id = $1 where user_id = $2`, [id, world.userId('UPTD_OFFICER', 0)]);
  return { id, officer: world.as('UPTD_OFFICER', 0) };
}

async function ownScan(draft: Draft): Promise<string> {
  const [row] = await world.sql(`select blob_id from proposal_document where proposal_id = $1 and code = 'LETTER'`, [
    draft.proposalId,
  ]);
  return String(row?.['blob_id']);
}
