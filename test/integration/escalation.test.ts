import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { actOnProposal } from '../../src/app/proposal/act-on-proposal.js';
import { fireAlarms } from '../../src/app/proposal/fire-alarms.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { listInbox } from '../../src/app/queries/list-inbox.js';
import type { CommandType } from '../../src/domain/proposal/transitions.js';
import type { Role } from '../../src/domain/roles.js';
import type { AppWorld } from '../support/app-world.js';
import { aRow } from '../support/person-rows.js';
import { readyProposal, submitNow, type Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';
import { createWebWorld, textOf, type WebWorld } from '../support/web-world.js';

describe('a missed deadline', () => {
  let web: WebWorld;
  let world: AppWorld;
  let home: Home;
  const people = new Map<Role, string>();
  beforeAll(async () => {
    web = await createWebWorld();
    world = web.world;
    for (const role of [
      'SECRETARIAT',
      'SEKRETARIS_DINAS',
      'KETUA_TIM',
      'KABID',
      'ADMIN_VERIFIER',
      'HEAD_DINSOS',
    ] as const)
      people.set(role, await web.person(`${role.toLowerCase()}@salur.invalid`, [role]));
    home = await readyProposal(world, [aRow(1)]);
    await submitNow(world, home);
  });
  afterAll(async () => web[Symbol.asyncDispose]());

  const as = (role: Role) => ({ kind: 'user', userId: people.get(role) ?? '' }) as const;
  function act(role: Role, type: CommandType, payload: unknown = {}): Promise<unknown> {
    const request = { proposalId: home.proposalId, type, payload, expectedVersion: null, key: randomUUID() };
    return actOnProposal(world.ctx, as(role), request);
  }
  async function mine(role: Role): Promise<boolean> {
    const { items } = await listInbox(world.ctx, as(role));
    return items.some((item) => item.proposalId === home.proposalId);
  }
  async function offered(role: Role): Promise<readonly string[]> {
    const view = await getCase(world.ctx, as(role), { proposalId: home.proposalId });
    const steps = view.availableCommands.filter(({ allowed, transition }) => allowed && transition.tone !== 'side');
    return steps.map(({ type }) => type);
  }

  it('lets the superior act, who stands in the history with the office whose place he took', async () => {
    const register = { agendaNumber: '1', disposition: '' };
    expect([await mine('SEKRETARIS_DINAS'), await offered('SEKRETARIS_DINAS')]).toEqual([false, []]);
    expect(await refusedBy(world, () => act('SEKRETARIS_DINAS', 'register', register))).toMatchObject({
      code: 'WRONG_ROLE',
      changed: false,
    });
    await world.sql(
      `update proposal set due_at = now() - interval '1 minute', state_since = now() - interval '9 days'`,
    );
    await fireAlarms(world.ctx, home.proposalId);
    const told = await world.sql(
      `select u.email from notification n join user_account u on u.id = n.recipient_user_id where n.template = 'escalation'`,
    );
    expect(told).toEqual([{ email: 'sekretaris_dinas@salur.invalid' }]);
    expect([await mine('SEKRETARIS_DINAS'), await offered('SEKRETARIS_DINAS')]).toEqual([true, ['register']]);
    // the office itself may still act, and nobody two steps up
    expect([await mine('SECRETARIAT'), await mine('HEAD_DINSOS')]).toEqual([true, false]);

    await act('SEKRETARIS_DINAS', 'register', register);
    const browser = await web.browser('kabid@salur.invalid');
    const page = textOf((await browser.get(`/cases/${home.proposalId}?lang=en`)).body);
    expect(page).toContain('In place of: Secretariat, whose time had passed.');
    expect(await mine('SEKRETARIS_DINAS')).toBe(false);
  });

  it('of a second person lets that one’s superior confirm', async () => {
    await act('ADMIN_VERIFIER', 'start_admin');
    const rejection = { reasonCode: 'DOUBLE', words: 'Ganda', documentNumber: '', documentDate: null };
    await act('ADMIN_VERIFIER', 'reject', rejection);
    expect([await mine('KABID'), await mine('SEKRETARIS_DINAS')]).toEqual([true, false]);
    await world.sql(
      `update proposal set case_data = jsonb_set(case_data, '{pending,enteredAt}', to_jsonb('2026-01-05T02:00:00.000Z'::text)),
              due_at = now() + interval '5 days' where id = $1`,
      [home.proposalId],
    );
    await fireAlarms(world.ctx, home.proposalId);
    expect([await mine('KABID'), await mine('SEKRETARIS_DINAS')]).toEqual([true, true]);
    expect(await offered('SEKRETARIS_DINAS')).toEqual(['confirm', 'refuse_pending']);
    await act('SEKRETARIS_DINAS', 'confirm');
    const [row] = await world.sql('select state from proposal where id = $1', [home.proposalId]);
    expect(row).toEqual({ state: 'REJECTED' });
  });
});
