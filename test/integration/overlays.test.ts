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

let web: WebWorld;
let world: AppWorld;
const people = new Map<Role, string>();
beforeAll(async () => {
  web = await createWebWorld();
  world = web.world;
  for (const role of ['SECRETARIAT', 'ADMIN_VERIFIER', 'KABID', 'HEAD_DINSOS', 'INSPECTORATE', 'ADMIN'] as const)
    people.set(role, await web.person(`${role.toLowerCase()}@salur.invalid`, [role]));
  people.set(
    'KABKOTA_OFFICER',
    await web.person('kabkota@salur.invalid', ['KABKOTA_OFFICER'], { regencyCode: '64.72' }),
  );
});
afterAll(async () => web[Symbol.asyncDispose]());

const as = (role: Role) => ({ kind: 'user', userId: people.get(role) ?? '' }) as const;
function act(home: Home, role: Role, type: CommandType, payload: unknown = {}): Promise<unknown> {
  const request = { proposalId: home.proposalId, type, payload, expectedVersion: null, key: randomUUID() };
  return actOnProposal(world.ctx, as(role), request);
}
async function registered(): Promise<Home> {
  const home = await readyProposal(world, [aRow(1)]);
  await submitNow(world, home);
  await act(home, 'SECRETARIAT', 'register', { agendaNumber: '1', disposition: '' });
  return home;
}
async function returned(): Promise<Home> {
  const home = await registered();
  await act(home, 'ADMIN_VERIFIER', 'start_admin');
  await act(home, 'ADMIN_VERIFIER', 'return', { words: 'Lengkapi RAB', remarks: [] });
  return home;
}
async function mails(home: Home, template: string): Promise<string[]> {
  const rows = await world.sql(
    `select u.email from notification n join user_account u on u.id = n.recipient_user_id where n.proposal_id = $1 and n.template = $2 order by 1`,
    [home.proposalId, template],
  );
  return rows.map((row) => String(row['email']));
}
async function rowOf(home: Home): Promise<Record<string, unknown>> {
  const [row] = await world.sql('select state, version, due_at, case_data from proposal where id = $1', [
    home.proposalId,
  ]);
  return row ?? {};
}
async function mine(home: Home, role: Role): Promise<boolean> {
  const { items } = await listInbox(world.ctx, as(role), { pageSize: 200 });
  return items.some((item) => item.proposalId === home.proposalId);
}
/** As if the last days had been longer ago; the stored instants decide. */
async function missDeadline(home: Home): Promise<void> {
  await world.sql(`update proposal set due_at = now(), state_since = now() - interval '9 days' where id = $1`, [
    home.proposalId,
  ]);
  await fireAlarms(world.ctx, home.proposalId);
}

describe('a proposal on hold', () => {
  it('stands still, says who held it and why, and goes on with its working days', async () => {
    const home = await registered();
    const before = await rowOf(home);
    const browser = await web.browser('kabid@salur.invalid');
    const page = await browser.get(`/cases/${home.proposalId}/do/hold?lang=en`);
    const done = await browser.submit(page, `/cases/${home.proposalId}/do/hold`, { words: 'Akta diperiksa notaris' });
    expect(done.statusCode).toBe(303);
    const held = await rowOf(home);
    expect(held).toMatchObject({ state: 'REGISTERED', due_at: null, case_data: { hold: { byName: 'Peraga kabid' } } });
    expect(await mails(home, 'case_held')).toHaveLength(1);

    const refused = await refusedBy(world, () => act(home, 'ADMIN_VERIFIER', 'start_admin'));
    expect(refused).toMatchObject({ code: 'HELD', changed: false });
    expect(refused.says).toMatch(/^This proposal is on hold by Peraga kabid since .*: “Akta diperiksa notaris”$/);
    expect(await mine(home, 'ADMIN_VERIFIER')).toBe(false);
    const shown = textOf((await browser.get(`/cases/${home.proposalId}?lang=en`)).body);
    expect(shown).toMatch(/On hold by Peraga kabid since .*\. Akta diperiksa notaris/);
    expect(shown).toContain('Resume');
    const admin = await web.browser('admin@salur.invalid');
    expect(textOf((await admin.get('/admin/processes?lang=en')).body)).toContain('On hold by Peraga kabid');

    await act(home, 'KABID', 'resume', { words: 'Akta sah' });
    expect(await rowOf(home)).toMatchObject({ due_at: before['due_at'], case_data: { hold: null, paused: null } });
    expect(await mails(home, 'case_resumed')).toHaveLength(1);
    expect(await mine(home, 'ADMIN_VERIFIER')).toBe(true);
    await act(home, 'ADMIN_VERIFIER', 'start_admin');
  });

  it('after thirty days is told to the head of the office, once, and urges nobody else', async () => {
    const home = await registered();
    await act(home, 'KABID', 'hold', { words: 'Sengketa pengurus' });
    await world.sql(
      `update proposal set case_data = jsonb_set(case_data, '{hold,since}', to_jsonb('2026-01-05T02:00:00.000Z'::text)) where id = $1`,
      [home.proposalId],
    );
    await fireAlarms(world.ctx, home.proposalId);
    await fireAlarms(world.ctx, home.proposalId);
    expect(await mails(home, 'held_long')).toEqual(['head_dinsos@salur.invalid']);
    expect(await mails(home, 'escalation')).toEqual([]);
  });

  it('is also stopped by an audit, and stays so until both have ended', async () => {
    const home = await registered();
    await act(home, 'INSPECTORATE', 'audit_on', { words: 'Pemeriksaan reguler' });
    await act(home, 'KABID', 'hold', { words: 'Menunggu pemeriksaan' });
    await act(home, 'KABID', 'resume', { words: 'Cukup' });
    expect((await rowOf(home))['due_at']).toBeNull();
    expect(await refusedBy(world, () => act(home, 'ADMIN_VERIFIER', 'start_admin'))).toMatchObject({ code: 'HELD' });
    expect(await refusedBy(world, () => act(home, 'KABID', 'audit_off', { words: 'Cukup' }))).toMatchObject({
      code: 'WRONG_ROLE',
    });
    await act(home, 'INSPECTORATE', 'audit_off', { words: 'Tidak ada temuan' });
    expect((await rowOf(home))['due_at']).not.toBeNull();
    expect(await mails(home, 'audit_ended')).toHaveLength(1);
  });
});

describe('a repair that does not come', () => {
  it('makes the verifier and the regency speak to the institution; only then may it expire', async () => {
    const home = await returned();
    const expire = () => act(home, 'KABID', 'expire', { words: 'Tidak diperbaiki' });
    expect(await refusedBy(world, expire)).toMatchObject({ code: 'TOO_EARLY', changed: false });
    await act(home, 'ADMIN_VERIFIER', 'log_contact', { channel: 'PHONE', reached: false, words: 'Sebelum tenggat' });
    await missDeadline(home);
    expect(await mails(home, 'contact_needed')).toEqual(['admin_verifier@salur.invalid', 'kabkota@salur.invalid']);
    expect([await mine(home, 'ADMIN_VERIFIER'), await mine(home, 'KABKOTA_OFFICER')]).toEqual([true, true]);

    const { version } = await rowOf(home);
    const browser = await web.browser('kabkota@salur.invalid');
    const log = async (words: string): Promise<number> => {
      const page = await browser.get(`/cases/${home.proposalId}/do/log_contact?lang=en`);
      const fields = { channel: 'WHATSAPP', reached: 'yes', words };
      return (await browser.submit(page, `/cases/${home.proposalId}/do/log_contact`, fields)).statusCode;
    };
    expect(await log('Ketua sakit')).toBe(303);
    expect(await refusedBy(world, expire)).toMatchObject({ code: 'NOT_CONTACTED', changed: false });
    expect(await log('Pengurus tidak sanggup')).toBe(303);
    // a page that somebody had open meanwhile is still good
    expect((await rowOf(home))['version']).toBe(version);
    const page = await browser.get(`/cases/${home.proposalId}?lang=en`);
    expect(textOf(page.body)).toContain('contacted the institution (WhatsApp), reached: “Ketua sakit”');
    const [, href = ''] = /href="(https:\/\/wa\.me\/[^"]*)"/.exec(page.body) ?? [];
    const message = new URL(href.replaceAll('&amp;', '&'));
    expect(message.pathname).toBe('/620000000001');
    expect(message.searchParams.get('text')).toMatch(
      /LKSA Peraga Harapan.*menunggu perbaikan oleh LKS, terlambat sejak/,
    );

    await expire();
    expect(await rowOf(home)).toMatchObject({ state: 'EXPIRED' });
    expect(await mails(home, 'proposal_expired')).toHaveLength(1);
  });

  it('shows the telephone to nobody without business in the case, and no contact to the institution', async () => {
    const home = await returned();
    await act(home, 'ADMIN_VERIFIER', 'log_contact', { channel: 'PHONE', reached: true, words: 'Catatan petugas' });
    const contactOf = async (actor: Parameters<typeof getCase>[1]) =>
      (await getCase(world.ctx, actor, { proposalId: home.proposalId })).contact;
    expect(await contactOf(as('ADMIN_VERIFIER'))).toMatchObject({ phone: '+620000000001' });
    expect(await contactOf(as('ADMIN'))).toBeNull();
    expect(await contactOf(as('INSPECTORATE'))).toBeNull();
    expect(await contactOf(home.operator)).toBeNull();
    const { timeline } = await getCase(world.ctx, home.operator, { proposalId: home.proposalId });
    expect(timeline.map((entry) => entry.type)).not.toContain('log_contact');
  });

  it('does not void what waits for a second person', async () => {
    const home = await registered();
    await act(home, 'ADMIN_VERIFIER', 'start_admin');
    const rejection = { reasonCode: 'DOUBLE', words: 'Ganda', documentNumber: '', documentDate: null };
    await act(home, 'ADMIN_VERIFIER', 'reject', rejection);
    await act(home, 'ADMIN_VERIFIER', 'log_contact', { channel: 'PHONE', reached: true, words: 'Diberi tahu' });
    await act(home, 'KABID', 'confirm');
    expect(await rowOf(home)).toMatchObject({ state: 'REJECTED' });
  });
});
