import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { getCase } from '../../src/app/queries/get-case.js';
import type { AppWorld } from '../support/app-world.js';
import { offered, openOffice, type Office } from '../support/office.js';
import { refusedBy } from '../support/refused.js';
import { textOf } from '../support/web-world.js';

let office: Office;
let world: AppWorld;
beforeAll(async () => {
  office = await openOffice();
  world = office.web.world;
});
afterAll(async () => office[Symbol.asyncDispose]());

const idOf = (name: string): string => office.as(name).userId;
const today = new Date().toISOString().slice(0, 10);

describe('the head of division', () => {
  it('assigns a verifier, whose task it is then, by the page', async () => {
    const home = await office.proposal();
    const browser = await office.browser('kabid');
    const action = `/cases/${home.proposalId}/do/assign`;
    const page = await browser.get(`${action}?lang=en`);
    expect((await browser.submit(page, action, { staff: idOf('verifier-2'), words: 'Beban merata' })).statusCode).toBe(
      303,
    );
    expect([await office.mine(home, 'verifier'), await office.mine(home, 'verifier-2')]).toEqual([false, true]);
    expect((await office.mails(home, 'task_assigned')).at(-1)).toBe('verifier-2');
    expect(await refusedBy(world, () => office.act(home, 'verifier', 'start_admin'))).toMatchObject({
      code: 'WRONG_ROLE',
      changed: false,
    });
    await office.act(home, 'verifier-2', 'start_admin');
  });

  it('gives the task of a verifier who left to another, with the time that is left', async () => {
    const home = await office.proposal('start_admin');
    const { due_at: due } = await office.row(home);
    expect(await office.mine(home, 'kabid')).toBe(false);
    await world.sql(`update membership set valid_to = now() where user_id = $1`, [idOf('verifier')]);
    try {
      expect(await office.mine(home, 'kabid')).toBe(true);
      const admin = await office.browser('admin');
      expect(textOf((await admin.get('/admin/processes?lang=en')).body)).toContain('has left that office');
      const stranger = { staff: [idOf('planner-1')], words: 'Pindah tugas' };
      expect(await refusedBy(world, () => office.act(home, 'kabid', 'reassign', stranger))).toMatchObject({
        code: 'INVALID_INPUT',
        changed: false,
      });
      await office.act(home, 'kabid', 'reassign', { staff: [idOf('verifier-2')], words: 'Pindah tugas' });
      expect([await office.mine(home, 'kabid'), await office.mine(home, 'verifier-2')]).toEqual([false, true]);
      expect((await office.row(home))['due_at']).toEqual(due);
    } finally {
      await world.sql(`update membership set valid_to = null where user_id = $1`, [idOf('verifier')]);
    }
  });

  it('changes the team of a visit; who was replaced stays in the record of it', async () => {
    const home = await office.proposal('assign_field');
    const staff = [idOf('field-2'), idOf('field-3')];
    await office.act(home, 'kabid', 'reassign', { staff, words: 'Sakit' });
    const view = await getCase(world.ctx, office.as('kabid'), { proposalId: home.proposalId });
    expect(view.visit?.officers).toEqual(['Peraga field-2', 'Peraga field-3']);
    expect([await office.mine(home, 'field-1'), await office.mine(home, 'field-3')]).toEqual([false, true]);
    const replaced = await world.sql(
      `select user_id from visit_officer where proposal_id = $1 and replaced_at is not null`,
      [home.proposalId],
    );
    expect(replaced).toEqual([{ user_id: idOf('field-1') }]);
  });

  it('extends a deadline of working days once, with a reason, and no date set by law', async () => {
    const home = await office.proposal('start_admin');
    const before = await office.row(home);
    const more = { workingDays: 5, words: 'Jalan putus' };
    await office.act(home, 'kabid', 'extend', more);
    const after = await office.row(home);
    expect(Number(after['due_at']) - Number(before['due_at'])).toBeGreaterThanOrEqual(5 * 86_400_000);
    expect(await office.mails(home, 'deadline_extended')).toEqual(['verifier']);
    expect(await refusedBy(world, () => office.act(home, 'kabid', 'extend', more))).toMatchObject({
      code: 'EXTENDED_BEFORE',
      changed: false,
    });
    const due = await office.proposal('recommend');
    expect(await refusedBy(world, () => office.act(due, 'kabid', 'extend', more))).toMatchObject({
      code: 'NOT_ALLOWED_IN_STATE',
    });
  });

  it('sends people to look again, with an order of its own', async () => {
    const home = await office.proposal('submit_field');
    const order = { teamName: 'Tim 2', orderNumber: 'ST/2', orderDate: today, route: 'Samarinda', plannedOn: today };
    const officers = [idOf('field-2'), idOf('field-3')];
    await office.act(home, 'kabid', 'revisit', { ...order, officers, words: 'Daya tampung berubah' });
    expect(await office.row(home)).toMatchObject({ state: 'FIELD_VERIFICATION' });
    const visits = await world.sql(`select order_number from visit where proposal_id = $1 order by 1`, [
      home.proposalId,
    ]);
    expect(visits).toEqual([{ order_number: 'ST/1' }, { order_number: 'ST/2' }]);
  });
});

describe('an endorser', () => {
  it('sends the proposal one level back to who endorsed before', async () => {
    const home = await office.proposal('submit_field');
    const back = { words: 'Periksa kapasitas' };
    expect(await offered(office, home, 'ketua')).not.toContain('send_back');
    await office.act(home, 'ketua', 'endorse', { note: '' });
    expect(await refusedBy(world, () => office.act(home, 'sekretaris', 'send_back', back))).toMatchObject({
      code: 'WRONG_ROLE',
    });
    await office.act(home, 'kabid', 'send_back', back);
    expect(await office.mine(home, 'ketua')).toBe(true);
    expect((await office.mails(home, 'task_assigned')).at(-1)).toBe('ketua');
    const refused = await refusedBy(world, () => office.act(home, 'kabid', 'endorse', { note: '' }));
    expect(refused).toMatchObject({ code: 'WRONG_ROLE', changed: false });
  });
});

describe('the regency', () => {
  it('gives its opinion on its own institutions, which the head of the office needs where the policy asks', async () => {
    const home = await office.proposal('endorse');
    await world.sql(
      `update policy_version set content = content || '{"regencyOpinions": 1}' where id = (select policy_version_id from proposal where id = $1)`,
      [home.proposalId],
    );
    const criteria = { selective: true, eligible: true, temporary: true, purposeful: true };
    const recommend = () => office.act(home, 'kadis', 'recommend', { criteria, criteriaNote: '', cuts: [] });
    expect(await refusedBy(world, recommend)).toMatchObject({
      code: 'NOT_ALLOWED_IN_STATE',
      says: 'This step waits for Regency social office first.',
    });
    const opinion = { favourable: false, letterNumber: 'R/7', letterDate: today, words: '' };
    const give = (words: string) => office.act(home, 'regency', 'kabkota_recommend', { ...opinion, words });
    expect(await refusedBy(world, () => give(''))).toMatchObject({ code: 'REASON_REQUIRED' });
    await give('Kapasitas terbatas');
    const stranger = await office.web.person(`${randomUUID()}@salur.invalid`, ['KABKOTA_OFFICER'], {
      regencyCode: '64.01',
    });
    await expect(
      getCase(world.ctx, { kind: 'user', userId: stranger }, { proposalId: home.proposalId }),
    ).rejects.toMatchObject({ error: { code: 'NOT_FOUND' } });
    const browser = await office.browser('kadis');
    const page = textOf((await browser.get(`/cases/${home.proposalId}?lang=en`)).body);
    expect(page).toContain('not in favour, letter R/7, by Peraga regency');
    await recommend();
    expect(await office.row(home)).toMatchObject({ state: 'RECOMMENDED' });
    await world.sql(`update policy_version set content = content - 'regencyOpinions'`);
  });
});
