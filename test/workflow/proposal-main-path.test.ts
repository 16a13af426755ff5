import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Refusal } from '../../src/domain/errors.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { act, contentHashOf, stepsOf, walkTo } from '../support/walk-proposal.js';
import { createWorld, type Draft, type World } from '../support/world.js';

let world: World;
let workers: RunningWorker;
beforeAll(async () => {
  world = await createWorld({ ceiling: 20_000_000n });
  workers = await world.startWorker();
});
afterAll(async () => {
  workers.shutdown();
  await workers.finished;
  await world[Symbol.asyncDispose]();
});

async function codeOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
    return 'accepted';
  } catch (error) {
    if (error instanceof Refusal) return error.error.code;
    throw error;
  }
}
async function stateOf(draft: Draft): Promise<unknown> {
  const [row] = await world.sql('select state from proposal where id = $1', [draft.proposalId]);
  return row?.['state'];
}

describe('a proposal on the real stack', () => {
  it('goes from submission into the budget, and the record agrees', async () => {
    const draft = await world.draft();
    await walkTo(world, draft, 'link_budget');
    expect(await stateOf(draft)).toBe('BUDGETED');
    const [row] = await world.sql('select * from proposal where id = $1', [draft.proposalId]);
    expect(row).toMatchObject({ considered_amount: '1500000', budget_line: 'DPA-1', person_count: 3 });
    const events = await world.sql('select type, seq, prev_hash, hash from event where stream = $1 order by seq', [
      `proposal/${draft.proposalId}`,
    ]);
    expect(events.map((event) => event['type'])).toEqual([
      'submit',
      'register',
      'start_admin',
      'pass_admin',
      'assign_field',
      'entered',
      'submit_field',
      'endorse',
      'endorse',
      'endorse',
      'recommend',
      'entered',
      'consider',
      'link_budget',
    ]);
    events.forEach((event, index) => expect(event['prev_hash']).toBe(events[index - 1]?.['hash'] ?? ''));
    const reserved = await world.sql(
      `select c.scope, r.state, r.amount from reservation r join ceiling c on c.id = r.ceiling_id where r.proposal_id = $1 order by 1`,
      [draft.proposalId],
    );
    expect(reserved).toEqual([
      { scope: 'DPA_LINE', state: 'RESERVED', amount: '1500000' },
      { scope: 'PROGRAMME', state: 'RELEASED', amount: '1500000' },
    ]);
    const claims = await world.sql('select 1 from claim where proposal_id = $1', [draft.proposalId]);
    expect(claims).toHaveLength(3);
    const mails = await world.sql(`select distinct template from notification where proposal_id = $1 order by 1`, [
      draft.proposalId,
    ]);
    expect(mails.map((mail) => mail['template'])).toEqual([
      'proposal_submitted',
      'second_person_needed',
      'task_assigned',
    ]);
  });

  it('comes back to the reviewer after a repair, with the days it had left', async () => {
    const draft = await world.draft();
    await walkTo(world, draft, 'start_admin');
    await act(world, world.as('ADMIN_VERIFIER'), draft.proposalId, 'return', {
      words: 'Lengkapi latar belakang',
      remarks: [{ target: 'background', words: 'terlalu pendek' }],
    });
    expect(await stateOf(draft)).toBe('RETURNED');
    await world.sql(`update proposal set background = 'Latar belakang yang lengkap' where id = $1`, [draft.proposalId]);
    await act(world, draft.operator, draft.proposalId, 'resubmit', { contentHash: await contentHashOf(world, draft) });
    expect(await stateOf(draft)).toBe('ADMIN_REVIEW');
    const revisions = await world.sql('select revision from proposal_revision where proposal_id = $1 order by 1', [
      draft.proposalId,
    ]);
    expect(revisions.map((revision) => revision['revision'])).toEqual([1, 2]);
  });

  it('gives back money and needs when it is rejected after the consideration', async () => {
    const draft = await world.draft();
    await walkTo(world, draft, 'confirm_consider');
    const before = await world.sql(`select reserved from ceiling where scope = 'PROGRAMME'`);
    await act(world, world.as('SUBBAG_PERENCANAAN', 0), draft.proposalId, 'reject', {
      reasonCode: 'NO_BUDGET',
      words: 'Pagu tidak cukup',
      documentNumber: 'TAPD/9',
      documentDate: new Date().toISOString().slice(0, 10),
    });
    expect(await stateOf(draft)).toBe('CONSIDERED');
    await act(world, world.as('SEKRETARIS_DINAS'), draft.proposalId, 'confirm');
    expect(await stateOf(draft)).toBe('REJECTED');
    const after = await world.sql(`select reserved from ceiling where scope = 'PROGRAMME'`);
    expect(BigInt(String(before[0]?.['reserved'])) - BigInt(String(after[0]?.['reserved']))).toBe(1_500_000n);
    expect(await world.sql('select 1 from claim where proposal_id = $1', [draft.proposalId])).toHaveLength(0);
  });

  it('is withdrawn by its institution, which gives back what it never saw, and then stays withdrawn', async () => {
    const draft = await world.draft();
    await walkTo(world, draft, 'confirm_consider');
    await act(world, draft.operator, draft.proposalId, 'withdraw', { words: 'Sudah dibantu pihak lain' });
    expect(await stateOf(draft)).toBe('WITHDRAWN');
    expect(
      await world.sql(`select 1 from reservation where proposal_id = $1 and state = 'RESERVED'`, [draft.proposalId]),
    ).toHaveLength(0);
    expect(await codeOf(act(world, draft.operator, draft.proposalId, 'withdraw', { words: 'lagi' }))).toBe(
      'CASE_ENDED',
    );
  });
});

describe('commands that must change nothing', () => {
  it('the same command twice is one effect, with another body it is refused', async () => {
    const draft = await world.draft();
    await walkTo(world, draft, 'submit');
    const key = randomUUID();
    const payload = { agendaNumber: '7', disposition: 'Dinsos' };
    const [first, second] = await Promise.all([
      act(world, world.as('SECRETARIAT'), draft.proposalId, 'register', payload, key),
      act(world, world.as('SECRETARIAT'), draft.proposalId, 'register', payload, key),
    ]);
    expect(second).toEqual(first);
    const other = { agendaNumber: '8', disposition: 'Dinsos' };
    expect(await codeOf(act(world, world.as('SECRETARIAT'), draft.proposalId, 'register', other, key))).toBe(
      'COMMAND_REUSED',
    );
    expect(
      await world.sql(`select 1 from event where stream = $1 and type = 'register'`, [`proposal/${draft.proposalId}`]),
    ).toHaveLength(1);
  });

  it('of two deciders at once one holds and the other is told', async () => {
    const draft = await world.draft();
    await walkTo(world, draft, 'start_admin');
    const results = await Promise.all([
      codeOf(stepsOf(world, draft).pass_admin()),
      codeOf(act(world, world.as('ADMIN_VERIFIER', 1), draft.proposalId, 'return', { words: 'Kurang', remarks: [] })),
    ]);
    expect(results.toSorted((a, b) => a.localeCompare(b))).toEqual(
      ['accepted', 'NOT_ALLOWED_IN_STATE'].toSorted((a, b) => a.localeCompare(b)),
    );
  });

  it('registration numbers have no gap, whatever is refused between them', async () => {
    const [first, second] = [await world.draft(), await world.draft()];
    await walkTo(world, first, 'submit');
    await walkTo(world, second, 'submit');
    await stepsOf(world, first).register();
    expect(await codeOf(stepsOf(world, first).register())).toBe('NOT_ALLOWED_IN_STATE');
    expect(
      await codeOf(
        act(world, world.as('KABID'), second.proposalId, 'register', { agendaNumber: '8', disposition: '' }),
      ),
    ).toBe('WRONG_ROLE');
    await stepsOf(world, second).register();
    const numbers = await world.sql(
      `select registration_number from proposal where registration_number is not null order by 1`,
    );
    expect(numbers.map((row) => Number(String(row['registration_number']).split('/')[2]))).toEqual(
      numbers.map((_row, index) => index + 1),
    );
  });

  it('T7: two proposals that claim one person in the same instant: exactly one holds', async () => {
    const identity = randomUUID();
    const [first, second] = [
      await world.draft({ sharedIdentity: identity }),
      await world.draft({ sharedIdentity: identity }),
    ];
    await walkTo(world, first, 'endorse_3');
    await walkTo(world, second, 'endorse_3');
    const results = await Promise.all([
      codeOf(stepsOf(world, first).recommend()),
      codeOf(stepsOf(world, second).recommend()),
    ]);
    expect(results.toSorted((a, b) => a.localeCompare(b))).toEqual(['accepted', 'ALREADY_CLAIMED']);
    expect(await world.sql(`select 1 from claim where identity_key = convert_to($1, 'UTF8')`, [identity])).toHaveLength(
      1,
    );
  });

  it('a wrong role, a stranger and absurd input are refused, said and noted', async () => {
    const draft = await world.draft();
    const stranger = await world.draft();
    await walkTo(world, draft, 'submit');
    expect(await codeOf(act(world, stranger.operator, draft.proposalId, 'withdraw', { words: 'x' }))).toBe('NOT_FOUND');
    expect(
      await codeOf(act(world, world.as('ADMIN'), draft.proposalId, 'register', { agendaNumber: '1', disposition: '' })),
    ).toBe('WRONG_ROLE');
    expect(
      await codeOf(
        act(world, world.as('SECRETARIAT'), draft.proposalId, 'register', {
          agendaNumber: 'x'.repeat(10_000_000),
          disposition: '',
        }),
      ),
    ).toBe('TOO_LARGE');
    expect(
      await codeOf(
        act(world, world.as('SECRETARIAT'), draft.proposalId, 'register', { agendaNumber: '', disposition: '' }),
      ),
    ).toBe('INVALID_INPUT');
    expect(
      await codeOf(
        act(world, { kind: 'system', purpose: 'clock' }, draft.proposalId, 'register', {
          agendaNumber: '1',
          disposition: '',
        }),
      ),
    ).toBe('WRONG_ROLE');
    expect(await stateOf(draft)).toBe('SUBMITTED');
    const noted = await world.sql(
      `select data->>'code' as code from event where stream = 'security' and data->>'subject' = $1 order by seq`,
      [`proposal/${draft.proposalId}`],
    );
    expect(noted.map((row) => row['code'])).toEqual(['NOT_FOUND', 'WRONG_ROLE', 'WRONG_ROLE']);
  });

  it('a stale version is refused', async () => {
    const draft = await world.draft();
    await walkTo(world, draft, 'register');
    const { actOnProposal } = await import('../../src/app/proposal/act-on-proposal.js');
    const stale = actOnProposal(world.ctx, world.as('ADMIN_VERIFIER'), {
      proposalId: draft.proposalId,
      type: 'start_admin',
      payload: {},
      expectedVersion: 1,
      key: randomUUID(),
    });
    expect(await codeOf(stale)).toBe('STALE_VERSION');
  });

  it('a hard ceiling holds when many are considered at once', async () => {
    const drafts = await Promise.all(Array.from({ length: 8 }, () => world.draft({ persons: 8 })));
    for (const draft of drafts) await walkTo(world, draft, 'recommend');
    const results = await Promise.all(
      drafts.map(async (draft) => {
        const steps = stepsOf(world, draft);
        const entered = await codeOf(steps.consider());
        return entered === 'accepted' ? codeOf(steps.confirm_consider()) : entered;
      }),
    );
    expect(results).toContain('OVER_CEILING');
    const [ceiling] = await world.sql(`select amount, reserved, consumed from ceiling where scope = 'PROGRAMME'`);
    expect(
      BigInt(String(ceiling?.['reserved'])) + BigInt(String(ceiling?.['consumed'])) <=
        BigInt(String(ceiling?.['amount'])),
    ).toBe(true);
    const [held] = await world.sql(
      `select coalesce(sum(r.amount), 0) as held from reservation r join ceiling c on c.id = r.ceiling_id where c.scope = 'PROGRAMME' and r.state = 'RESERVED'`,
    );
    expect(String(held?.['held'])).toBe(String(ceiling?.['reserved']));
  });
});
