import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { fromPackageRoot } from '../../src/config/package-root.js';
import { budgetedProposal } from '../support/budgeted-proposal.js';
import { decreeAct, include, openDecree, paperOf } from '../support/decree-steps.js';
import { createWorld, type Draft, type World } from '../support/world.js';

const PROPOSALS = 12;
/** Eight are told at once, so the last waits until four have been decreed. */
const DECREED_BEFORE_LAST = 4;
let world: World;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await Promise.all([...children].map(killed));
  await world[Symbol.asyncDispose]();
});

function startWorker(): ChildProcess {
  const child = spawn(process.execPath, [fromPackageRoot('dist', 'src', 'main', 'worker.js')], {
    env: { ...process.env, ...world.environment },
    stdio: 'ignore',
  });
  children.add(child);
  return child;
}
async function killed(child: ChildProcess): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(100);
}
async function decreedCount(): Promise<number> {
  const rows = await world.sql(`select 1 from proposal where state = 'DECREED'`);
  return rows.length;
}

describe('a decree whose worker is killed while it tells its proposals', () => {
  it('tells the rest after a restart, and none twice', async () => {
    const drafts: Draft[] = [];
    for (let index = 0; index < PROPOSALS; index += 1) drafts.push(await budgetedProposal(world, 1));
    for (const draft of drafts) await reserve(draft);
    const first = startWorker();
    const decreeId = await openDecree(world);
    await include(world, decreeId, drafts);
    await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'freeze');
    await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'record', await paperOf(world, decreeId));

    // the last case is busy, so that the round cannot end: some are decreed, and the decree has heard of none
    const holder = new pg.Client({ connectionString: world.environment['DATABASE_OWNER_URL'] });
    await holder.connect();
    await holder.query('begin');
    const last = drafts
      .map((draft) => draft.proposalId)
      .toSorted()
      .at(-1);
    await holder.query('select 1 from proposal where id = $1 for update', [last]);
    const confirmed = decreeAct(world, world.as('SECRETARIAT', 1), decreeId, 'confirm', {}, 'confirm-key-1').catch(
      () => null,
    );
    await until(async () => (await decreedCount()) >= DECREED_BEFORE_LAST);
    const [heard] = await world.sql(`select count(*)::int as n from decree_entry where state = 'DECREED'`);
    expect(heard).toEqual({ n: 0 });
    await killed(first);
    await holder.query('rollback');
    await holder.end();
    await confirmed;

    startWorker();
    await until(async () => {
      const [row] = await world.sql('select state from decree where id = $1', [decreeId]);
      return row?.['state'] === 'REGISTERED';
    });
    expect(await decreedCount()).toBe(PROPOSALS);
    const entries = await world.sql('select distinct state, task from decree_entry where decree_id = $1', [decreeId]);
    expect(entries).toEqual([{ state: 'DECREED', task: null }]);
    const told = await world.sql(
      `select stream, count(*)::int as n from event where type = 'decree' and stream like 'proposal/%' group by stream`,
    );
    expect(told).toHaveLength(PROPOSALS);
    expect(new Set(told.map((row) => row['n']))).toEqual(new Set([1]));
    const [ceiling] = await world.sql(`select reserved, consumed from ceiling where scope = 'DPA_LINE'`);
    expect(ceiling).toEqual({ reserved: '0', consumed: String(PROPOSALS * 500_000) });
    const again = await decreeAct(world, world.as('SECRETARIAT', 1), decreeId, 'confirm', {}, 'confirm-key-1');
    expect(again).toMatchObject({ summary: { state: 'REGISTERED', ended: true }, eventTypes: ['record'] });
    expect(again.refused).toBeUndefined();
  }, 180_000);
});

async function reserve(draft: Draft): Promise<void> {
  await world.sql(
    `with line as (update ceiling set reserved = reserved + 500000 where scope = 'DPA_LINE' returning id)
     insert into reservation (proposal_id, ceiling_id, institution_id, regency_code, amount, state)
     select $1, line.id, $2, '64.11', 500000, 'RESERVED' from line`,
    [draft.proposalId, draft.institutionId],
  );
}
