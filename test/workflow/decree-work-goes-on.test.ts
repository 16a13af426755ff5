import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOnDecree } from '../../src/app/decree/act-on-decree.js';
import { applyDecreeCommand } from '../../src/app/decree/apply-decree-command.js';
import { contentHash } from '../../src/app/record/content-hash.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { taskQueues, workflowIds } from '../../workflows/messages.js';
import { asking } from '../support/asking.js';
import { budgetedProposal } from '../support/budgeted-proposal.js';
import { codeOf, decreeAct, include, openDecree, paperOf, checkedPaper } from '../support/decree-steps.js';
import { createWorld, type Draft, type World } from '../support/world.js';

/** More than one round of fifty. */
const MANY = 55;
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

async function proposals(count: number): Promise<readonly Draft[]> {
  const drafts: Draft[] = [];
  for (let index = 0; index < count; index += 1) drafts.push(await budgetedProposal(world, 1));
  return drafts;
}
async function stateOf(decreeId: string): Promise<unknown> {
  const [row] = await world.sql('select state from decree where id = $1', [decreeId]);
  return row?.['state'];
}
describe('the work of a decree', () => {
  it('goes through many proposals in rounds, each told once', async () => {
    const drafts = await proposals(MANY);
    const decreeId = await openDecree(world);
    const proposalIds = drafts.map((draft) => draft.proposalId);
    const secretary = world.as('SECRETARIAT');
    const wish = {
      decreeId,
      type: 'include',
      payload: { proposalIds },
      expectedVersion: null,
      key: randomUUID(),
    } as const;
    const included = await asking(() => actOnDecree(world.ctx, secretary, wish));
    expect(included.refused).toBeUndefined();
    const fenced = await world.sql('select count(*)::int as n from proposal where fenced_by = $1', [decreeId]);
    expect(fenced).toEqual([{ n: MANY }]);
    const rounds = await world.sql(`select 1 from event where stream = $1 and type = 'proposals_answered'`, [
      `decree/${decreeId}`,
    ]);
    expect(rounds).toHaveLength(2);
    await decreeAct(world, secretary, decreeId, 'freeze');
    await decreeAct(world, secretary, decreeId, 'record', await paperOf(world, decreeId));
    const key = randomUUID();
    const confirmed = await asking(() =>
      decreeAct(world, world.as('SECRETARIAT', 1), decreeId, 'confirm', undefined, key),
    );
    expect(confirmed.summary).toMatchObject({ state: 'REGISTERED', ended: true });
    const told = await world.sql(
      `select count(*)::int as events, count(distinct stream)::int as proposals from event where type = 'decree' and stream = any($1)`,
      [proposalIds.map((id) => `proposal/${id}`)],
    );
    expect(told).toEqual([{ events: MANY, proposals: MANY }]);
  });

  it('is finished from the record by a workflow that begins anew', async () => {
    const drafts = await proposals(2);
    const decreeId = await openDecree(world);
    await include(world, decreeId, drafts);
    await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'freeze');
    await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'record', await paperOf(world, decreeId));
    // Temporal loses the workflow; the confirmation is committed, and nobody has told the proposals
    await world.ctx.client.workflow.getHandle(workflowIds.decree(decreeId)).terminate('lost');
    const applied = await applyDecreeCommand(world.ctx, {
      commandId: randomUUID(),
      subjectId: decreeId,
      type: 'confirm',
      actor: world.as('SECRETARIAT', 1),
      payload: await checkedPaper(world, decreeId),
      expectedVersion: null,
      requestHash: contentHash({}),
      heavy: false,
    });
    expect(applied.ok).toBe(true);
    expect(await stateOf(decreeId)).toBe('SIGNED');
    await world.ctx.client.workflow.start('decree', {
      workflowId: workflowIds.decree(decreeId),
      taskQueue: taskQueues.decisions,
      args: [{ subjectId: decreeId }],
    });
    while ((await stateOf(decreeId)) !== 'REGISTERED') await sleep(50);
    const states = await world.sql('select distinct state from proposal where id = any($1)', [
      drafts.map((draft) => draft.proposalId),
    ]);
    expect(states).toEqual([{ state: 'DECREED' }]);
  });
});

describe('two at once', () => {
  it('confirm: one decree, and the other is told that nothing is pending', async () => {
    const decreeId = await openDecree(world);
    await include(world, decreeId, await proposals(1));
    await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'freeze');
    await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'record', await paperOf(world, decreeId));
    const codes = await Promise.all(
      [world.as('SECRETARIAT', 1), world.as('SEKRETARIS_DINAS')].map((actor) =>
        codeOf(decreeAct(world, actor, decreeId, 'confirm')),
      ),
    );
    expect(codes.toSorted((a, b) => a.localeCompare(b))).toEqual(['accepted', 'CASE_ENDED']);
    const events = await world.sql(`select 1 from event where stream = $1 and type = 'record'`, [`decree/${decreeId}`]);
    expect(events).toHaveLength(1);
  });

  it('include one proposal in two decrees: one holds it', async () => {
    const [draft] = await proposals(1);
    const decrees = [await openDecree(world), await openDecree(world)];
    const codes = await Promise.all(decrees.map((decreeId) => codeOf(include(world, decreeId, [draft!]))));
    expect(codes.toSorted((a, b) => a.localeCompare(b))).toEqual(['accepted', 'FENCED_BY_DECREE']);
    const [row] = await world.sql('select fenced_by from proposal where id = $1', [draft!.proposalId]);
    expect(row?.['fenced_by']).toBe(decrees[codes.indexOf('accepted')]);
  });
});
