import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { getCase } from '../../src/app/queries/get-case.js';
import type { CaseView } from '../../src/app/queries/case-view.js';
import { listCases } from '../../src/app/queries/list-cases.js';
import { listInbox, type ListInbox } from '../../src/app/queries/list-inbox.js';
import { myProposals } from '../../src/app/queries/my-proposals.js';
import { processOverview } from '../../src/app/queries/process-overview.js';
import type { Actor } from '../../src/domain/actor.js';
import type { Role } from '../../src/domain/roles.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { aRow, codeOf } from '../support/person-rows.js';
import { decideNow, readyProposal, submitNow, upload, type Home } from '../support/ready-proposal.js';

let world: AppWorld;
const people = new Map<string, Actor>();
beforeAll(async () => {
  world = await createAppWorld();
  const roles: readonly Role[] = [
    'SECRETARIAT',
    'ADMIN_VERIFIER',
    'KETUA_TIM',
    'KABID',
    'SEKRETARIS_DINAS',
    'HEAD_DINSOS',
    'ADMIN',
  ];
  for (const role of roles) people.set(role, await world.user([role]));
  for (const name of ['FIELD_1', 'FIELD_2', 'FIELD_3']) people.set(name, await world.user(['FIELD_VERIFIER']));
  for (const name of ['PLAN_1', 'PLAN_2']) people.set(name, await world.user(['SUBBAG_PERENCANAAN']));
  people.set('REGENCY', await world.user(['KABKOTA_OFFICER'], { regencyCode: '64.72' }));
  people.set('OTHER_REGENCY', await world.user(['KABKOTA_OFFICER'], { regencyCode: '64.01' }));
});
afterAll(async () => world[Symbol.asyncDispose]());

function as(name: string): Actor {
  const found = people.get(name);
  if (found === undefined) throw new Error(`nobody is ${name}`);
  return found;
}
async function inbox(actor: Actor, tab: ListInbox['tab'] = 'mine'): Promise<string[]> {
  const { items } = await listInbox(world.ctx, actor, { tab, pageSize: 200 });
  return items.map((item) => item.proposalId);
}
async function waitingFor(home: Home): Promise<string[]> {
  const found: string[] = [];
  for (const [name, actor] of people) if ((await inbox(actor)).includes(home.proposalId)) found.push(name);
  if ((await inbox(home.operator)).includes(home.proposalId)) found.push('LKS');
  return found;
}
function seen(home: Home, by: Actor = home.operator): Promise<CaseView> {
  return getCase(world.ctx, by, { proposalId: home.proposalId });
}
function allowed(view: CaseView): string[] {
  const steps = view.availableCommands.filter(({ allowed, transition }) => allowed && transition.tone !== 'side');
  return steps.map(({ type }) => type);
}

describe('a case on its way', () => {
  it('waits for exactly those who may act, step by step, and hides amounts from its institution', async () => {
    const home = await readyProposal(world, [aRow(1), aRow(2), aRow(3)]);
    const id = home.proposalId;
    const draft = await seen(home);
    expect(draft.checklist.filter((entry) => !entry.done)).toEqual([]);
    expect(allowed(draft)).toEqual(['submit', 'withdraw']);
    expect(draft.proposal).toMatchObject({
      state: 'DRAFT',
      editable: true,
      requestedAmount: '6000000',
      linesTotal: '6000000',
    });
    expect(await waitingFor(home)).toEqual(['LKS']);

    await submitNow(world, home);
    expect(await waitingFor(home)).toEqual(['SECRETARIAT']);
    expect(await inbox(home.operator, 'waiting')).toContain(id);
    await decideNow(world, as('SECRETARIAT'), id, 'register', { agendaNumber: '7', disposition: 'Dinsos' });
    expect(await waitingFor(home)).toEqual(['ADMIN_VERIFIER']);
    await decideNow(world, as('ADMIN_VERIFIER'), id, 'start_admin');
    const other = await world.user(['ADMIN_VERIFIER']);
    expect(await inbox(other)).not.toContain(id);
    expect(await inbox(other, 'unit')).toContain(id);
    const checks = ['LETTER', 'PROPOSAL', 'SP_NO_DUP', 'SPTJ'].map((code) => ({ code, valid: true, reason: '' }));
    await decideNow(world, as('ADMIN_VERIFIER'), id, 'pass_admin', { checks, notes: 'Catatan dalam' });
    expect(await waitingFor(home)).toEqual(['KABID']);
    const today = new Date().toISOString().slice(0, 10);
    const officers = [as('FIELD_1'), as('FIELD_2')].map((actor) => (actor.kind === 'user' ? actor.userId : ''));
    await decideNow(world, as('KABID'), id, 'assign_field', {
      officers,
      teamName: 'Tim 1',
      orderNumber: 'ST/1',
      orderDate: today,
      route: 'Samarinda',
      plannedOn: today,
    });
    expect(await waitingFor(home)).toEqual(['FIELD_1', 'FIELD_2']);
    await decideNow(world, as('FIELD_1'), id, 'submit_field', {
      visitedOn: today,
      bedCount: 80,
      latitude: -0.5,
      longitude: 117.1,
      signature: 'SIGNED',
      signatureNote: '',
      notes: '',
      photoBlobIds: [await upload(world, home.operator, 'foto.jpg')],
      exceptions: [{ beneficiaryId: draft.persons.entries[2]?.beneficiaryId, presence: 'NOT_FOUND' }],
    });
    expect(await waitingFor(home)).toEqual(['FIELD_2']);
    expect(allowed(await seen(home, as('FIELD_2')))).toEqual(['confirm', 'refuse_pending', 'submit_field']);
    const [waiting] = (await listInbox(world.ctx, as('FIELD_2'))).items;
    expect(waiting).toMatchObject({
      pendingCommand: 'submit_field',
      waitsFor: { users: [{ name: 'Peraga FIELD_VERIFIER' }] },
    });
    await decideNow(world, as('FIELD_2'), id, 'confirm');

    for (const role of ['KETUA_TIM', 'KABID', 'SEKRETARIS_DINAS']) {
      expect(await waitingFor(home)).toEqual([role]);
      expect(allowed(await seen(home, as(role)))).toContain('endorse');
      await decideNow(world, as(role), id, 'endorse', { note: 'rahasia dinas' });
    }
    expect(await waitingFor(home)).toEqual(['HEAD_DINSOS']);
    const inHead = await seen(home, as('HEAD_DINSOS'));
    const lost = inHead.persons.entries.find((person) => person.presence === 'NOT_FOUND');
    await decideNow(world, as('HEAD_DINSOS'), id, 'recommend', {
      criteria: { selective: true, eligible: true, temporary: true, purposeful: true },
      criteriaNote: '',
      cuts: lost?.lines.map((line) => ({ lineId: line.id, quantity: 0, reason: 'tidak ditemukan' })) ?? [],
    });
    expect(await waitingFor(home)).toEqual(['PLAN_1', 'PLAN_2']);
    await decideNow(world, as('PLAN_1'), id, 'consider', {
      documentNumber: 'TAPD/1',
      documentDate: today,
      signatory: 'Ketua TAPD',
      scanBlobId: null,
      cuts: [],
    });
    expect(await waitingFor(home)).toEqual(['SEKRETARIS_DINAS', 'PLAN_2']);

    const official = await seen(home, as('PLAN_2'));
    expect(official.proposal).toMatchObject({ recommendedAmount: '4000000', requestedAmount: '6000000' });
    expect(official.pending).toMatchObject({
      command: 'consider',
      own: false,
      enteredByName: 'Peraga SUBBAG_PERENCANAAN',
    });
    expect(official.timeline.map((entry) => entry.type)).toContain('entered');
    expect((await seen(home, as('PLAN_1'))).pending).toMatchObject({ own: true });

    const own = await seen(home);
    expect(own.proposal).toMatchObject({
      state: 'RECOMMENDED',
      recommendedAmount: null,
      consideredAmount: null,
      editable: false,
    });
    expect(own.pending).toBeNull();
    expect(
      own.persons.entries.flatMap((person) => person.lines.map((line) => [line.recommended, line.status, line.reason])),
    ).toEqual(Array.from({ length: 6 }, () => [null, 'DRAFT', null]));
    expect(own.timeline.map((entry) => entry.type)).not.toContain('entered');
    const told = JSON.stringify(own.timeline);
    for (const secret of ['rahasia', 'Catatan dalam', '4000000', 'cuts']) expect(told).not.toContain(secret);
    expect(own.timeline.find((entry) => entry.type === 'register')?.note).toMatchObject({ agendaNumber: '7' });
    expect((await myProposals(world.ctx, home.operator))[0]).toMatchObject({
      proposalId: id,
      publicStep: 4,
      pendingCommand: null,
    });
    expect(await inbox(as('SECRETARIAT'), 'waiting')).toContain(id);
  });

  it('comes back to the institution with the reviewer’s words', async () => {
    const home = await readyProposal(world, [aRow(10)]);
    await submitNow(world, home);
    await decideNow(world, as('SECRETARIAT'), home.proposalId, 'register', { agendaNumber: '8', disposition: '' });
    await decideNow(world, as('ADMIN_VERIFIER'), home.proposalId, 'start_admin');
    await decideNow(world, as('ADMIN_VERIFIER'), home.proposalId, 'return', {
      words: 'Lengkapi surat',
      remarks: [{ target: 'LETTER', words: 'tanpa tanggal' }],
    });
    expect(await waitingFor(home)).toEqual(['LKS']);
    const view = await seen(home);
    expect(view.proposal.returned).toEqual({
      from: 'ADMIN_REVIEW',
      remarks: [
        { target: 'all', words: 'Lengkapi surat' },
        { target: 'LETTER', words: 'tanpa tanggal' },
      ],
    });
    expect(view.proposal.editable).toBe(true);
    await decideNow(world, home.operator, home.proposalId, 'withdraw', { words: 'Tidak jadi' });
    expect(await inbox(home.operator, 'done')).toContain(home.proposalId);
    expect(await inbox(as('ADMIN_VERIFIER'), 'done')).toContain(home.proposalId);
    expect(allowed(await seen(home))).toEqual([]);
  });

  it('shows in the superior’s inbox, too, once it is overdue and escalated', async () => {
    const home = await readyProposal(world, [aRow(20)]);
    await submitNow(world, home);
    await world.sql(`update proposal set due_at = now() - interval '1 day', escalation = 1 where id = $1`, [
      home.proposalId,
    ]);
    expect(await waitingFor(home)).toEqual(['SECRETARIAT', 'SEKRETARIS_DINAS']);
    const late = await listCases(world.ctx, as('KABID'), { overdue: true });
    expect(late.items).toMatchObject([{ proposalId: home.proposalId, overdue: true, escalation: 1 }]);
    const overview = await processOverview(world.ctx, as('ADMIN'), { state: 'SUBMITTED' });
    expect(overview.items).toMatchObject([
      { proposalId: home.proposalId, workflowId: `proposal/${home.proposalId}`, ageDays: 0 },
    ]);
    expect(overview.byState).toContainEqual({ state: 'SUBMITTED', cases: 1, overdue: 1 });
    expect(await codeOf(processOverview(world.ctx, home.operator))).toBe('WRONG_ROLE');
  });
});

describe('who sees what', () => {
  it('people with masked numbers, in pages; an administrator sees how many', async () => {
    const home = await readyProposal(world, [
      aRow(30, { name: 'Ayu 🌸' }),
      aRow(31),
      aRow(32, { nationalId: '', noNationalIdReason: 'Anak temuan' }),
    ]);
    const { persons } = await seen(home);
    expect(persons).toMatchObject({ total: 3, hidden: false });
    expect(persons.entries.map((person) => [person.name, person.maskedNationalId])).toEqual([
      ['Ayu 🌸', '6472••••••••0030'],
      ['Anak Peraga 31', '6472••••••••0031'],
      ['Anak Peraga 32', null],
    ]);
    const second = await getCase(world.ctx, home.operator, {
      proposalId: home.proposalId,
      personsPage: 2,
      personsPageSize: 2,
    });
    expect(second.persons).toMatchObject({ total: 3, entries: [{ name: 'Anak Peraga 32' }] });
    expect((await seen(home, as('ADMIN'))).persons).toEqual({ total: 3, hidden: true, entries: [] });
    expect((await seen(home, as('REGENCY'))).persons.entries).toHaveLength(3);
  });

  it('nothing of another institution or regency, as if it were not there', async () => {
    const home = await readyProposal(world, [aRow(40)]);
    const stranger = await readyProposal(world, [aRow(41)]);
    for (const actor of [stranger.operator, as('OTHER_REGENCY')]) {
      expect(await codeOf(seen(home, actor))).toBe('NOT_FOUND');
      const { items } = await listCases(world.ctx, actor, { pageSize: 200 });
      expect(items.map((item) => item.proposalId)).not.toContain(home.proposalId);
    }
    expect(await codeOf(getCase(world.ctx, home.operator, { proposalId: randomUUID() }))).toBe('NOT_FOUND');
    expect(await codeOf(getCase(world.ctx, home.operator, { proposalId: 'x' }))).toBe('INVALID_INPUT proposalId');
    expect(await codeOf(getCase(world.ctx, { kind: 'public' }, { proposalId: home.proposalId }))).toBe('NOT_SIGNED_IN');
  });

  it('that a person is proposed twice: the institution that, officials also where', async () => {
    const [one, two] = [await readyProposal(world, [aRow(50)]), await readyProposal(world, [aRow(50)])];
    for (const [home, other] of [
      [one, two],
      [two, one],
    ] as const) {
      const [own] = (await seen(home)).persons.entries;
      expect(own?.proposedElsewhere).toEqual([
        { needGroup: 'CLOTHING', proposalId: null, institutionName: null },
        { needGroup: 'FOOD', proposalId: null, institutionName: null },
      ]);
      const [official] = (await seen(home, as('KABID'))).persons.entries;
      expect(official?.proposedElsewhere.map((found) => found.proposalId)).toEqual([
        other.proposalId,
        other.proposalId,
      ]);
    }
  });
});

describe('lists', () => {
  it('are filtered, searched without wildcards of the searcher, sorted and paged', async () => {
    const home = await readyProposal(world, [aRow(60)]);
    await world.sql(`update institution set name = 'LKSA 100% Peraga' where id = $1`, [home.institutionId]);
    const find = async (q: string): Promise<number> => (await listCases(world.ctx, as('KABID'), { q })).total;
    expect(await find('100% per')).toBe(1);
    expect(await find('1_0%')).toBe(0);
    expect(await find('tidak ada')).toBe(0);
    const all = await listCases(world.ctx, as('KABID'), { sort: 'newest', pageSize: 2 });
    expect(all.items[0]?.proposalId).toBe(home.proposalId);
    expect(all).toMatchObject({ page: 1, pageSize: 2 });
    expect(all.total).toBeGreaterThan(2);
    const next = await listCases(world.ctx, as('KABID'), { sort: 'newest', pageSize: 2, page: 2 });
    expect(all.items.map((item) => item.proposalId)).not.toContain(next.items[0]?.proposalId);
    for (const sort of ['due', 'oldest', 'institution', 'amount', 'state'] as const) {
      expect((await listCases(world.ctx, as('KABID'), { sort, pageSize: 200 })).items).toHaveLength(all.total);
    }
    expect(await codeOf(listCases(world.ctx, as('KABID'), { state: 'NOWHERE' }))).toBe('INVALID_INPUT state');
    expect(await codeOf(listCases(world.ctx, as('KABID'), { pageSize: 100_000 }))).toBe('TOO_LARGE pageSize');
    expect((await listCases(world.ctx, as('KABID'), { state: 'DRAFT', regencyCode: '64.01' })).total).toBe(0);
  });
});
