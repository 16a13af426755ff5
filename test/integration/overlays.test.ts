import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fireAlarms } from '../../src/app/proposal/fire-alarms.js';
import { getCase } from '../../src/app/queries/get-case.js';
import type { AppWorld } from '../support/app-world.js';
import { openOffice, type Office } from '../support/office.js';
import type { Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';
import { textOf } from '../support/web-world.js';

let office: Office;
let world: AppWorld;
beforeAll(async () => {
  office = await openOffice();
  world = office.web.world;
});
afterAll(async () => office[Symbol.asyncDispose]());

async function returned(): Promise<Home> {
  const home = await office.proposal('start_admin');
  await office.act(home, 'verifier', 'return', { words: 'Lengkapi RAB', remarks: [] });
  return home;
}

describe('a proposal on hold', () => {
  it('stands still, says who held it and why, and goes on with its working days', async () => {
    const home = await office.proposal();
    const before = await office.row(home);
    const browser = await office.browser('kabid');
    const page = await browser.get(`/cases/${home.proposalId}/do/hold?lang=en`);
    const done = await browser.submit(page, `/cases/${home.proposalId}/do/hold`, { words: 'Akta diperiksa notaris' });
    expect(done.statusCode).toBe(303);
    const held = await office.row(home);
    expect(held).toMatchObject({ state: 'REGISTERED', due_at: null, case_data: { hold: { byName: 'Peraga kabid' } } });
    expect(await office.mails(home, 'case_held')).toHaveLength(1);

    const refused = await refusedBy(world, () => office.act(home, 'verifier', 'start_admin'));
    expect(refused).toMatchObject({ code: 'HELD', changed: false });
    expect(refused.says).toMatch(/^This proposal is on hold by Peraga kabid since .*: “Akta diperiksa notaris”$/);
    expect(await office.mine(home, 'verifier')).toBe(false);
    const shown = textOf((await browser.get(`/cases/${home.proposalId}?lang=en`)).body);
    expect(shown).toMatch(/On hold by Peraga kabid since .*\. Akta diperiksa notaris/);
    expect(shown).toContain('Resume');
    const admin = await office.browser('admin');
    expect(textOf((await admin.get('/admin/processes?lang=en')).body)).toContain('On hold by Peraga kabid');

    await office.act(home, 'kabid', 'resume', { words: 'Akta sah' });
    expect(await office.row(home)).toMatchObject({ due_at: before['due_at'], case_data: { hold: null, paused: null } });
    expect(await office.mails(home, 'case_resumed')).toHaveLength(1);
    expect(await office.mine(home, 'verifier')).toBe(true);
    await office.act(home, 'verifier', 'start_admin');
  });

  it('after thirty days is told to the head of the office, once, and urges nobody else', async () => {
    const home = await office.proposal();
    await office.act(home, 'kabid', 'hold', { words: 'Sengketa pengurus' });
    await world.sql(
      `update proposal set case_data = jsonb_set(case_data, '{hold,since}', to_jsonb('2026-01-05T02:00:00.000Z'::text)) where id = $1`,
      [home.proposalId],
    );
    await fireAlarms(world.ctx, home.proposalId);
    await fireAlarms(world.ctx, home.proposalId);
    expect(await office.mails(home, 'held_long')).toEqual(['kadis']);
    expect(await office.mails(home, 'escalation')).toEqual([]);
  });

  it('is also stopped by an audit, and stays so until both have ended', async () => {
    const home = await office.proposal();
    await office.act(home, 'inspector', 'audit_on', { words: 'Pemeriksaan reguler' });
    await office.act(home, 'kabid', 'hold', { words: 'Menunggu pemeriksaan' });
    await office.act(home, 'kabid', 'resume', { words: 'Cukup' });
    expect((await office.row(home))['due_at']).toBeNull();
    expect(await refusedBy(world, () => office.act(home, 'verifier', 'start_admin'))).toMatchObject({ code: 'HELD' });
    expect(await refusedBy(world, () => office.act(home, 'kabid', 'audit_off', { words: 'Cukup' }))).toMatchObject({
      code: 'WRONG_ROLE',
    });
    await office.act(home, 'inspector', 'audit_off', { words: 'Tidak ada temuan' });
    expect((await office.row(home))['due_at']).not.toBeNull();
    expect(await office.mails(home, 'audit_ended')).toHaveLength(1);
  });
});

describe('a repair that does not come', () => {
  it('makes the verifier and the regency speak to the institution; only then may it expire', async () => {
    const home = await returned();
    const expire = () => office.act(home, 'kabid', 'expire', { words: 'Tidak diperbaiki' });
    expect(await refusedBy(world, expire)).toMatchObject({ code: 'TOO_EARLY', changed: false });
    await office.act(home, 'verifier', 'log_contact', { channel: 'PHONE', reached: false, words: 'Sebelum tenggat' });
    await office.missDeadline(home);
    expect(await office.mails(home, 'contact_needed')).toEqual(['regency', 'verifier']);
    expect([await office.mine(home, 'verifier'), await office.mine(home, 'regency')]).toEqual([true, true]);

    const { version } = await office.row(home);
    const browser = await office.browser('regency');
    const log = async (words: string): Promise<number> => {
      const page = await browser.get(`/cases/${home.proposalId}/do/log_contact?lang=en`);
      const fields = { channel: 'WHATSAPP', reached: 'yes', words };
      return (await browser.submit(page, `/cases/${home.proposalId}/do/log_contact`, fields)).statusCode;
    };
    expect(await log('Ketua sakit')).toBe(303);
    expect(await refusedBy(world, expire)).toMatchObject({ code: 'NOT_CONTACTED', changed: false });
    expect(await log('Pengurus tidak sanggup')).toBe(303);
    // a page that somebody had open meanwhile is still good
    expect((await office.row(home))['version']).toBe(version);
    const page = await browser.get(`/cases/${home.proposalId}?lang=en`);
    expect(textOf(page.body)).toContain('contacted the institution (WhatsApp), reached: “Ketua sakit”');
    expect(page.body).not.toContain('0000001');
    const contact = await browser.submit(page, `/cases/${home.proposalId}/contact`, {});
    const [, href = ''] = /href="(https:\/\/wa\.me\/[^"]*)"/.exec(contact.body) ?? [];
    const message = new URL(href.replaceAll('&amp;', '&'));
    expect(message.pathname).toBe('/620000000001');
    expect(message.searchParams.get('text')).toMatch(
      /LKSA Peraga Harapan.*menunggu perbaikan oleh LKS, terlambat sejak/,
    );

    expect(await world.sql('select subject_id, fields, purpose from access_log')).toEqual([
      { subject_id: home.institutionId, fields: ['PHONE'], purpose: 'CONTACT' },
    ]);

    await expire();
    expect(await office.row(home)).toMatchObject({ state: 'EXPIRED' });
    expect(await office.mails(home, 'proposal_expired')).toHaveLength(1);
  });

  it('shows the telephone to nobody without business in the case, and no contact to the institution', async () => {
    const home = await returned();
    await office.act(home, 'verifier', 'log_contact', { channel: 'PHONE', reached: true, words: 'Catatan petugas' });
    const contactOf = async (actor: Parameters<typeof getCase>[1]) =>
      (await getCase(world.ctx, actor, { proposalId: home.proposalId })).contact;
    expect(await contactOf(office.as('verifier'))).toMatchObject({ mayBeOpened: true });
    expect(await contactOf(office.as('admin'))).toBeNull();
    expect(await contactOf(office.as('inspector'))).toBeNull();
    expect(await contactOf(home.operator)).toBeNull();
    const { timeline } = await getCase(world.ctx, home.operator, { proposalId: home.proposalId });
    expect(timeline.map((entry) => entry.type)).not.toContain('log_contact');
  });

  it('does not void what waits for a second person', async () => {
    const home = await office.proposal();
    await office.act(home, 'verifier', 'start_admin');
    const rejection = { reasonCode: 'DOUBLE', words: 'Ganda', documentNumber: '', documentDate: null };
    await office.act(home, 'verifier', 'reject', rejection);
    await office.act(home, 'verifier', 'log_contact', { channel: 'PHONE', reached: true, words: 'Diberi tahu' });
    await office.act(home, 'kabid', 'confirm');
    expect(await office.row(home)).toMatchObject({ state: 'REJECTED' });
  });
});
