import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { actOnDecree } from '../../src/app/decree/act-on-decree.js';
import { actOnDelivery } from '../../src/app/delivery/act-on-delivery.js';
import { saveLetter } from '../../src/app/drafts/save-letter.js';
import { actOnProposal, type ActOnProposal } from '../../src/app/proposal/act-on-proposal.js';
import { readContent } from '../../src/app/proposal/proposal-content.js';
import type { Refusal } from '../../src/domain/errors.js';
import type { Actor } from '../../src/domain/actor.js';
import type { Role } from '../../src/domain/roles.js';
import { addDays, witaDate } from '../../src/domain/time/wita.js';
import type { CommandOutcome } from '../../workflows/messages.js';
import { createAppWorld, SYSTEM, type AppWorld } from '../support/app-world.js';
import { fingerprintOf } from '../support/database-fingerprint.js';
import { aRow } from '../support/person-rows.js';
import { readyProposal, submitNow, type Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';

const roles = ['KABID', 'ADMIN', 'HEAD_DINSOS', 'BPK_AUDITOR', 'SUBBAG_PERENCANAAN', 'PENGURUS_BARANG'] as const;
const TODAY = witaDate(new Date());
const TOMORROW = addDays(TODAY, 1);

let world: AppWorld;
let home: Home;
/** Another institution with a draft of its own. */
let strangers: Home;
let secretary: Actor;
let otherSecretary: Actor;
let team: readonly string[];
const officers = new Map<Role, Actor>();
let persons = 0;

beforeAll(async () => {
  world = await createAppWorld();
  home = await submitted();
  strangers = await draft();
  secretary = await world.user(['SECRETARIAT']);
  otherSecretary = await world.user(['SECRETARIAT']);
  for (const role of roles) officers.set(role, await world.user([role]));
  team = [(await world.user(['FIELD_VERIFIER'])).userId, (await world.user(['FIELD_VERIFIER'])).userId];
});
afterAll(async () => world[Symbol.asyncDispose]());

async function draft(): Promise<Home> {
  persons += 2;
  return readyProposal(world, [aRow(persons), aRow(persons + 1)]);
}
async function submitted(): Promise<Home> {
  const made = await draft();
  await submitNow(world, made);
  return made;
}
/** Arranged by the owner of the database: what led there is not looked at here. */
async function standingIn(state: string): Promise<Home> {
  const made = await submitted();
  await world.sql('update entitlement_line set recommended = requested where proposal_id = $1', [made.proposalId]);
  await world.sql('update proposal set state = $2, recommended_amount = requested_amount where id = $1', [
    made.proposalId,
    state,
  ]);
  return made;
}
function officer(role: (typeof roles)[number]): Actor {
  return officers.get(role) ?? SYSTEM;
}

const payloads = {
  register: { agendaNumber: '123', disposition: 'Dinsos' },
  reject: { reasonCode: 'DOUBLE', words: 'Ganda', documentNumber: '', documentDate: null },
  assign_field: {
    officers: [],
    teamName: 'Tim 1',
    orderNumber: 'ST/1',
    orderDate: TODAY,
    route: 'A',
    plannedOn: TODAY,
  },
  submit_field: {
    visitedOn: TODAY,
    bedCount: 80,
    latitude: 0,
    longitude: 0,
    signature: 'SIGNED',
    signatureNote: '',
    notes: '',
    photoBlobIds: [],
    exceptions: [],
  },
  consider: { documentNumber: '1', documentDate: TODAY, signatory: 'Ketua', scanBlobId: null, cuts: [] },
  link_budget: { budgetLine: '5.1.06.04.02.0001-BST', sipdId: '1', accountCode: '5.1.06.04.02.0001' },
  sign_pact: { signedBlobId: randomUUID(), signedOn: TODAY },
  confirm_receipt: { dropId: randomUUID(), receivedOn: TODAY, signedBy: 'Ketua', exceptions: [] },
} as const;
type Named = keyof typeof payloads;

function act(actor: Actor, over: Partial<ActOnProposal> = {}): Promise<CommandOutcome> {
  return actOnProposal(world.ctx, actor, {
    proposalId: home.proposalId,
    type: 'register',
    payload: payloads.register,
    expectedVersion: null,
    key: randomUUID(),
    ...over,
  });
}
async function trace({ proposalId }: Home): Promise<Record<string, unknown>> {
  const [row] = await world.sql('select state, version from proposal where id = $1', [proposalId]);
  const events = await world.sql('select type from event where stream = $1 order by seq', [`proposal/${proposalId}`]);
  return { ...row, events: events.map((event) => event['type']) };
}
function codesOf(answers: readonly PromiseSettledResult<unknown>[]): readonly string[] {
  return answers
    .map((answer) => (answer.status === 'rejected' ? (answer.reason as Refusal).error.code : 'accepted'))
    .toSorted();
}

describe('two who decide at once', () => {
  it('about the same page: one decides, the other is told that it changed', async () => {
    const fresh = await submitted();
    const seen = { proposalId: fresh.proposalId, expectedVersion: 1 };
    const both = await Promise.allSettled([act(secretary, seen), act(otherSecretary, seen)]);
    expect(codesOf(both)).toEqual(['STALE_VERSION', 'accepted']);
    expect(await trace(fresh)).toEqual({ state: 'REGISTERED', version: 2, events: ['created', 'submit', 'register'] });
  });

  it('without a page: the others find the step taken, and one number is drawn', async () => {
    const fresh = await submitted();
    const seen = { proposalId: fresh.proposalId };
    const all = await Promise.allSettled([secretary, otherSecretary, secretary].map((actor) => act(actor, seen)));
    expect(codesOf(all)).toEqual(['NOT_ALLOWED_IN_STATE', 'NOT_ALLOWED_IN_STATE', 'accepted']);
    expect(await trace(fresh)).toMatchObject({ version: 2, events: ['created', 'submit', 'register'] });
    const [numbers] = await world.sql(
      `select (select count(*) from proposal where registration_number is not null)::int as taken, value as counted
         from counter where name like 'registration/%'`,
    );
    expect(numbers?.['taken']).toBe(numbers?.['counted']);
  });
});

describe('a command that comes again', () => {
  it('has one effect and the same answer; with other content, or from another hand, it is refused', async () => {
    const fresh = await submitted();
    const once = { proposalId: fresh.proposalId, key: randomUUID() };
    const first = await act(secretary, once);
    const before = await fingerprintOf(world);
    expect(await act(secretary, once)).toEqual(first);
    expect(await Promise.all([act(secretary, once), act(secretary, once)])).toEqual([first, first]);
    expect(await fingerprintOf(world)).toBe(before);
    const other = { ...once, payload: { ...payloads.register, agendaNumber: '999' } };
    expect(await refusedBy(world, () => act(secretary, other))).toEqual({
      code: 'COMMAND_REUSED',
      says: 'This form was sent before with different content.',
      changed: false,
    });
    expect(await refusedBy(world, () => act(otherSecretary, once))).toEqual({
      code: 'NOT_ALLOWED_IN_STATE',
      says: 'This step is not possible in the state Registered.',
      changed: false,
    });
  });
});

describe('a decision', () => {
  it('on a version that is gone is refused', async () => {
    expect(await refusedBy(world, () => act(secretary, { expectedVersion: 0 }))).toEqual({
      code: 'STALE_VERSION',
      says: 'This proposal has changed since you opened it.',
      changed: false,
    });
  });

  it('of another role is refused; a stranger does not see the case, and nobody decides without a name', async () => {
    const refused = { code: 'WRONG_ROLE', says: 'This step belongs to: Secretariat.', changed: false };
    for (const role of roles) expect(await refusedBy(world, () => act(officer(role)))).toEqual(refused);
    expect(await refusedBy(world, () => act(home.operator))).toEqual(refused);
    expect(await refusedBy(world, () => act(strangers.operator))).toEqual({
      code: 'NOT_FOUND',
      says: 'Proposal not found, or you may not see it.',
      changed: false,
    });
    expect(await refusedBy(world, () => act({ kind: 'public' }))).toMatchObject({
      code: 'NOT_SIGNED_IN',
      changed: false,
    });
  });

  it('about the own proposal is refused, whatever offices come with it', async () => {
    const insider = await world.user(['LKS_OPERATOR'], { institutionId: home.institutionId });
    const give = (): Promise<unknown> =>
      world.sql(
        `insert into membership (id, user_id, role, valid_from) select gen_random_uuid(), $1, r, now() - interval '1 day'
           from unnest(array['SECRETARIAT','KABID']) r`,
        [insider.userId],
      );
    // the database gives nobody both; the decision does not rest on that alone
    await expect(give()).rejects.toThrow(/incompatible_roles/);
    await world.sql('alter table membership disable trigger membership_holds');
    await give();
    await world.sql('alter table membership enable trigger membership_holds');
    for (const type of ['register', 'reject'] as const) {
      expect(await refusedBy(world, () => act(insider, { type, payload: payloads[type] }))).toEqual({
        code: 'FORBIDDEN_PAIR',
        says: 'One person may not be both proposing for the institution and handling it as an official in the same proposal.',
        changed: false,
      });
    }
  });

  it.each(['include', 'exclude', 'decree', 'start_delivery', 'finalise_lines', 'close_window'] as const)(
    '%s is a decree’s, a batch’s or the clock’s: nobody says it to a proposal',
    async (type) => {
      const payload = { decreeId: randomUUID() };
      for (const actor of [secretary, home.operator]) {
        expect(await refusedBy(world, () => act(actor, { type, payload }))).toEqual({
          code: 'WRONG_ROLE',
          says: 'Your role may not take this step.',
          changed: false,
        });
      }
    },
  );

  it('over a hard limit is refused, at the consideration and in the budget', async () => {
    const planner = officer('SUBBAG_PERENCANAAN');
    const recommended = await standingIn('RECOMMENDED');
    const considered = await standingIn('CONSIDERED');
    await world.sql('update proposal set considered_amount = recommended_amount where id = $1', [
      considered.proposalId,
    ]);
    await world.sql('update ceiling set amount = 1000');
    for (const [type, { proposalId }] of [
      ['consider', recommended],
      ['link_budget', considered],
    ] as const) {
      const refused = await refusedBy(world, () => act(planner, { proposalId, type, payload: payloads[type] }));
      expect(refused).toMatchObject({ code: 'OVER_CEILING', changed: false });
      expect(refused.says).toMatch(/^More than .* allows: Rp1\.000 left, Rp[\d.]+ asked\.$/);
    }
  });
});

describe('a date', () => {
  const dated: readonly (readonly [Named, string])[] = [
    ['reject', 'documentDate'],
    ['assign_field', 'orderDate'],
    ['assign_field', 'plannedOn'],
    ['submit_field', 'visitedOn'],
    ['consider', 'documentDate'],
    ['sign_pact', 'signedOn'],
    ['confirm_receipt', 'receivedOn'],
  ];
  const refusedDate = { code: 'INVALID_INPUT', changed: false };

  it.each(['0001-01-01', '9999-12-31', '2026-02-31', '2026-13-01', '31/02/2026', '', '2026-2-3', '+02026-01-01'])(
    '%p is none, in whatever command',
    async (date) => {
      for (const [type, name] of dated) {
        const payload = { ...payloads[type], [name]: date };
        const refused = await refusedBy(world, () => act(secretary, { type, payload }));
        expect({ type, ...refused }).toMatchObject({ type, ...refusedDate });
        expect(refused.says).toMatch(/^Not right: (D|T|Planned)/);
      }
      const head = { expectedVersion: null, key: randomUUID() };
      const paper = { number: '1', signatory: 'G', signedBlobId: randomUUID(), persons: 1, amount: '1' };
      const record = {
        ...head,
        decreeId: randomUUID(),
        type: 'record',
        payload: { ...paper, signedOn: date },
      } as const;
      expect(await refusedBy(world, () => actOnDecree(world.ctx, secretary, record))).toMatchObject(refusedDate);
      const dispatch = { deliveryNote: 'SJ/1', dispatchedOn: date };
      const leave = { ...head, batchId: randomUUID(), type: 'dispatch', payload: dispatch } as const;
      const keeper = officer('PENGURUS_BARANG');
      expect(await refusedBy(world, () => actOnDelivery(world.ctx, keeper, leave))).toMatchObject(refusedDate);
    },
  );

  it('after today is refused where the paper must be signed already', async () => {
    const { proposalId } = await standingIn('ADMIN_VERIFIED');
    const payload = { ...payloads.assign_field, officers: team, orderDate: TOMORROW, plannedOn: TOMORROW };
    expect(await refusedBy(world, () => act(officer('KABID'), { proposalId, type: 'assign_field', payload }))).toEqual({
      code: 'DATE_ORDER',
      says: 'This date may not lie after today: the date of the order.',
      changed: false,
    });
    const letter = { proposalId: strangers.proposalId, letterNumber: '1', background: 'x', purpose: 'y' };
    await saveLetter(world.ctx, strangers.operator, { ...letter, letterDate: TOMORROW });
    const { contentHash } = await world.ctx.db.withActor(SYSTEM, 5_000, (tx) => readContent(tx, letter.proposalId));
    const submit = { proposalId: letter.proposalId, type: 'submit', payload: { contentHash } } as const;
    expect(await refusedBy(world, () => act(strangers.operator, submit))).toEqual({
      code: 'DATE_ORDER',
      says: 'This date may not lie after today: the date of the letter.',
      changed: false,
    });
  });
});
