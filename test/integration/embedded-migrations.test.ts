import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { fromPackageRoot } from '../../src/config/package-root.js';
import { migrateDatabase } from '../../src/infra/db/migrate-database.js';
import { sharedStack } from '../support/shared-stack.js';

let folder: string;
let ownerUrl: string;
let name: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'salur-migrations-'));
  writeFileSync(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  name = `migrations_${randomBytes(6).toString('hex')}`;
  const url = new URL(sharedStack().ownerUrl);
  url.pathname = '/postgres';
  await query(url.href, `CREATE DATABASE ${name} TEMPLATE template0`);
  url.pathname = `/${name}`;
  ownerUrl = url.href;
});

afterEach(async () => {
  const url = new URL(ownerUrl);
  url.pathname = '/postgres';
  await query(url.href, `DROP DATABASE ${name} WITH (FORCE)`);
  rmSync(folder, { recursive: true });
});

describe('migrating a database', () => {
  it('runs functions, DO blocks and quoted semicolons whole, and each migration once', async () => {
    addMigration(
      '1_tables',
      `CREATE TABLE note (id int PRIMARY KEY, text text DEFAULT 'a;b', "odd;name" text);
       -- a comment; with one
       CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN NEW.text := upper(NEW.text) || ';'; RETURN NEW; END; $$;
       CREATE TRIGGER shout BEFORE INSERT ON note FOR EACH ROW EXECUTE FUNCTION shout();
       DO $body$ BEGIN
         FOR i IN 1..3 LOOP INSERT INTO note (id, text) VALUES (i, 'x;' || i); END LOOP;
       END $body$;`,
    );
    addMigration(
      '2_rows',
      `SET search_path = pg_catalog; INSERT INTO public.note VALUES (4, 'é;', 'q'); -- no line end`,
    );

    expect(await migrateDatabase({ ownerUrl, folder })).toEqual(['1_tables', '2_rows']);
    expect(await migrateDatabase({ ownerUrl, folder })).toEqual([]);

    expect(await query(ownerUrl, 'SELECT text FROM note ORDER BY id')).toEqual([
      { text: 'X;1;' },
      { text: 'X;2;' },
      { text: 'X;3;' },
      { text: 'É;;' },
    ]);
    expect(await history()).toEqual([
      { migration_name: '1_tables', finished: true, rolled_back: false },
      { migration_name: '2_rows', finished: true, rolled_back: false },
    ]);
  });

  it('names a failed migration and its line, leaves nothing of it, and applies it once repaired', async () => {
    addMigration('1_good', 'CREATE TABLE kept (id int);');
    addMigration('2_bad', 'CREATE TABLE lost (id int);\nSELECT 1;\nSELECT wrong FROM kept;');

    await expect(migrateDatabase({ ownerUrl, folder })).rejects.toThrow(
      'The database migration 2_bad failed at line 3 and changed nothing: column "wrong" does not exist; repair its cause and start again.',
    );
    expect(await tables()).toEqual(['_prisma_migrations', 'kept']);

    addMigration('2_bad', 'CREATE TABLE lost (id int);');
    expect(await migrateDatabase({ ownerUrl, folder })).toEqual(['2_bad']);
    expect(await tables()).toEqual(['_prisma_migrations', 'kept', 'lost']);
  });

  it('applies each migration once when two processes start together', async () => {
    addMigration('1_one', 'CREATE TABLE one (id int); SELECT pg_sleep(0.2);');
    addMigration('2_two', 'CREATE TABLE two (id int);');
    const applied = await Promise.all([migrateDatabase({ ownerUrl, folder }), migrateDatabase({ ownerUrl, folder })]);
    expect(applied.flat().toSorted()).toEqual(['1_one', '2_two']);
  });

  it('goes on after a process that was killed in the middle of a script', async () => {
    addMigration('1_slow', 'CREATE TABLE slow (id int); SELECT pg_sleep(600);');
    const child = await killDuringScript();
    expect(child).toBe('SIGKILL');
    addMigration('1_slow', 'CREATE TABLE slow (id int);');

    expect(await migrateDatabase({ ownerUrl, folder })).toEqual(['1_slow']);
    expect(await tables()).toContain('slow');
  });

  it('keeps what took effect although its process was killed before it could note so', async () => {
    addMigration('1_done', 'CREATE TABLE done (id int);');
    await migrateDatabase({ ownerUrl, folder });
    await query(ownerUrl, 'UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 1');

    expect(await migrateDatabase({ ownerUrl, folder })).toEqual([]);
    expect(await history()).toEqual([{ migration_name: '1_done', finished: true, rolled_back: false }]);
  });

  it('says in one sentence that the database does not answer', async () => {
    await expect(migrateDatabase({ ownerUrl: 'postgresql://nobody@127.0.0.1:1/none', folder })).rejects.toThrow(
      /^The database does not answer \(.*\); start it or correct DATABASE_OWNER_URL \(or DATABASE_URL\)\.$/,
    );
  });
});

function addMigration(directory: string, sql: string): void {
  mkdirSync(join(folder, directory), { recursive: true });
  writeFileSync(join(folder, directory, 'migration.sql'), sql);
}

async function killDuringScript(): Promise<NodeJS.Signals | null> {
  const module = JSON.stringify(fromPackageRoot('dist', 'src', 'infra', 'db', 'migrate-database.js'));
  const script = `const { migrateDatabase } = await import(${module}); await migrateDatabase(${JSON.stringify({ ownerUrl, folder })});`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const isSleeping = `SELECT 1 FROM pg_stat_activity WHERE datname = '${name}' AND wait_event = 'PgSleep'`;
  while ((await query(ownerUrl, isSleeping)).length === 0) {
    if (child.exitCode !== null) throw new Error('The migrating process ended by itself');
    await sleep(50);
  }
  child.kill('SIGKILL');
  const [, signal] = (await ended) as [number | null, NodeJS.Signals | null];
  return signal;
}

async function tables(): Promise<unknown[]> {
  const rows = await query(ownerUrl, `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
  return rows.map((row) => row['tablename']);
}

async function history(): Promise<unknown[]> {
  return await query(
    ownerUrl,
    'SELECT migration_name, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS rolled_back FROM _prisma_migrations ORDER BY started_at',
  );
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}
