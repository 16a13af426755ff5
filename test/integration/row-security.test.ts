import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordDisaster } from '../../src/app/drafts/disasters.js';
import { setFreeze } from '../../src/app/freeze/set-freeze.js';
import { openBreach } from '../../src/app/breach/open-breach.js';
import { recordNotice } from '../../src/app/breach/work-on-breach.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { viewPerson } from '../../src/app/queries/view-person.js';
import { witaDate } from '../../src/domain/time/wita.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { driveHome } from '../support/histories/record-run.js';
import { fillFieldRecords } from '../support/field-records.js';
import { openProvince, openScene, type Scene } from '../support/histories/record-scene.js';

/** Prisma's list of migrations, which the app role may not even read. */
const ofTheOwner = '_prisma_migrations';

describe('row security, asked of every table in the catalogue as the role of the program', () => {
  let world: AppWorld;
  let scene: Scene;
  let tables: readonly string[];

  beforeAll(async () => {
    world = await createAppWorld();
    scene = await openScene(world, await openProvince(world), 100_000_000n);
    await driveHome(scene);
    const [{ operator, proposalId } = { operator: null, proposalId: '' }] = scene.homes;
    if (operator === null) throw new Error('the scene has no institution');
    const { persons } = await getCase(world.ctx, operator, { proposalId });
    const beneficiaryId = persons.entries[0]?.beneficiaryId ?? '';
    await viewPerson(world.ctx, operator, { proposalId, beneficiaryId, purpose: 'CORRECTION' });
    await setFreeze(world.ctx, await world.user(['KABID']), {
      fromOn: '2099-01-01',
      untilOn: '2099-01-31',
      reason: 'Pilkada',
      documentNumber: 'SE/7',
      documentDate: '2026-01-31',
    });
    const flood = { name: 'Banjir Peraga', happenedOn: '2026-01-31' };
    const institution = { institutionId: scene.homes[0]?.institutionId ?? '' };
    await world.ctx.db.withActor(await world.user(['LKS_CHAIR'], institution), 5_000, (tx) =>
      recordDisaster(tx, flood),
    );
    const dpo = await world.user(['DPO']);
    const found = { foundAt: new Date().toISOString(), dataKinds: ['FILES' as const], subjects: ['CLIENTS' as const] };
    const { breachId } = await openBreach(world.ctx, dpo, {
      ...found,
      what: 'Sebuah laptop hilang',
      handling: '',
      affected: 1,
      key: randomUUID(),
    });
    const letter = { told: 'AUTHORITY' as const, number: '480/1', sentOn: witaDate(new Date()) };
    await recordNotice(world.ctx, dpo, { breachId, ...letter });
    await world.sql(
      `with round as (insert into purge (id, reason, proposed_by, proposed_at) select gen_random_uuid(), 'Retensi', id, now() from user_account limit 1 returning id)
       insert into purge_case (purge_id, proposal_id, institution_id, regency_code) select round.id, p.id, p.institution_id, p.regency_code from round, proposal p`,
    );
    await world.sql(
      `insert into quarantined_receipt (id, proposal_id, institution_id, regency_code, drop_id, received_on, signed_by, lines, letter_number, captured_by, captured_at, state)
       select gen_random_uuid(), d.proposal_id, d.institution_id, d.regency_code, d.id, d.bast_date, 'x', '[]', 'SE/7', d.handed_over_by, now(), 'WAITING' from delivery_drop d`,
    );
    await world.sql(
      `insert into decree (id, programme_id, title, state, version, fiscal_year, root_hash, frozen_at, created_by, created_at)
       select gen_random_uuid(), g.id, 'Peraga', 'FROZEN', 1, g.fiscal_year, repeat('a', 64), now(), u.id, now() from programme g, (select id from user_account limit 1) u`,
    );
    await world.sql(
      `insert into decree_stop (decree_id, root_hash, seq, holder, arrived_on, recorded_by, recorded_at)
       select d.id, d.root_hash, 1, 'BIRO_HUKUM', current_date, d.created_by, now() from decree d where d.state = 'FROZEN'`,
    );
    await world.sql(
      `insert into institution_change (id, institution_id, regency_code, step, from_status, to_status, reason, letter_number, letter_date, blob_id, state, proposed_by, proposed_at)
       select gen_random_uuid(), i.id, i.regency_code, 'suspend', 'ACTIVE', 'SUSPENDED', 'x', '1', '2026-01-01', (select id from blob limit 1), 'PROPOSED', (select id from user_account limit 1), now()
         from institution i`,
    );
    await world.sql(
      `with staged as (insert into person_import (id, proposal_id, institution_id, regency_code, created_by, created_at, expires_at)
         select gen_random_uuid(), p.id, p.institution_id, p.regency_code, p.created_by, now(), now() + interval '2 days' from proposal p returning *)
       insert into person_import_row (id, import_id, institution_id, regency_code, created_by, row_number, content_sealed, errors, warnings)
         select gen_random_uuid(), s.id, s.institution_id, s.regency_code, s.created_by, 1, '', '[]', '[]' from staged s`,
    );
    await fillFieldRecords(world);
    await world.sql(
      `insert into client_movement select gen_random_uuid(), p.id, p.institution_id, p.regency_code, 'OUT', '2026-01-31', '1', (select id from user_account limit 1), now() from person p`,
    );
    await world.sql(
      `insert into institution_flag (id, institution_id, regency_code, sign, raised_at) select gen_random_uuid(), i.id, i.regency_code, 'ACCOUNT_NAME', now() from institution i on conflict do nothing`,
    );
    await world.sql(
      `insert into register_month select i.id, i.regency_code, '2026-01-01', 0, (select id from user_account limit 1), now() from institution i`,
    );
    await world.sql(
      `insert into institution_account (id, institution_id, regency_code, bank, number_sealed, number_lookup, holder_name, holder_reason, blob_id, state, proposed_by, proposed_at)
       select gen_random_uuid(), i.id, i.regency_code, 'Bank', 'x', 'x', 'Lain', 'x', (select id from blob limit 1), 'PROPOSED', (select id from user_account limit 1), now()
         from institution i`,
    );
    await world.sql(
      `insert into institution_sign_up (id, token_hash, email, person_name, institution_name, kind, target_group, regency_code, locale, created_at, expires_at)
       values (gen_random_uuid(), 'x', 'a@b.invalid', 'Peraga', 'LKSA', 'LKSA', 'CHILD', '64.72', 'id', now(), now())`,
    );
    await world.sql(
      `with people as (select array_agg(identity_key order by identity_key) as keys from person),
       asked as (insert into identity_question (id, low_key, high_key, fiscal_year, likeness, found_at) select gen_random_uuid(), keys[1], keys[2], 2026, 90, now() from people returning *)
       insert into identity_alias (alias_key, identity_key, question_id) select low_key, high_key, id from asked`,
    );
    const rows = await world.sql(`select tablename from pg_tables where schemaname = 'public' order by 1`);
    tables = rows.map((row) => String(row['tablename'])).filter((name) => name !== ofTheOwner);
  });
  afterAll(async () => world[Symbol.asyncDispose]());

  /** One statement without any actor, straight on the program's connection. */
  const asNobody = (statement: string, ...values: readonly unknown[]): Promise<unknown[]> =>
    world.ctx.db.client.$queryRawUnsafe<unknown[]>(statement, ...values);

  it('is forced, and the program owns nothing', async () => {
    const rows = await world.sql(
      `select c.relname, c.relrowsecurity and c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner
         from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> $1`,
      [ofTheOwner],
    );
    expect(rows.filter((row) => row['forced'] !== true || row['owner'] === 'salur_app')).toEqual([]);
    const [role] = await world.sql(`select rolsuper or rolbypassrls as free from pg_roles where rolname = 'salur_app'`);
    expect(role).toEqual({ free: false });
    await expect(asNobody(`select * from ${ofTheOwner}`)).rejects.toThrow(/permission denied/);
  });

  it('shows no row without an actor, and none to a person without an office', async () => {
    const stranger = { kind: 'user', userId: randomUUID() } as const;
    let filled = 0;
    for (const table of tables) {
      const [there] = await world.sql(`select count(*)::int as rows from "${table}"`);
      if (Number(there?.['rows']) > 0) filled += 1;
      expect([table, await asNobody(`select 1 from "${table}"`)]).toEqual([table, []]);
      const seen = await world.ctx.db.withActor(stranger, 10_000, (tx) =>
        tx.sql.$queryRawUnsafe<unknown[]>(`select 1 from "${table}"`),
      );
      expect([table, seen]).toEqual([table, []]);
    }
    // it says something: nearly every table has rows to hide
    expect(filled).toBeGreaterThan(tables.length - 5);
  });

  it('takes no row without an actor', async () => {
    for (const table of tables) {
      const [row] = await world.sql(`select to_jsonb(t)::text as body from "${table}" t limit 1`);
      const insert = `insert into "${table}" select * from jsonb_populate_record(null::"${table}", $1::jsonb)`;
      await expect(asNobody(insert, row === undefined ? '{}' : String(row['body']))).rejects.toThrow(
        /row-level security|permission denied/,
      );
    }
  });

  it('shows an institution nothing that is not its own, in every table that names the institution', async () => {
    const [home] = scene.homes;
    if (home === undefined) throw new Error('the scene has no institution');
    const named = await world.sql(
      `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'institution_id'`,
    );
    expect(named.length).toBeGreaterThan(15);
    for (const { table_name: table } of named) {
      const foreign = await world.ctx.db.withActor(home.operator, 10_000, (tx) =>
        tx.sql.$queryRawUnsafe<unknown[]>(
          `select 1 from "${String(table)}" where institution_id is distinct from $1::uuid`,
          home.institutionId,
        ),
      );
      expect([table, foreign]).toEqual([table, []]);
    }
  });
});
