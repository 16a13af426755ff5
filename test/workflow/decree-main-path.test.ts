import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDecree } from '../../src/app/decree/get-decree.js';
import { listDecreeCandidates } from '../../src/app/decree/list-decrees.js';
import { readDecreeAnnex } from '../../src/app/decree/read-decree-annex.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { budgetedProposal } from '../support/budgeted-proposal.js';
import { codeOf, decreeAct, include, openDecree, paperOf } from '../support/decree-steps.js';
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
