import { randomUUID } from 'node:crypto';
import { actOnProposal } from '../../src/app/proposal/act-on-proposal.js';
import { fireAlarms } from '../../src/app/proposal/fire-alarms.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { listInbox } from '../../src/app/queries/list-inbox.js';
import type { Actor } from '../../src/domain/actor.js';
import type { CommandType } from '../../src/domain/proposal/transitions.js';
import type { Role } from '../../src/domain/roles.js';
import { createUser } from '../../src/app/users/create-user.js';
import { noAccounts, SYSTEM } from './app-world.js';
import { aRow } from './person-rows.js';
import { readyProposal, submitNow, upload, type Home } from './ready-proposal.js';
import { createWebWorld, PASSWORD, type WebBrowser, type WebWorld } from './web-world.js';

/** The offices of the province, and one case at a time that they work on; who opens a browser gets an account first. */
export interface Office extends AsyncDisposable {
  readonly web: WebWorld;
  as(name: string): Actor & { readonly kind: 'user' };
  act(home: Home, name: string, type: CommandType, payload?: unknown): Promise<unknown>;
  browser(name: string): Promise<WebBrowser>;
  /** A registered proposal, taken further along the main path up to a step. */
  proposal(upTo?: Step): Promise<Home>;
  /** Who received a mail of that template about the case. */
  mails(home: Home, template: string): Promise<readonly string[]>;
  row(home: Home): Promise<Record<string, unknown>>;
  /** Whether the case stands among the tasks of that person. */
  mine(home: Home, name: string): Promise<boolean>;
  /** As if its deadline had passed just now; the stored instants decide. */
  missDeadline(home: Home): Promise<void>;
}
const steps = [
  'register',
  'start_admin',
  'pass_admin',
  'assign_field',
  'submit_field',
  'endorse',
  'recommend',
  'consider',
] as const;
type Step = (typeof steps)[number];

const people: readonly (readonly [string, Role])[] = [
  ['secretariat', 'SECRETARIAT'],
  ['verifier', 'ADMIN_VERIFIER'],
  ['verifier-2', 'ADMIN_VERIFIER'],
  ['field-1', 'FIELD_VERIFIER'],
  ['field-2', 'FIELD_VERIFIER'],
  ['field-3', 'FIELD_VERIFIER'],
  ['ketua', 'KETUA_TIM'],
  ['kabid', 'KABID'],
  ['sekretaris', 'SEKRETARIS_DINAS'],
  ['kadis', 'HEAD_DINSOS'],
  ['planner-1', 'SUBBAG_PERENCANAAN'],
  ['planner-2', 'SUBBAG_PERENCANAAN'],
  ['finance', 'SUBBAG_KEUANGAN'],
  ['reviewer', 'LPJ_REVIEWER'],
  ['inspector', 'INSPECTORATE'],
  ['admin', 'ADMIN'],
];
const email = (name: string): string => `${name}@salur.invalid`;

export async function openOffice(): Promise<Office> {
  const web = await createWebWorld();
  const { world } = web;
  const ids = new Map<string, string>();
  const appoint = async (name: string, role: Role, regencyCode: string | null = null): Promise<void> => {
    const person = { email: email(name), name: `Peraga ${name}`, password: PASSWORD, roles: [role], regencyCode };
    ids.set(name, (await createUser(world.ctx, SYSTEM, person, noAccounts)).userId);
  };
  for (const [name, role] of people) await appoint(name, role);
  await appoint('regency', 'KABKOTA_OFFICER', '64.72');
  // a password takes a tenth of a second to hash, and most of them never sign in
  const withAccount = new Set<string>();
  const as: Office['as'] = (name) => ({ kind: 'user', userId: ids.get(name) ?? '' });
  const act: Office['act'] = (home, name, type, payload = {}) =>
    actOnProposal(world.ctx, as(name), {
      proposalId: home.proposalId,
      type,
      payload,
      expectedVersion: null,
      key: randomUUID(),
    });
  const today = new Date().toISOString().slice(0, 10);
  const drawn = { number: 0 };
  const further: { readonly [K in Step]: (home: Home) => Promise<unknown> } = {
    register: (home) => act(home, 'secretariat', 'register', { agendaNumber: '1', disposition: '' }),
    start_admin: (home) => act(home, 'verifier', 'start_admin'),
    pass_admin: (home) => {
      const checks = ['LETTER', 'PROPOSAL', 'SP_NO_DUP', 'SPTJ'].map((code) => ({ code, valid: true, reason: '' }));
      return act(home, 'verifier', 'pass_admin', { checks, notes: '' });
    },
    assign_field: (home) => {
      const order = { teamName: 'Tim 1', orderNumber: 'ST/1', orderDate: today, route: 'Samarinda', plannedOn: today };
      return act(home, 'kabid', 'assign_field', { ...order, officers: [ids.get('field-1'), ids.get('field-2')] });
    },
    async submit_field(home) {
      const photo = await upload(world, as('field-1'), 'foto.jpg');
      const place = { bedCount: 80, latitude: -0.5, longitude: 117.1 };
      const signed = { signature: 'SIGNED', signatureNote: '', notes: '', photoBlobIds: [photo], exceptions: [] };
      await act(home, 'field-1', 'submit_field', { visitedOn: today, ...place, ...signed });
      await act(home, 'field-2', 'confirm');
    },
    async endorse(home) {
      for (const name of ['ketua', 'kabid', 'sekretaris']) await act(home, name, 'endorse', { note: '' });
    },
    recommend: (home) => {
      const criteria = { selective: true, eligible: true, temporary: true, purposeful: true };
      return act(home, 'kadis', 'recommend', { criteria, criteriaNote: '', cuts: [] });
    },
    async consider(home) {
      const paper = { documentNumber: 'TAPD/1', documentDate: today, signatory: 'Ketua TAPD', scanBlobId: null };
      await act(home, 'planner-1', 'consider', { ...paper, cuts: [] });
      await act(home, 'planner-2', 'confirm');
    },
  };
  return {
    web,
    as,
    act,
    async browser(name) {
      if (!withAccount.has(name)) await web.accounts.create(ids.get(name) ?? '', email(name), name, PASSWORD);
      withAccount.add(name);
      return web.browser(email(name));
    },
    async proposal(upTo = 'register') {
      drawn.number += 1;
      const home = await readyProposal(world, [aRow(10 * drawn.number), aRow(10 * drawn.number + 1)]);
      await submitNow(world, home);
      for (const step of steps) {
        await further[step](home);
        if (step === upTo) break;
      }
      return home;
    },
    async mails(home, template) {
      const rows = await world.sql(
        `select u.email from notification n join user_account u on u.id = n.recipient_user_id
          where n.proposal_id = $1 and n.template = $2 order by n.created_at, u.email`,
        [home.proposalId, template],
      );
      return rows.map((row) => String(row['email']).split('@')[0] ?? '');
    },
    async row(home) {
      const [row] = await world.sql(
        `select state, version, due_at, escalation, case_data, recommended_amount, considered_amount from proposal where id = $1`,
        [home.proposalId],
      );
      return row ?? {};
    },
    async mine(home, name) {
      const { items } = await listInbox(world.ctx, as(name), { pageSize: 200 });
      return items.some((item) => item.proposalId === home.proposalId);
    },
    async missDeadline(home) {
      await world.sql(`update proposal set due_at = now(), state_since = now() - interval '9 days' where id = $1`, [
        home.proposalId,
      ]);
      await fireAlarms(world.ctx, home.proposalId);
    },
    [Symbol.asyncDispose]: () => web[Symbol.asyncDispose](),
  };
}

/** The commands a person is offered on the main path of the case, beside those that stand in other actions. */
export async function offered(office: Office, home: Home, name: string): Promise<readonly string[]> {
  const view = await getCase(office.web.world.ctx, office.as(name), { proposalId: home.proposalId });
  return view.availableCommands.filter((command) => command.allowed).map((command) => command.type);
}
