import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import { walkTo } from '../support/walk-proposal.js';
import { createWorld, type Draft, type World } from '../support/world.js';

describe('the checks of the record', () => {
  let world: World;
  let workers: RunningWorker;
  let budgeted: Draft;

  beforeAll(async () => {
    world = await createWorld();
    workers = await world.startWorker();
    budgeted = await world.draft({ persons: 4 });
    await walkTo(world, budgeted, 'link_budget');
    await walkTo(world, await world.draft(), 'recommend');
  });
  afterAll(async () => {
    workers.shutdown();
    await workers.finished;
    await world[Symbol.asyncDispose]();
  });

  /** What the checks find after `change`, which is taken back. */
  async function foundAfter(change: string, undo: string): Promise<readonly string[]> {
    await world.sql(change);
    try {
      const reports = await checkInvariants(world.ctx);
      return reports.filter((report) => report.violations.length > 0).map((report) => report.id);
    } finally {
      await world.sql(undo);
    }
  }

  it('find nothing in a record that only the program wrote', async () => {
    const reports = await checkInvariants(world.ctx);
    expect(reports.flatMap((report) => report.violations)).toEqual([]);
    expect(reports.length).toBeGreaterThan(15);

    const chain = await verifyChain(world.ctx);
    expect(chain.faults).toEqual([]);
    expect(chain.rebuilt).toBe(2);
    const [count] = await world.sql('select count(*)::int as events from event');
    expect(chain.events).toBe(count?.['events']);
  });

  it('name a limit whose reservations do not add up', async () => {
    const limit = `where scope = 'DPA_LINE'`;
    expect(
      await foundAfter(
        `update ceiling set reserved = reserved + 1 ${limit}`,
        `update ceiling set reserved = reserved - 1 ${limit}`,
      ),
    ).toEqual(['I2b']);
  });

  it('name a recommended need that nobody claimed', async () => {
    const claim = `proposal_id = '${budgeted.proposalId}'`;
    await world.sql(`create table kept_claim as select * from claim where ${claim} limit 1`);
    expect(
      await foundAfter(
        'delete from claim c using kept_claim k where k.identity_key = c.identity_key',
        'insert into claim select * from kept_claim',
      ),
    ).toEqual(['I3a']);
  });

  it('name a forbidden pair in one person', async () => {
    expect(
      await foundAfter(
        `insert into involvement select proposal_id, user_id, 'RECOMMENDER', institution_id, regency_code, at from involvement
          where duty = 'VERIFIER' and proposal_id = '${budgeted.proposalId}' limit 1`,
        `delete from involvement i where duty = 'RECOMMENDER' and exists (
           select from involvement v where v.proposal_id = i.proposal_id and v.user_id = i.user_id and v.duty = 'VERIFIER')`,
      ),
    ).toEqual(['I8a']);
  });

  it('name a gap in the registration numbers', async () => {
    expect(await foundAfter(`update counter set value = value + 1`, `update counter set value = value - 1`)).toEqual([
      'I14a',
    ]);
  });

  it('name the first event that was changed after it was written', async () => {
    const stream = `proposal/${budgeted.proposalId}`;
    await world.sql('alter table event disable trigger event_only_grows');
    try {
      await world.sql(
        `update event set data = jsonb_set(data, '{note,agendaNumber}', '"999"') where stream = $1 and type = 'register'`,
        [stream],
      );
      const [event] = await world.sql(`select seq from event where stream = $1 and type = 'register'`, [stream]);
      const chain = await verifyChain(world.ctx);
      expect(chain.faults).toEqual([{ stream, seq: event?.['seq'], fault: 'was changed after it was written' }]);
    } finally {
      await world.sql(
        `update event set data = jsonb_set(data, '{note,agendaNumber}', '"123"') where stream = $1 and type = 'register'`,
        [stream],
      );
      await world.sql('alter table event enable trigger event_only_grows');
    }
  });

  it('name a case whose row says something else than its events', async () => {
    await world.sql(`update proposal set agenda_number = 'another' where id = $1`, [budgeted.proposalId]);
    try {
      const chain = await verifyChain(world.ctx);
      expect(chain.faults).toEqual([
        {
          stream: `proposal/${budgeted.proposalId}`,
          seq: null,
          fault: 'the record differs from its events in agendaNumber',
        },
      ]);
    } finally {
      await world.sql(`update proposal set agenda_number = '123' where id = $1`, [budgeted.proposalId]);
    }
  });
});
