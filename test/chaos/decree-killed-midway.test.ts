import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandOutcome } from '../../workflows/messages.js';
import { asking } from '../support/asking.js';
import { budgetedProposal } from '../support/budgeted-proposal.js';
import { decreeAct, include, openDecree, paperOf } from '../support/decree-steps.js';
import { holdRows } from '../support/hold-rows.js';
import { until } from '../support/until.js';
import { startWorkerProcess } from '../support/worker-process.js';
import { createWorld, type Draft, type World } from '../support/world.js';

const PROPOSALS = 12;
/** Eight are told at once, so the last waits until four have been decreed. */
const DECREED_BEFORE_LAST = 4;
let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

async function stateOf(decreeId: string): Promise<unknown> {
  const [row] = await world.sql('select state from decree where id = $1', [decreeId]);
  return row?.['state'];
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
    await using first = startWorkerProcess(world.environment);
    const decreeId = await openDecree(world);
    await asking(() => include(world, decreeId, drafts, 'include-key-1'));
    await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'freeze');
    await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'record', await paperOf(world, decreeId));

    // the last case is busy, so that the round cannot end, and so is the decree itself, so that it hears of none
    const confirm = (): Promise<CommandOutcome> =>
      asking(() => decreeAct(world, world.as('SECRETARIAT', 1), decreeId, 'confirm', undefined, 'confirm-key-1'));
    const last = drafts
      .map((draft) => draft.proposalId)
      .toSorted()
      .at(-1);
    await using busy = await holdRows(world);
    await busy.hold('proposal', last ?? '');
    const confirmed = confirm();
    await until('the decree is signed', async () => (await stateOf(decreeId)) === 'SIGNED');
    await busy.hold('decree', decreeId);
    await until('some proposals are decreed', async () => (await decreedCount()) >= DECREED_BEFORE_LAST);
    await first.killed();
    expect(await world.sql(`select distinct state from decree_entry`)).toEqual([{ state: 'FROZEN' }]);
    await busy[Symbol.asyncDispose]();

    await using second = startWorkerProcess(world.environment);
    await until('the decree is in force', async () => {
      expect(second.lastWords()).toBeUndefined();
      return (await stateOf(decreeId)) === 'REGISTERED';
    });
    expect(await confirmed).toMatchObject({ summary: { state: 'REGISTERED' } });
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
    const again = await confirm();
    expect(again).toMatchObject({ summary: { state: 'REGISTERED', ended: true }, eventTypes: ['record'] });
    expect(again.refused).toBeUndefined();
  }, 400_000);
});

async function reserve(draft: Draft): Promise<void> {
  await world.sql(
    `with line as (update ceiling set reserved = reserved + 500000 where scope = 'DPA_LINE' returning id)
     insert into reservation (proposal_id, ceiling_id, institution_id, regency_code, amount, state)
     select $1, line.id, $2, '64.11', 500000, 'RESERVED' from line`,
    [draft.proposalId, draft.institutionId],
  );
}
