import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setSubstitution, type SetSubstitution } from '../../src/app/users/set-substitution.js';
import { createUser } from '../../src/app/users/create-user.js';
import { giveRole } from '../../src/app/users/give-role.js';
import { endRole } from '../../src/app/users/end-role.js';
import { openAccount } from '../../src/app/users/open-account.js';
import { endSubstitution } from '../../src/app/users/end-substitution.js';
import { Refusal } from '../../src/domain/errors.js';
import { addDays, witaDate } from '../../src/domain/time/wita.js';
import type { AppWorld } from '../support/app-world.js';
import { offered, openOffice, type Office } from '../support/office.js';
import { refusedBy } from '../support/refused.js';
import { PASSWORD, textOf } from '../support/web-world.js';

let office: Office;
let world: AppWorld;
beforeAll(async () => {
  office = await openOffice();
  world = office.web.world;
});
afterAll(async () => office[Symbol.asyncDispose]());

const today = witaDate(new Date());
const address = (name: string): string => `${name}@salur.invalid`;
const paperOf = (holder: string, substitute: string, role: string) => ({
  holder: address(holder),
  substitute: address(substitute),
  role,
  kind: 'PLH' as const,
  letterNumber: '800/1',
  letterDate: today,
  startsOn: today,
  endsOn: addDays(today, 5),
});
const input = (holder: string, substitute: string, role: string, more: Partial<SetSubstitution> = {}) => ({
  ...paperOf(holder, substitute, role),
  ...more,
});
const set = (by: string, ...rest: Parameters<typeof input>): Promise<{ readonly substitutionId: string }> =>
  setSubstitution(world.ctx, office.as(by), input(...rest));
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.error.code : String(error)),
  );

describe('a substitute', () => {
  it('has the tasks and the authority of the office in the period only, and the record keeps both names', async () => {
    const home = await office.proposal('submit_field');
    await office.act(home, 'ketua', 'endorse', { note: '' });
    expect(await office.mine(home, 'finance')).toBe(false);
    const coming = await set('kabid', 'kabid', 'finance', 'KABID', {
      startsOn: addDays(today, 1),
      endsOn: addDays(today, 2),
    });
    const early = await refusedBy(world, () => office.act(home, 'finance', 'endorse', { note: '' }));
    expect(early).toMatchObject({ code: 'WRONG_ROLE', changed: false });
    await endSubstitution(world.ctx, office.as('kabid'), coming);

    const { substitutionId } = await set('kabid', 'kabid', 'finance', 'KABID');
    expect(await office.mine(home, 'finance')).toBe(true);
    await office.act(home, 'finance', 'endorse', { note: '' });
    const [event] = await world.sql(
      `select actor_name, data->'note' as note from event where stream = $1 order by seq desc limit 1`,
      [`proposal/${home.proposalId}`],
    );
    expect(event).toMatchObject({
      actor_name: 'Peraga finance',
      note: { actingKind: 'PLH', actingOffice: 'KABID', actingFor: 'Peraga kabid' },
    });
    const page = textOf((await (await office.browser('finance')).get(`/cases/${home.proposalId}?lang=en`)).body);
    expect(page).toContain('(Peraga finance as Plh. Head of division on behalf of Peraga kabid)');
    const mails = await world.sql(
      `select u.email from notification n join user_account u on u.id = n.recipient_user_id
        where n.template = 'substitution_set' and n.message_id like $1 order by 1`,
      [`%${substitutionId}%`],
    );
    expect(mails.map((row) => row['email'])).toEqual([address('finance'), address('kabid')]);

    const next = await office.proposal('submit_field');
    await office.act(next, 'ketua', 'endorse', { note: '' });
    const browser = await office.browser('finance');
    await endSubstitution(world.ctx, office.as('kabid'), { substitutionId });
    expect(await office.mine(next, 'finance')).toBe(false);
    expect(await codeOf(office.act(next, 'finance', 'endorse', { note: '' }))).toBe('WRONG_ROLE');
    // the open session ended with the authority
    expect((await browser.get('/inbox')).headers['location']).toContain('/sign-in');
    expect(await codeOf(endSubstitution(world.ctx, office.as('kabid'), { substitutionId }))).toBe('NOT_FOUND');
  });

  it('keeps what he did himself: who verified does not recommend, whose office ever he has', async () => {
    const home = await office.proposal('endorse');
    const decree = { decreeNumber: 'SK/1', decreeDate: today };
    expect(await codeOf(set('admin', 'kadis', 'verifier', 'HEAD_DINSOS'))).toBe('INCOMPLETE');
    const { substitutionId } = await set('admin', 'kadis', 'verifier', 'HEAD_DINSOS', decree);
    expect(await offered(office, home, 'verifier')).not.toContain('recommend');
    const criteria = { selective: true, eligible: true, temporary: true, purposeful: true };
    const recommend = { criteria, criteriaNote: '', cuts: [] };
    expect(await refusedBy(world, () => office.act(home, 'verifier', 'recommend', recommend))).toMatchObject({
      code: 'FORBIDDEN_PAIR',
      changed: false,
    });
    await endSubstitution(world.ctx, office.as('verifier'), { substitutionId });
  });

  it('comes of no circle, chain or overlap, also where two are set in the same instant', async () => {
    const { substitutionId } = await set('sekretaris', 'ketua', 'kabid', 'KETUA_TIM');
    expect(await codeOf(set('sekretaris', 'ketua', 'finance', 'KETUA_TIM'))).toBe('SUBSTITUTION_OVERLAP');
    expect(await codeOf(set('sekretaris', 'kabid', 'ketua', 'KABID'))).toBe('SUBSTITUTION_CIRCLE');
    expect(await codeOf(set('sekretaris', 'kabid', 'finance', 'KABID'))).toBe('SUBSTITUTION_CIRCLE');
    await endSubstitution(world.ctx, office.as('admin'), { substitutionId });
    const both = await Promise.all([
      codeOf(set('sekretaris', 'kabid', 'ketua', 'KABID')),
      codeOf(set('sekretaris', 'ketua', 'kabid', 'KETUA_TIM')),
    ]);
    expect(both.toSorted()).toEqual(['SUBSTITUTION_CIRCLE', 'done']);
    const [running] = await world.sql(`select id from substitution where ended_at is null and valid_to > now()`);
    await endSubstitution(world.ctx, office.as('admin'), { substitutionId: String(running?.['id']) });
  });

  it('is set by the holder, the secretary or the administrator, of an office that is the holder’s own', async () => {
    expect(await codeOf(set('finance', 'kabid', 'ketua', 'KABID'))).toBe('WRONG_ROLE');
    expect(await codeOf(set('sekretaris', 'kabid', 'sekretaris', 'KABID'))).toBe('SELF_GIVEN');
    expect(await codeOf(set('sekretaris', 'kabid', 'inspector', 'KABID'))).toBe('INCOMPATIBLE_ROLES');
    expect(await codeOf(set('sekretaris', 'kabid', 'finance', 'KETUA_TIM'))).toBe('INVALID_INPUT');
    expect(await codeOf(set('kabid', 'kabid', 'finance', 'KABID', { startsOn: addDays(today, 9) }))).toBe('DATE_ORDER');
    expect(await world.sql(`select 1 from substitution where ended_at is null and valid_to > now()`)).toEqual([]);
  });

  it('is set and ended by the page', async () => {
    const browser = await office.browser('kabid');
    const page = await browser.get('/substitutions?lang=en');
    // the holder arranges his own office only
    expect(/<select[^>]*name="holder".*?<\/select>/s.exec(page.body)?.[0]).not.toContain(address('ketua'));
    const fields = paperOf('kabid', 'finance', 'KABID');
    const lacking = await browser.submit(page, '/substitutions', { ...fields, letterNumber: '' });
    expect([lacking.statusCode, textOf(lacking.body).includes('Number of the letter: Required')]).toEqual([422, true]);
    expect((await browser.submit(lacking, '/substitutions', { ...fields })).statusCode).toBe(303);
    const shown = await browser.get('/substitutions?lang=en');
    expect(textOf(shown.body)).toContain('Plh. Head of division');
    const [row] = await world.sql(`select id from substitution where ended_at is null and valid_to > now()`);
    const end = `/substitutions/${String(row?.['id'])}/end`;
    expect((await browser.submit(shown, end, {})).statusCode).toBe(303);
    expect(await world.sql(`select 1 from substitution where ended_at is null and valid_to > now()`)).toEqual([]);
  });
});

describe('an office that ends', () => {
  const reason = 'SK mutasi 821/3';

  it('takes the person’s open sessions with it, and shows his tasks to the head of division', async () => {
    const home = await office.proposal('start_admin');
    const browser = await office.browser('verifier');
    const other = await office.browser('verifier');
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    expect((await browser.get('/inbox')).statusCode).toBe(200);

    const admin = await office.browser('admin');
    const address = `/admin/users/${office.as('verifier').userId}`;
    const page = await admin.get(`${address}?lang=en`);
    const lacking = await admin.submit(page, address, { change: 'ADMIN_VERIFIER', reason: '' });
    expect(lacking.statusCode).toBe(422);
    expect((await admin.submit(page, address, { change: 'ADMIN_VERIFIER', reason })).statusCode).toBe(303);

    expect(await office.web.accounts.whoseSession(cookie)).toBeNull();
    for (const open of [browser, other]) expect((await open.get('/inbox')).headers['location']).toContain('/sign-in');
    expect(await office.mine(home, 'kabid')).toBe(true);
    expect(textOf((await admin.get('/admin/processes?lang=en')).body)).toContain('has left that office');
    const events = await world.sql(`select data from event where stream = 'users' and type = 'role_ended'`);
    expect(events).toEqual([{ data: { userId: office.as('verifier').userId, role: 'ADMIN_VERIFIER', reason } }]);
  });

  it('is followed by another, which an administrator gives and which must fit what is held', async () => {
    const admin = await office.browser('admin');
    const address = `/admin/users/${office.as('verifier').userId}`;
    const page = await admin.get(`${address}?lang=en`);
    const give = async (newRole: string, giveReason = reason): Promise<number> =>
      (await admin.submit(page, `${address}/role`, { newRole, giveReason, orgUnitId: '' })).statusCode;
    expect([await give('KETUA_TIM', ''), await give('LKS_OPERATOR'), await give('KABKOTA_OFFICER')]).toEqual([
      422, 422, 422,
    ]);
    expect(await give('KETUA_TIM')).toBe(303);
    expect([await give('KETUA_TIM'), await give('INSPECTORATE')]).toEqual([422, 422]);
    const held = await world.sql(`select role from membership where user_id = $1 and valid_to is null`, [
      office.as('verifier').userId,
    ]);
    expect(held).toEqual([{ role: 'KETUA_TIM' }]);
    const own = { email: 'admin@salur.invalid', role: 'KABID', reason };
    expect(await codeOf(giveRole(world.ctx, office.as('admin'), own))).toBe('SELF_GIVEN');
    expect(await codeOf(giveRole(world.ctx, office.as('kabid'), { ...own, email: 'finance@salur.invalid' }))).toBe(
      'WRONG_ROLE',
    );
  });

  it('is ended by an administrator, and nobody closes his own account', async () => {
    const role = 'KABID';
    const email = address('kabid');
    expect(await codeOf(endRole(world.ctx, office.as('sekretaris'), { email, role, reason }))).toBe('WRONG_ROLE');
    expect(await codeOf(endRole(world.ctx, office.as('admin'), { email, role: 'KETUA_TIM', reason }))).toBe(
      'NOT_FOUND',
    );
    const own = { email: address('admin'), open: false, reason };
    expect(await codeOf(openAccount(world.ctx, office.as('admin'), own))).toBe('SELF_GIVEN');
  });

  it('does the same where the account is closed, and holds again when it is opened', async () => {
    const email = address('planner-1');
    const browser = await office.browser('planner-1');
    await openAccount(world.ctx, office.as('admin'), { email, open: false, reason });
    expect((await browser.get('/inbox')).headers['location']).toContain('/sign-in');
    const sessions = await world.sql(`select 1 from auth.session where "userId" = $1`, [office.as('planner-1').userId]);
    expect(sessions).toEqual([]);
    await openAccount(world.ctx, office.as('admin'), { email, open: true, reason });
    expect((await (await office.browser('planner-1')).get('/inbox')).statusCode).toBe(200);
  });

  it('is not held together with one that excludes it, whoever writes the row', async () => {
    const give = (name: string, role: string): Promise<unknown> =>
      world.sql(`insert into membership (id, user_id, role, valid_from) values (gen_random_uuid(), $1, $2, now())`, [
        office.as(name).userId,
        role,
      ]);
    for (const [name, role] of [
      ['kabid', 'INSPECTORATE'],
      ['admin', 'SECRETARIAT'],
      ['finance', 'BUD'],
      ['kadis', 'LKS_CHAIR'],
      ['inspector', 'BPK_AUDITOR'],
    ] as const)
      await expect(give(name, role)).rejects.toThrow(/incompatible_roles/);
    await give('finance', 'SUBBAG_PERENCANAAN');
    const person = { email: 'x@salur.invalid', name: 'Peraga', password: PASSWORD, roles: ['ADMIN', 'KABID'] };
    expect(await codeOf(createUser(world.ctx, office.as('admin'), person, office.web.accounts))).toBe(
      'INCOMPATIBLE_ROLES',
    );
  });
});
