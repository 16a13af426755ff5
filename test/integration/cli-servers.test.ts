import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Diagnosis } from '../../src/cli/diagnosis.js';
import { witaDate } from '../../src/domain/time/wita.js';
import { createMasterKeyFile } from '../../src/infra/crypto/key-file.js';
import { lastLine, runSalur, type Ran } from '../support/run-salur.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { createTestNamespace, type TestNamespace } from '../support/test-namespace.js';

describe('the command line on running servers', () => {
  const password = 'a long enough secret';
  let folder: string;
  let database: TestDatabase;
  let temporal: TestNamespace;
  let env: Record<string, string>;
  const salur = (args: readonly string[], input = ''): Promise<Ran> => runSalur(args, { env, input });
  const rows = async (text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'salur-cli-servers-'));
    const keyFile = join(folder, 'master.key');
    [database, temporal] = await Promise.all([createTestDatabase(), createTestNamespace()]);
    await createMasterKeyFile(keyFile);
    env = {
      SALUR_HOME: join(folder, 'home'),
      SALUR_MASTER_KEY_FILE: keyFile,
      DATABASE_URL: database.appUrl,
      AUTH_DATABASE_URL: database.authUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
    };
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  it('brings the database up to date, and says when there was nothing to do', async () => {
    const { code, out } = await salur(['migrate', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(lastLine(out))).toEqual({ applied: [] });
  });

  it('loads the reference data, the second time without adding anything', async () => {
    expect((await salur(['seed'])).code).toBe(0);
    const before = await rows('select count(*)::int as regions from region');
    expect((await salur(['seed'])).code).toBe(0);
    expect(await rows('select count(*)::int as regions from region')).toEqual(before);
    expect(before[0]?.['regions']).toBeGreaterThan(1_000);
  });

  it('creates the first administrator with a password from standard input', async () => {
    const args = [
      'user',
      'create',
      '--email',
      'admin@kaltim.example',
      '--name',
      'Nama Admin',
      '--role',
      'ADMIN',
      '--json',
    ];
    const made = await salur(args, `${password}\n`);
    expect(made.code).toBe(0);
    const { userId } = JSON.parse(lastLine(made.out)) as { userId: string };
    expect(await rows('select role from membership where user_id = $1', [userId])).toEqual([{ role: 'ADMIN' }]);

    const again = await salur(args, `${password}\n`);
    expect(again.code).toBe(2);
    const short = await salur([...args.slice(0, 3), 'b@kaltim.example', ...args.slice(4)], 'short\n');
    expect(short.code).toBe(2);
    expect(await rows(`select count(*)::int as people from user_account`)).toEqual([{ people: 1 }]);
  });

  it('sets, lists and ends a substitution, and ends an office and an account', async () => {
    const make = async (name: string, role: string): Promise<void> => {
      const who = ['--email', `${name}@kaltim.example`, '--name', name, '--role', role];
      expect((await salur(['user', 'create', ...who], `${password}\n`)).code).toBe(0);
    };
    await make('kabid', 'KABID');
    await make('ketua', 'KETUA_TIM');
    const as = ['--as', 'kabid@kaltim.example', '--json'];
    const people = ['--holder', 'kabid@kaltim.example', '--substitute', 'ketua@kaltim.example', '--role', 'KABID'];
    const day = witaDate(new Date());
    const paper = ['--letter', '800/1', '--letter-date', day, '--from', day, '--to', day];
    const made = await salur(['substitution', 'set', ...as, ...people, ...paper], `${password}\n`);
    expect(made.code).toBe(0);
    const { substitutionId } = JSON.parse(lastLine(made.out)) as { substitutionId: string };
    const listed = await salur(['substitution', 'list', ...as], `${password}\n`);
    expect(JSON.parse(lastLine(listed.out))).toMatchObject({ items: [{ id: substitutionId, state: 'RUNNING' }] });
    expect((await salur(['substitution', 'end', substitutionId, ...as], `${password}\n`)).code).toBe(0);
    expect((await salur(['substitution', 'end', substitutionId, ...as], `${password}\n`)).code).toBe(5);

    const reason = ['--reason', 'SK mutasi'];
    const kabid = ['--email', 'kabid@kaltim.example'];
    expect((await salur(['user', 'end-role', ...kabid, '--role', 'KABID', ...reason])).code).toBe(0);
    expect((await salur(['user', 'disable', ...kabid, ...reason])).code).toBe(0);
    expect((await salur(['user', 'disable', ...kabid, ...reason])).code).toBe(5);
    const [left] = await rows(
      `select u.active, m.valid_to is not null as ended from user_account u join membership m on m.user_id = u.id where u.email = $1`,
      ['kabid@kaltim.example'],
    );
    expect(left).toEqual({ active: false, ended: true });
  });

  it('lists cases for whoever proves who is there, and for nobody else', async () => {
    const list = ['proposal', 'list', '--as', 'admin@kaltim.example', '--json'];
    const seen = await salur(list, `${password}\n`);
    expect(seen.code).toBe(0);
    expect(JSON.parse(lastLine(seen.out))).toMatchObject({ items: [], total: 0 });
    const stranger = await salur(list, 'not the password\n');
    expect(stranger.code).toBe(4);
    expect(stranger.err.trim().split('\n')).toHaveLength(1);
    expect(stranger.err).toContain('do not match');
  });

  it('refuses to show or decide a case that is not there, and knows no foreign command', async () => {
    const as = ['--as', 'admin@kaltim.example'];
    const id = '01900000-0000-7000-8000-000000000000';
    expect((await salur(['proposal', 'show', id, ...as], `${password}\n`)).code).toBe(5);
    expect((await salur(['proposal', 'act', id, 'start_admin', ...as], `${password}\n`)).code).toBe(5);
    expect((await salur(['proposal', 'act', id, 'fly', ...as], `${password}\n`)).code).toBe(2);
  });

  it('lets the doctor name what lacks, in plain words', async () => {
    const { code, out } = await salur(['doctor', '--json']);
    const { findings } = JSON.parse(lastLine(out)) as Diagnosis;
    const levels = Object.fromEntries(findings.map(({ part, level }) => [part, level]));
    expect(levels).toMatchObject({
      settings: 'ok',
      database: 'ok',
      migrations: 'ok',
      keys: 'ok',
      temporal: 'ok',
      agreement: 'ok',
    });
    expect(findings.filter((found) => found.level === 'wrong').map((found) => found.part)).toEqual([
      'workers',
      'workers',
      'workers',
    ]);
    expect(code).toBe(1);
  });

  it('lets the doctor find a running case without a workflow, and rebuild it from the record', async () => {
    const [made] = await rows(`
      with place as (select code from region where level = 'regency' order by code limit 1),
      house as (
        insert into institution (id, code, name, kind, status, target_group, regency_code, address, capacity, chair_name, registration_number, created_at)
        select gen_random_uuid(), 'X', 'LKS Peraga', 'LKSA', 'ACTIVE', 'CHILD', code, 'Jalan', 10, 'Ketua', 'X', now() from place returning id, regency_code),
      plan as (
        insert into programme (id, code, name_id, name_en, fiscal_year, window_opens_at, window_closes_at, legal_basis)
        values (gen_random_uuid(), 'X', 'X', 'X', 2026, now() - interval '1 day', now() + interval '9 days', '[]') returning id),
      rules as (
        insert into policy_version (id, programme_id, version, content, created_at) select gen_random_uuid(), id, 1, '{}', now() from plan),
      pack as (
        insert into aid_package (id, programme_id, code, name_id, name_en, target_group, account_code, annex_level)
        select gen_random_uuid(), id, 'X', 'X', 'X', 'CHILD', '5.1.06', 'INSTITUTION' from plan returning id, programme_id)
      insert into proposal (id, programme_id, package_id, institution_id, regency_code, fiscal_year, state, version, case_data, state_since, created_by, created_at, updated_at)
      select gen_random_uuid(), k.programme_id, k.id, h.id, h.regency_code, 2026, 'SUBMITTED', 1, '{}', now(), gen_random_uuid(), now(), now() from house h, pack k
      returning id`);
    const id = String(made?.['id']);
    const before = JSON.parse(lastLine((await salur(['doctor', '--json'])).out)) as Diagnosis;
    expect(before.findings.find((found) => found.part === 'agreement')).toMatchObject({
      level: 'wrong',
      words: expect.stringContaining(id),
    });

    await salur(['doctor', '--rebuild']);
    const after = JSON.parse(lastLine((await salur(['doctor', '--json'])).out)) as Diagnosis;
    expect(after.findings.find((found) => found.part === 'agreement')).toMatchObject({ level: 'ok' });
  });
});
