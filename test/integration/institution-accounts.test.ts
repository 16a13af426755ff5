import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { storeBlob } from '../../src/app/files/store-blob.js';
import { answerAccount } from '../../src/app/institutions/answer-account.js';
import { proposeAccount, type ProposeAccount } from '../../src/app/institutions/propose-account.js';
import { resolveFlag } from '../../src/app/institutions/resolve-flag.js';
import { saveInstitutionFile } from '../../src/app/institutions/save-file.js';
import { getInstitution } from '../../src/app/queries/get-institution.js';
import { listFlags } from '../../src/app/queries/list-flags.js';
import { myInstitution } from '../../src/app/queries/my-institution.js';
import { samplePdf } from '../../src/app/simulation/sample-files.js';
import type { Actor } from '../../src/domain/actor.js';
import type { AccountAnswer } from '../../src/domain/institution/account.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { codeOf } from '../support/person-rows.js';

interface Home {
  readonly id: string;
  readonly operator: Actor;
  readonly blobId: string;
}
let world: AppWorld;
let one: Home;
let other: Home;
let finance: Actor;
let secondFinance: Actor;
let kabid: Actor;

async function home(): Promise<Home> {
  const id = await world.institution();
  const operator = await world.user(['LKS_CHAIR'], { institutionId: id });
  const { blobId } = await storeBlob(world.ctx, operator, { ...samplePdf('Buku tabungan peraga'), institutionId: id });
  return { id, operator, blobId };
}
beforeAll(async () => {
  world = await createAppWorld();
  [one, other] = [await home(), await home()];
  finance = await world.user(['SUBBAG_KEUANGAN']);
  secondFinance = await world.user(['SUBBAG_KEUANGAN']);
  kabid = await world.user(['KABID']);
});
afterAll(async () => world[Symbol.asyncDispose]());

function account(of: Home, over: Partial<ProposeAccount> = {}): ProposeAccount {
  const { id: institutionId, blobId } = of;
  const said = { bank: 'Bankaltimtara', number: '001-234 5678', holderName: 'lksa peraga  HARAPAN' };
  return { institutionId, blobId, key: randomUUID(), ...said, ...over };
}
const propose = (of: Home, over: Partial<ProposeAccount> = {}) =>
  proposeAccount(world.ctx, of.operator, account(of, over));
const give = (by: Actor, of: Home, accountId: string, said: AccountAnswer, reason = '') =>
  codeOf(answerAccount(world.ctx, by, { institutionId: of.id, accountId, answer: said, reason }));

describe('the bank account of an institution', () => {
  it('is in force by three people, one at a time, and replaces the one before', async () => {
    expect(await codeOf(propose(one, { number: '12' }))).toBe('INVALID_INPUT number');
    expect(await codeOf(propose(one, { holderName: 'Budi Peraga' }))).toMatch(/^REASON_REQUIRED/);
    expect(await codeOf(proposeAccount(world.ctx, finance, account(one)))).toMatch(/^WRONG_ROLE/);
    const key = randomUUID();
    const { accountId } = await propose(one, { key });
    expect(await propose(one, { key })).toEqual({ accountId });
    expect(await codeOf(propose(one))).toMatch(/^ACCOUNT_STAGE/);
    expect(await give(kabid, one, accountId, 'check')).toMatch(/^WRONG_ROLE/);
    expect(await give(one.operator, one, accountId, 'check')).toMatch(/^WRONG_ROLE/);
    expect(await give(finance, one, accountId, 'confirm')).toMatch(/^ACCOUNT_STAGE/);
    expect(await give(finance, one, accountId, 'check')).toBe('accepted');
    expect(await give(finance, one, accountId, 'confirm')).toMatch(/^SAME_PERSON/);
    expect(await give(secondFinance, one, accountId, 'confirm')).toBe('accepted');
    expect(await give(secondFinance, one, accountId, 'confirm')).toBe('accepted');
    const { accounts } = await getInstitution(world.ctx, kabid, one.id);
    expect(accounts.map(({ number, state }) => [number, state])).toEqual([['••••5678', 'IN_FORCE']]);
    expect((await myInstitution(world.ctx, one.operator)).accounts[0]?.number).toBe('0012345678');
    expect((await myInstitution(world.ctx, other.operator)).accounts).toEqual([]);

    const { accountId: second } = await propose(one, { number: '99988877766' });
    expect(await give(finance, one, second, 'check')).toBe('accepted');
    expect(await give(secondFinance, one, second, 'confirm')).toBe('accepted');
    const { accountId: third } = await propose(one, { number: '55544433322' });
    expect(await give(finance, one, third, 'refuse')).toMatch(/^REASON_REQUIRED/);
    expect(await give(finance, one, third, 'refuse', 'Foto tidak terbaca')).toBe('accepted');
    const states = (await getInstitution(world.ctx, finance, one.id)).accounts.map(({ state }) => state);
    expect(states).toEqual(['REFUSED', 'IN_FORCE', 'REPLACED']);
  });

  it('stays so whatever writes to the database', async () => {
    const write = (statement: string) =>
      world.ctx.db.withActor({ kind: 'system', purpose: 'test' }, 5_000, (tx) => tx.sql.$executeRawUnsafe(statement));
    await expect(write(`update institution_account set state = 'IN_FORCE' where state = 'REPLACED'`)).rejects.toThrow(
      /does not go/,
    );
    await expect(write(`update institution_account set holder_name = 'x'`)).rejects.toThrow(/permission denied/);
    const { accountId } = await propose(one, { number: '11122233344' });
    const alone = `update institution_account set state = 'CHECKED', checked_by = proposed_by, checked_at = now() where id = '${accountId}'`;
    await expect(write(alone)).rejects.toThrow(/institution_account_two_persons/);
  });
});

describe('a sign of a fictitious institution', () => {
  it('is raised by what is written, told to no institution, and closed once with a reason', async () => {
    await propose(other, { number: '0012345678', holderName: 'Budi Peraga', holderReason: 'Rekening yayasan' });
    const file = (of: Home, latitude: number) =>
      saveInstitutionFile(world.ctx, secretariat, {
        institutionId: of.id,
        name: 'LKSA Peraga Harapan',
        kind: 'LKSA',
        targetGroup: 'CHILD',
        legalForm: 'FOUNDATION',
        deedNumber: 'No. 12',
        deedDate: '2015-01-31',
        npwp: '012345678901000',
        registrationNumber: '463/1',
        address: 'Jalan Peraga',
        capacity: 10,
        beds: 0,
        latitude,
        longitude: 117.15,
        chairName: 'Ketua Peraga',
        chairNik: '6472015507800001',
      });
    const secretariat = await world.user(['SECRETARIAT']);
    await file(one, -0.5);
    await file(other, -0.5002);
    const seen = async () => (await listFlags(world.ctx, kabid)).flags.map((flag) => [flag.sign, flag.resolvedBy]);
    expect((await seen()).map(([sign]) => String(sign)).toSorted()).toEqual([
      'ACCOUNT_NAME',
      'SAME_ACCOUNT',
      'SAME_CHAIR',
      'SAME_DEED',
      'SAME_NPWP',
      'SAME_PLACE',
    ]);
    expect(await codeOf(listFlags(world.ctx, one.operator))).toMatch(/^WRONG_ROLE/);
    const asInstitution = world.ctx.db.withActor(other.operator, 5_000, (tx) =>
      tx.sql.$queryRawUnsafe<unknown[]>('select 1 from institution_flag'),
    );
    expect(await asInstitution).toEqual([]);
    // either side is shown with it
    expect((await getInstitution(world.ctx, kabid, one.id)).flags.map(({ sign }) => sign)).toContain('SAME_CHAIR');
    // written again without a change, it is the same
    await file(other, -0.5002);
    expect(await seen()).toHaveLength(6);

    const [flag] = (await listFlags(world.ctx, kabid)).flags;
    const resolve = (by: Actor, reason: string) =>
      codeOf(resolveFlag(world.ctx, by, { flagId: flag?.id ?? '', reason }));
    expect(await resolve(finance, 'x')).toMatch(/^WRONG_ROLE/);
    expect(await resolve(kabid, ' ')).toBe('INVALID_INPUT reason');
    expect([await resolve(kabid, 'Satu yayasan'), await resolve(kabid, 'Satu yayasan')]).toEqual([
      'accepted',
      'accepted',
    ]);
    expect(await resolve(await world.user(['INSPECTORATE']), 'Lain')).toMatch(/^NOTHING_PENDING/);
    expect((await seen()).filter(([, by]) => by === null)).toHaveLength(5);
    const history = (await myInstitution(world.ctx, other.operator)).life.history.map(({ type }) => type);
    expect(history).not.toContain('flag_resolved');
  });

  it('counts residents against beds, in the register as it grows', async () => {
    await world.sql(
      `insert into person (id, institution_id, regency_code, name, sex, birth_date, nik_status, no_nik_reason, temporary_id, identity_key, target_group, residence_mode, created_at)
       select gen_random_uuid(), $1, '64.72', 'Peraga', 'F', '2015-01-01', 'NONE', 'Bayi', 'TMP-6472-2026-' || lpad(n::text, 5, '0'), gen_random_uuid()::text::bytea, 'CHILD', 'IN_PANTI', now() from generate_series(1, 2) n`,
      [other.id],
    );
    const found = (await listFlags(world.ctx, kabid)).flags.find(({ sign }) => sign === 'OVER_BEDS');
    expect(found).toMatchObject({ institutionId: other.id, residents: 2, beds: 0 });
  });
});
