import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  confirmEmergency,
  endEmergency,
  requestEmergency,
  type RequestEmergency,
} from '../../src/app/users/emergency-access.js';
import { endLapsedSessions } from '../../src/app/users/end-lapsed-sessions.js';
import type { AccountsPort } from '../../src/app/users/create-user.js';
import { resetPassword, type ResetPassword } from '../../src/app/users/reset-password.js';
import { Refusal } from '../../src/domain/errors.js';
import type { AppWorld } from '../support/app-world.js';
import { openOffice, type Office } from '../support/office.js';
import { textOf } from '../support/web-world.js';

let office: Office;
let world: AppWorld;
beforeAll(async () => {
  office = await openOffice();
  world = office.web.world;
});
afterAll(async () => office[Symbol.asyncDispose]());

const ask = (by: string, over: Partial<RequestEmergency> = {}): Promise<{ readonly emergencyId: string }> =>
  requestEmergency(world.ctx, office.as(by), {
    person: 'finance@salur.invalid',
    role: 'KETUA_TIM',
    hours: 2,
    reason: 'Ketua tim tidak dapat dihubungi',
    ...over,
  });
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.error.code : String(error)),
  );
const told = async (template: string): Promise<readonly unknown[]> =>
  (
    await world.sql(
      `select distinct u.email from notification n join user_account u on u.id = n.recipient_user_id where n.template = $1 order by 1`,
      [template],
    )
  ).map((row) => String(row['email']).split('@')[0]);

describe('emergency access', () => {
  it('is given by two people, for hours, and every use stands in the security stream with both names', async () => {
    const home = await office.proposal('submit_field');
    const { emergencyId } = await ask('admin');
    expect(await told('emergency_requested')).toEqual(['kadis', 'sekretaris']);
    expect(await codeOf(office.act(home, 'finance', 'endorse', { note: '' }))).toBe('WRONG_ROLE');
    expect(await codeOf(confirmEmergency(world.ctx, office.as('admin'), { emergencyId }))).toBe('SELF_GIVEN');
    expect(await codeOf(confirmEmergency(world.ctx, office.as('kabid'), { emergencyId }))).toBe('WRONG_ROLE');

    const secretary = await office.browser('sekretaris');
    const page = await secretary.get('/emergency?lang=en');
    expect(textOf(page.body)).toContain('Ketua tim tidak dapat dihubungi');
    expect((await secretary.submit(page, `/emergency/${emergencyId}/confirm`, {})).statusCode).toBe(303);
    expect(await told('emergency_opened')).toEqual(['inspector', 'kadis']);
    expect(await codeOf(confirmEmergency(world.ctx, office.as('kadis'), { emergencyId }))).toBe('NOT_FOUND');

    await office.act(home, 'finance', 'endorse', { note: '' });
    const uses = await world.sql(
      `select data from event where stream = 'security' and type = 'emergency_used' and data->>'emergencyId' = $1`,
      [emergencyId],
    );
    expect(uses).toEqual([
      {
        data: {
          emergencyId,
          role: 'KETUA_TIM',
          requestedBy: 'Peraga admin',
          confirmedBy: 'Peraga sekretaris',
          stream: `proposal/${home.proposalId}`,
          type: 'endorse',
        },
      },
    ]);

    const browser = await office.browser('finance');
    await endEmergency(world.ctx, office.as('kadis'), { emergencyId });
    expect((await browser.get('/inbox')).headers['location']).toContain('/sign-in');
    const next = await office.proposal('submit_field');
    expect(await codeOf(office.act(next, 'finance', 'endorse', { note: '' }))).toBe('WRONG_ROLE');
  });

  it('overrides no forbidden pair, and opens no other emergency', async () => {
    expect(await codeOf(ask('admin', { person: 'inspector@salur.invalid' }))).toBe('INCOMPATIBLE_ROLES');
    expect(await codeOf(ask('admin', { role: 'INSPECTORATE' }))).toBe('INVALID_INPUT');
    expect(await codeOf(ask('kabid'))).toBe('WRONG_ROLE');
    const home = await office.proposal('endorse');
    const verifier = { person: 'verifier@salur.invalid', role: 'HEAD_DINSOS' };
    const { emergencyId } = await ask('admin', verifier);
    await confirmEmergency(world.ctx, office.as('kadis'), { emergencyId });
    const criteria = { selective: true, eligible: true, temporary: true, purposeful: true };
    const recommend = { criteria, criteriaNote: '', cuts: [] };
    expect(await codeOf(office.act(home, 'verifier', 'recommend', recommend))).toBe('FORBIDDEN_PAIR');
    const other = await ask('admin');
    expect(await codeOf(confirmEmergency(world.ctx, office.as('verifier'), other))).toBe('WRONG_ROLE');
  });

  it('is held by the database, whoever writes the row', async () => {
    const { emergencyId } = await ask('admin', { reason: 'Uji kendala' });
    const confirm = (by: string, hours: string): Promise<unknown> =>
      world.sql(
        `update emergency_access set confirmed_by = $2, confirmed_at = requested_at, valid_to = requested_at + $3::interval where id = $1`,
        [emergencyId, office.as(by).userId, hours],
      );
    await expect(confirm('admin', '2 hours')).rejects.toThrow(/emergency_two_people/);
    await expect(confirm('finance', '2 hours')).rejects.toThrow(/emergency_two_people/);
    await expect(confirm('kadis', '3 hours')).rejects.toThrow(/emergency_in_time/);
    await confirm('kadis', '2 hours');
    await expect(confirm('sekretaris', '2 hours')).rejects.toThrow(/emergency_stays/);
  });
});

describe('an office for a time', () => {
  it('ends with the sessions that were begun in it, when its time has run out', async () => {
    const { emergencyId } = await ask('admin', { hours: 1 });
    await confirmEmergency(world.ctx, office.as('kadis'), { emergencyId });
    const [given] = await world.sql('select valid_to from emergency_access where id = $1', [emergencyId]);
    const end = given?.['valid_to'] as Date;
    const browser = await office.browser('finance');
    const others = await office.browser('kabid');
    await endLapsedSessions(world.ctx, new Date(end.getTime() - 1_000));
    expect((await browser.get('/inbox')).statusCode).toBe(200);
    expect(await endLapsedSessions(world.ctx, end)).toBe(1);
    expect((await browser.get('/inbox')).statusCode).toBe(303);
    expect((await others.get('/inbox')).statusCode).toBe(200);
  });
});

describe('a password that is lost', () => {
  const reset = (
    first: string,
    second: string,
    over: Partial<ResetPassword> = {},
    accounts: AccountsPort = office.web.accounts,
  ): Promise<void> =>
    resetPassword(
      world.ctx,
      { first: office.as(first), second: office.as(second) },
      { email: 'finance@salur.invalid', reason: 'Lupa kata sandi', password: 'sementara-123', ...over },
      accounts,
    );
  const words = async (): Promise<readonly unknown[]> =>
    (
      await world.sql(`select type from event where stream = 'security' and type like 'password_reset%' order by seq`)
    ).map(({ type }) => type);

  it('was not given when the process dies before it, and the record does not say that it was', async () => {
    const before = await office.browser('finance');
    const dies: AccountsPort = { create: () => Promise.reject(new Error('killed')) };
    await expect(reset('admin', 'sekretaris', {}, dies)).rejects.toThrow('killed');
    expect(await words()).toEqual(['password_reset_begun']);
    expect((await before.get('/inbox')).statusCode).toBe(200);
  });

  it('is given anew by two people, neither of them the person, and ends every session', async () => {
    const before = await office.browser('finance');
    expect((await before.get('/inbox')).statusCode).toBe(200);
    expect(await codeOf(reset('admin', 'admin'))).toBe('SAME_PERSON');
    expect(await codeOf(reset('sekretaris', 'kadis'))).toBe('WRONG_ROLE');
    expect(await codeOf(reset('admin', 'kabid'))).toBe('WRONG_ROLE');
    expect(await codeOf(reset('admin', 'kadis', { email: 'kadis@salur.invalid' }))).toBe('SELF_GIVEN');
    expect(await codeOf(reset('admin', 'kadis', { email: 'nobody@salur.invalid' }))).toBe('NOT_FOUND');
    expect((await before.get('/inbox')).statusCode).toBe(200);

    await reset('admin', 'sekretaris');
    expect((await words()).slice(-2)).toEqual(['password_reset_begun', 'password_reset']);
    expect((await before.get('/inbox')).statusCode).toBe(303);
    expect(await told('password_reset')).toEqual(['finance', 'kadis']);
    const events = await world.sql(`select data from event where stream = 'security' and type = 'password_reset'`);
    expect(events.map((event) => event['data'])).toEqual([
      {
        userId: office.as('finance').userId,
        requestedBy: office.as('admin').userId,
        confirmedBy: office.as('sekretaris').userId,
        reason: 'Lupa kata sandi',
      },
    ]);

    const browser = await office.web.browser();
    await browser.signIn('finance@salur.invalid', 'sementara-123');
    const other = await office.web.browser();
    await other.signIn('finance@salur.invalid', 'sementara-123');
    const page = await browser.get('/password');
    const change = (currentPassword: string, newPassword: string, againPassword = newPassword) =>
      browser.submit(page, '/password', { currentPassword, newPassword, againPassword });
    expect((await change('not this one', 'milik-sendiri-1')).statusCode).toBe(422);
    expect((await change('sementara-123', 'pendek')).statusCode).toBe(422);
    const differing = await change('sementara-123', 'milik-sendiri-1', 'milik-sendiri-2');
    expect([differing.statusCode, differing.body.includes('milik-sendiri')]).toEqual([422, false]);
    expect((await change('sementara-123', 'milik-sendiri-1')).statusCode).toBe(303);
    expect((await browser.get('/inbox')).statusCode).toBe(200);
    expect((await other.get('/inbox')).statusCode).toBe(303);
  });
});
