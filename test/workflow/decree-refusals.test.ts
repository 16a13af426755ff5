import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOnDecree } from '../../src/app/decree/act-on-decree.js';
import { createDecree } from '../../src/app/decree/create-decree.js';
import { getDecree } from '../../src/app/decree/get-decree.js';
import { listDecrees } from '../../src/app/decree/list-decrees.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { budgetedProposal } from '../support/budgeted-proposal.js';
import { bringIntoForce, codeOf, decreeAct, include, openDecree, paperOf } from '../support/decree-steps.js';
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

async function entriesOf(decreeId: string): Promise<ReadonlyMap<unknown, unknown>> {
  const rows = await world.sql('select proposal_id, state from decree_entry where decree_id = $1', [decreeId]);
  return new Map(rows.map((row) => [row['proposal_id'], row['state']]));
}
async function fenceOf(draft: Draft): Promise<unknown> {
  const [row] = await world.sql('select fenced_by from proposal where id = $1', [draft.proposalId]);
  return row?.['fenced_by'];
}

describe('including several proposals', () => {
  it('holds those that follow and reports each that does not, with its reason', async () => {
    const [good, withdrawn, own, held] = await Promise.all([1, 2, 3, 4].map(() => budgetedProposal(world)));
    await act(world, withdrawn!.operator, withdrawn!.proposalId, 'withdraw', { words: 'Sudah dibantu' });
    // the secretary once helped this institution with its papers
    await world.sql(
      `insert into involvement (proposal_id, user_id, duty, institution_id, regency_code, at) values ($1, $2, 'LKS', $3, '64.11', now())`,
      [own!.proposalId, world.userId('SECRETARIAT'), own!.institutionId],
    );
    const other = await openDecree(world);
    await include(world, other, [held!]);

    const decreeId = await openDecree(world);
    const outcome = await include(world, decreeId, [good!, withdrawn!, own!, held!]);
    const reasons = new Map(outcome.refused?.map((refusal) => [refusal.proposalId, refusal.error.code]));
    expect(reasons).toEqual(
      new Map([
        [held!.proposalId, 'FENCED_BY_DECREE'],
        [withdrawn!.proposalId, 'CASE_ENDED'],
        [own!.proposalId, 'FORBIDDEN_PAIR'],
      ]),
    );
    expect(await entriesOf(decreeId)).toEqual(
      new Map([
        [good!.proposalId, 'FENCED'],
        [withdrawn!.proposalId, 'REMOVED'],
        [own!.proposalId, 'REMOVED'],
      ]),
    );
    expect(await Promise.all([good!, own!, held!].map(fenceOf))).toEqual([decreeId, null, other]);
    const noted = await world.sql(`select data from event where stream = 'security' and data->>'subject' = $1`, [
      `proposal/${own!.proposalId}`,
    ]);
    expect(noted).toHaveLength(1);
  });

  it('has one effect for one key, however often it is sent, and refuses the key for another wish', async () => {
    const [first, second] = [await budgetedProposal(world), await budgetedProposal(world)];
    const decreeId = await openDecree(world);
    const key = randomUUID();
    const wish = {
      decreeId,
      type: 'include',
      payload: { proposalIds: [first.proposalId] },
      expectedVersion: 0,
      key,
    } as const;
    const secretary = world.as('SECRETARIAT');
    const [one, two] = await Promise.all([
      actOnDecree(world.ctx, secretary, wish),
      actOnDecree(world.ctx, secretary, wish),
    ]);
    expect(two).toEqual(one);
    expect(await actOnDecree(world.ctx, secretary, wish)).toEqual(one);
    const other = { ...wish, payload: { proposalIds: [second.proposalId] } };
    expect(await codeOf(actOnDecree(world.ctx, secretary, other))).toBe('COMMAND_REUSED');
    const events = await world.sql(`select 1 from event where stream = $1 and type = 'include'`, [
      `decree/${decreeId}`,
    ]);
    expect(events).toHaveLength(1);
    const stale = { ...wish, key: randomUUID() };
    expect(await codeOf(actOnDecree(world.ctx, secretary, stale))).toBe('STALE_VERSION');
  });

  it('opens one decree for one key', async () => {
    const wish = { programmeId: world.programmeId, title: 'Keputusan Satu', key: randomUUID() };
    const secretary = world.as('SECRETARIAT');
    const [one, two] = await Promise.all([
      createDecree(world.ctx, secretary, wish),
      createDecree(world.ctx, secretary, wish),
    ]);
    expect(two).toEqual(one);
    expect(await codeOf(createDecree(world.ctx, secretary, { ...wish, title: 'Lain' }))).toBe('COMMAND_REUSED');
    expect(await codeOf(createDecree(world.ctx, world.as('KABID'), { ...wish, key: randomUUID() }))).toBe('WRONG_ROLE');
    expect(
      await codeOf(createDecree(world.ctx, secretary, { ...wish, title: '\u202Ekebalik', key: randomUUID() })),
    ).toBe('INVALID_INPUT');
  });
});

describe('a frozen decree', () => {
  it('opens again when an entry is excluded, and takes it back under a new command', async () => {
    const [staying, leaving] = [await budgetedProposal(world), await budgetedProposal(world)];
    const decreeId = await openDecree(world);
    await include(world, decreeId, [staying, leaving]);
    const secretary = world.as('SECRETARIAT');
    await decreeAct(world, secretary, decreeId, 'freeze');
    await decreeAct(world, secretary, decreeId, 'record', await paperOf(world, decreeId));
    const first = await getDecree(world.ctx, secretary, decreeId);

    const excluded = await decreeAct(world, secretary, decreeId, 'exclude', { proposalIds: [leaving.proposalId] });
    expect(excluded.summary).toMatchObject({ state: 'DRAFT' });
    expect(await fenceOf(leaving)).toBeNull();
    const open = await getDecree(world.ctx, secretary, decreeId);
    expect(open).toMatchObject({ rootHash: null, annexBlobId: null, pending: null, persons: 2 });
    await act(world, leaving.operator, leaving.proposalId, 'withdraw', { words: 'x' });

    await decreeAct(world, secretary, decreeId, 'freeze');
    const again = await getDecree(world.ctx, secretary, decreeId);
    expect(again.rootHash).not.toBe(first.rootHash);
    expect(again.persons).toBe(2);
  });

  it('takes an excluded proposal back', async () => {
    const draft = await budgetedProposal(world);
    const decreeId = await openDecree(world);
    await include(world, decreeId, [draft]);
    await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'exclude', { proposalIds: [draft.proposalId] });
    expect(await fenceOf(draft)).toBeNull();
    await include(world, decreeId, [draft]);
    expect(await fenceOf(draft)).toBe(decreeId);
    const commands = await world.sql(`select id from command where stream = $1 and id like 'decree/%' order by id`, [
      draft.proposalId,
    ]);
    expect(commands.map((row) => row['id'])).toEqual([
      `decree/${decreeId}/exclude/${draft.proposalId}/2`,
      `decree/${decreeId}/include/${draft.proposalId}/1`,
      `decree/${decreeId}/include/${draft.proposalId}/3`,
    ]);
  });

  it.each([
    [
      'the institution is suspended',
      `update institution set status = 'SUSPENDED' where id = $1`,
      'INSTITUTION_NOT_ACTIVE',
    ],
    [
      'its registration has ended',
      `update institution set registration_valid_until = current_date - 2 where id = $1`,
      'REGISTRATION_EXPIRED',
    ],
    [
      'its lines do not come to the considered amount',
      `update entitlement_line set considered = 0 where id = (select id from entitlement_line where institution_id = $1 limit 1)`,
      'LIST_MISMATCH',
    ],
  ])('does not come to be while %s', async (_, change, code) => {
    const draft = await budgetedProposal(world);
    const decreeId = await openDecree(world);
    await include(world, decreeId, [draft]);
    await world.sql(change, [draft.institutionId]);
    expect(await codeOf(decreeAct(world, world.as('SECRETARIAT'), decreeId, 'freeze'))).toBe(code);
    expect(await entriesOf(decreeId)).toEqual(new Map([[draft.proposalId, 'FENCED']]));
  });
});

describe('the number of a decree', () => {
  it('stands once in a year, also between two that are confirmed one after the other', async () => {
    const papers: Record<string, unknown>[] = [];
    const decrees = [await openDecree(world), await openDecree(world)];
    for (const decreeId of decrees) {
      await include(world, decreeId, [await budgetedProposal(world)]);
      await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'freeze');
      papers.push({ ...(await paperOf(world, decreeId)), number: '400.9/SAMA/2026' });
    }
    for (const [index, decreeId] of decrees.entries()) {
      await decreeAct(world, world.as('SECRETARIAT'), decreeId, 'record', papers[index]);
    }
    await decreeAct(world, world.as('SECRETARIAT', 1), decrees[0]!, 'confirm');
    expect(await codeOf(decreeAct(world, world.as('SECRETARIAT', 1), decrees[1]!, 'confirm'))).toBe('DUPLICATE_NUMBER');
    const [row] = await world.sql('select state, number from decree where id = $1', [decrees[1]]);
    expect(row).toEqual({ state: 'FROZEN', number: null });
  });
});

describe('an institution', () => {
  it('sees a decree once it is in force, with its own entry alone, and acts on none', async () => {
    const [own, foreign] = [await budgetedProposal(world, 2), await budgetedProposal(world, 3)];
    const decreeId = await openDecree(world);
    await include(world, decreeId, [own, foreign]);
    expect(await codeOf(getDecree(world.ctx, own.operator, decreeId))).toBe('NOT_FOUND');
    expect(await listDecrees(world.ctx, own.operator, {})).toEqual([]);
    expect(await codeOf(decreeAct(world, own.operator, decreeId, 'freeze'))).toBe('WRONG_ROLE');
    await bringIntoForce(world, decreeId);
    const seen = await getDecree(world.ctx, own.operator, decreeId);
    expect(seen.entries.map((entry) => entry.proposalId)).toEqual([own.proposalId]);
    expect(seen).toMatchObject({
      persons: 2,
      amount: '1000000',
      annexBlobId: null,
      timeline: [],
      availableCommands: [],
    });
    expect((await listDecrees(world.ctx, own.operator, {})).map((row) => row.id)).toEqual([decreeId]);
  });
});
