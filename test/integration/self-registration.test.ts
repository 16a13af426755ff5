import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attachInstitutionDocument } from '../../src/app/files/attach-institution-document.js';
import { storeBlob } from '../../src/app/files/store-blob.js';
import { checkInstitutionDocument } from '../../src/app/institutions/check-document.js';
import { confirmSignUp } from '../../src/app/institutions/confirm-sign-up.js';
import { proposeInstitutionStep } from '../../src/app/institutions/propose-step.js';
import { ringExpiries } from '../../src/app/institutions/ring-expiries.js';
import { saveInstitutionFile, type SaveInstitutionFile } from '../../src/app/institutions/save-file.js';
import { sendInstitutionFile } from '../../src/app/institutions/send-file.js';
import { signUp, type SignUp } from '../../src/app/institutions/sign-up.js';
import { getInstitution } from '../../src/app/queries/get-institution.js';
import { myInstitution } from '../../src/app/queries/my-institution.js';
import { samplePdf } from '../../src/app/simulation/sample-files.js';
import type { Actor } from '../../src/domain/actor.js';
import { neededDocuments } from '../../src/domain/institution/file.js';
import { addDays, witaDate } from '../../src/domain/time/wita.js';
import { createAppWorld, noAccounts, type AppWorld } from '../support/app-world.js';
import { codeOf } from '../support/person-rows.js';

let world: AppWorld;
let secretary: Actor;
let operator: Actor;
let institutionId: string;
const wish: SignUp = {
  institutionName: 'LKSA Peraga Mandiri',
  kind: 'LKSA',
  targetGroup: 'CHILD',
  regencyCode: '64.72',
  personName: 'Peraga Pengurus',
  email: 'Mandiri@lks.invalid',
};
beforeAll(async () => {
  world = await createAppWorld();
  secretary = await world.user(['SECRETARIAT']);
});
afterAll(async () => world[Symbol.asyncDispose]());

/** What went into the mailbox of the address. */
async function linkOf(address: string): Promise<string> {
  const [mail] = await world.sql(
    `select params->>'signUpToken' as token from notification where to_address = $1 and template = 'sign_up' order by created_at desc limit 1`,
    [address],
  );
  return String(mail?.['token']);
}
const password = `kata sandi ${randomUUID()}`;

describe('an institution without an account', () => {
  it('is made by the link in the mail alone, once, also after a death before the account', async () => {
    expect(await codeOf(signUp(world.ctx, { ...wish, regencyCode: '99.99' }))).toBe('INVALID_INPUT regencyCode');
    for (let n = 0; n < 5; n += 1) await signUp(world.ctx, wish);
    const [asked] = await world.sql(`select count(*)::int as n from institution_sign_up`);
    expect(asked).toEqual({ n: 3 });
    const [before] = await world.sql(`select count(*)::int as n from institution where status = 'DRAFT'`);
    expect(before).toEqual({ n: 0 });
    const token = await linkOf('mandiri@lks.invalid');
    expect(await codeOf(confirmSignUp(world.ctx, { token: `${token}x`, password }, noAccounts))).toBe('SIGN_UP_ENDED');
    const dying = { create: () => Promise.reject(new Error('the accounts database is away')) };
    await expect(confirmSignUp(world.ctx, { token, password }, dying)).rejects.toThrow(/away/);
    const accounts: string[] = [];
    const keeping = {
      create: (userId: string, email: string) => {
        accounts.push(userId, email);
        return Promise.resolve();
      },
    };
    expect(await confirmSignUp(world.ctx, { token, password }, keeping)).toEqual({ email: 'mandiri@lks.invalid' });
    expect(await codeOf(confirmSignUp(world.ctx, { token, password }, noAccounts))).toBe('SIGN_UP_ENDED');
    const [userId = '', address] = accounts;
    expect(address).toBe('mandiri@lks.invalid');
    operator = { kind: 'user', userId };
    const mine = await myInstitution(world.ctx, operator);
    institutionId = mine.id;
    expect(mine).toMatchObject({ name: wish.institutionName, status: 'DRAFT', file: { editable: true, sent: false } });
  });

  it('that has an account already is told so in its mailbox, and nowhere else', async () => {
    await signUp(world.ctx, { ...wish, institutionName: 'LKSA Lain' });
    const [told] = await world.sql(`select to_address from notification where template = 'sign_up_known'`);
    expect(told).toEqual({ to_address: 'mandiri@lks.invalid' });
    const [asked] = await world.sql(
      `select count(*)::int as n from institution_sign_up where institution_name = 'LKSA Lain'`,
    );
    expect(asked).toEqual({ n: 0 });
  });
});

function file(over: Partial<SaveInstitutionFile> = {}): SaveInstitutionFile {
  return {
    institutionId,
    name: 'LKSA Peraga Mandiri',
    kind: 'LKSA',
    targetGroup: 'CHILD',
    legalForm: 'FOUNDATION',
    deedNumber: '12',
    deedDate: '2015-01-31',
    npwp: '01.234.567.8-901.000',
    registrationNumber: '463/11',
    registrationValidUntil: addDays(witaDate(new Date()), 20),
    address: 'Jalan Peraga Nomor 2',
    villageCode: null,
    capacity: 40,
    beds: 30,
    latitude: -0.5,
    longitude: 117.15,
    chairName: 'Ketua Peraga',
    chairNik: '6472015507800001',
    ...over,
  };
}
const save = (by: Actor, over: Partial<SaveInstitutionFile> = {}) =>
  codeOf(saveInstitutionFile(world.ctx, by, file(over)));

async function attach(code: string, validUntil: string | null = null): Promise<string> {
  const { blobId } = await storeBlob(world.ctx, operator, { ...samplePdf(`${code} peraga`), institutionId });
  const paper = { institutionId, code, number: '463/11', validUntil, blobId };
  return (await attachInstitutionDocument(world.ctx, operator, paper)).documentId;
}

describe('the file of an institution', () => {
  it('takes what can be true, and keeps numbers of people sealed', async () => {
    const [village] = await world.sql(
      `select code from region where level = 'village' and code like '64.72.%' limit 1`,
    );
    const villageCode = String(village?.['code']);
    expect(await save(await world.user(['KABID']))).toMatch(/^WRONG_ROLE/);
    expect(await save(operator, { targetGroup: 'ELDERLY' })).toMatch(/^REASON_REQUIRED/);
    expect(await save(operator, { chairNik: '123' })).toBe('INVALID_INPUT chairNik');
    expect(await save(operator, { villageCode: '64.71.01.1001' })).toBe('INVALID_INPUT villageCode');
    expect(await save(operator, { latitude: null })).toMatch(/^INCOMPLETE/);
    expect(await save(operator, { accreditationGrade: 'A' })).toMatch(/^INCOMPLETE/);
    const accredited = {
      accreditationRegime: 'PERMENSOS_17_2012',
      accreditationGrade: 'B' as const,
      accreditationOn: '2024-05-01',
      accreditationValidUntil: '2028-05-01',
    };
    expect(await save(operator, { ...accredited, villageCode })).toBe('accepted');
    const mine = await myInstitution(world.ctx, operator);
    expect(mine.file).toMatchObject({ accreditationExpected: '2027-05-01', hasNpwp: true, hasChairNik: true });
    const [kept] = await world.sql(`select chair_nik_sealed, npwp_sealed from institution where id = $1`, [
      institutionId,
    ]);
    expect(JSON.stringify(kept)).not.toContain('6472015507800001');
    const forced = `update institution set target_group = 'ELDERLY' where id = $1`;
    await expect(world.sql(forced, [institutionId])).rejects.toThrow(/institution_group_has_reason/);
  });

  it('goes to the secretariat when it is whole, is checked paper by paper, and only then registered', async () => {
    const send = () => codeOf(sendInstitutionFile(world.ctx, operator, { institutionId }));
    const register = () =>
      codeOf(proposeInstitutionStep(world.ctx, secretary, { institutionId, step: 'register', key: randomUUID() }));
    expect(await send()).toMatch(/^INCOMPLETE/);
    for (const code of neededDocuments('FOUNDATION', true)) {
      await attach(code, code === 'LKS_REG' ? addDays(witaDate(new Date()), 20) : null);
    }
    expect(await register()).toMatch(/^FILE_NOT_CHECKED/);
    expect([await send(), await send()]).toEqual(['accepted', 'accepted']);
    expect(await save(operator)).toMatch(/^FILE_SENT/);
    expect(await register()).toMatch(/^FILE_NOT_CHECKED/);
    const { documents } = await getInstitution(world.ctx, secretary, institutionId);
    const check = (documentId: string, valid: boolean, reason = '') =>
      codeOf(checkInstitutionDocument(world.ctx, secretary, { institutionId, documentId, valid, reason }));
    const [first, ...rest] = documents.map((document) => document.id);
    if (first === undefined) throw new Error('no document');
    expect(await check(first, false)).toMatch(/^REASON_REQUIRED/);
    expect(await check(first, false, 'Tidak terbaca')).toBe('accepted');
    for (const id of rest) expect(await check(id, true)).toBe('accepted');
    expect((await myInstitution(world.ctx, operator)).file).toMatchObject({ sent: false, editable: true });
    const own = world.ctx.db.withActor(operator, 5_000, (tx) =>
      tx.sql.$executeRawUnsafe(`update institution_document set status = 'VALID'`),
    );
    await expect(own).rejects.toThrow(/does not check its own/);

    const code = documents[0]?.code ?? '';
    const repaired = await attach(code);
    expect(await check(first, true)).toMatch(/^STALE_VERSION/);
    expect(await send()).toBe('accepted');
    expect(await check(repaired, true)).toBe('accepted');
    expect(await register()).toBe('accepted');
    expect((await getInstitution(world.ctx, secretary, institutionId)).status).toBe('REGISTERED');
    const told = await world.sql(
      `select template, count(*)::int as n from notification where template in ('institution_file_sent', 'institution_document_invalid') group by 1 order by 1`,
    );
    expect(told).toEqual([
      { template: 'institution_document_invalid', n: 1 },
      { template: 'institution_file_sent', n: 2 },
    ]);
  });

  it('is watched: one reminder each before a paper ends, and who never confirmed is forgotten', async () => {
    const now = new Date().getTime();
    for (const days of [0, 1, 15, 21]) await ringExpiries(world.ctx, new Date(now + days * 86_400_000));
    const told = await world.sql(
      `select params->'institution'->>'document' as document, count(*)::int as n from notification where template = 'institution_expiring' group by 1`,
    );
    expect(told).toEqual([{ document: 'LKS_REG', n: 2 }]);
    const left = await world.sql(
      `select count(email)::int as known, count(forgotten_at)::int as forgotten from institution_sign_up`,
    );
    expect(left).toEqual([{ known: 1, forgotten: 2 }]);
    const [mails] = await world.sql(
      `select count(*)::int as n from notification where template = 'sign_up' and to_address <> 'forgotten@salur.invalid'`,
    );
    expect(mails).toEqual({ n: 1 });
  });
});
