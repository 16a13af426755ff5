import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withDatabaseSource } from '../../src/app/audit/database-source.js';
import { sealedTables, unsealedTables } from '../../src/app/audit/sealed-tables.js';
import { verifyRecord } from '../../src/app/audit/verify-record.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { driveHome } from '../support/histories/record-run.js';
import { openProvince, openScene } from '../support/histories/record-scene.js';

describe('the seals of rows', () => {
  let world: AppWorld;

  beforeAll(async () => {
    world = await createAppWorld();
    await driveHome(await openScene(world, await openProvince(world), 100_000_000n));
    await world.sql(`select reseal_table('org_unit', 'arranged by a test')`);
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  it('are kept for every table, but for those that say why not', async () => {
    const rows = await world.sql(`select tablename from pg_tables where schemaname = 'public'`);
    const exempt = Object.keys(unsealedTables);
    const tables = rows.map((row) => String(row['tablename'])).filter((name) => !exempt.includes(name));
    // a new table calls seal_table('…') in its migration and stands in sealed-tables.ts
    expect(tables.toSorted()).toEqual([...sealedTables].toSorted());
  });

  it('hold the whole record', async () => {
    const report = await withDatabaseSource(world.ctx, verifyRecord);
    expect(report.faults).toEqual([]);
    expect(report.rebuilt).toBe(3);
    // what a migration laid down with its table, and what the test did
    expect(report.resealed).toMatchObject([
      { rows: 6, reason: 'terms of accreditation' },
      { rows: 1, reason: 'arranged by a test' },
    ]);
    const [count] = await world.sql(
      'select (select count(*)::int from event) as events, (select count(*)::int from row_seal) as seals',
    );
    expect(report).toMatchObject({ events: count?.['events'], seals: count?.['seals'] });
  });

  it('name what the owner of the database writes in the name of the program', async () => {
    await world.sql(`update institution set name = 'LKSA Lain' where code = (select min(code) from institution)`);
    const [institution] = await world.sql(
      `select id from institution where code = (select min(code) from institution)`,
    );
    const { faults } = await withDatabaseSource(world.ctx, verifyRecord);
    expect(faults).toEqual([{ code: 'ROW_CHANGED', table: 'institution', key: institution?.['id'] }]);
  });
});
