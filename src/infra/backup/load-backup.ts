import { createReadStream } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { fromPackageRoot } from '../../config/package-root.js';
import { SetupError } from '../../config/setup-error.js';
import { connectOwner } from '../db/connect-owner.js';
import { migrateDatabase } from '../db/migrate-database.js';
import { readMigrations } from '../db/read-migrations.js';
import { readChainHeads } from './chain-heads.js';
import type { Manifest, ManifestTable } from './manifest.js';

/**
 * Fills an empty database: the migrations of the backup, its rows in one transaction, then the migrations that came after
 * it. Constraints judge every row again; the triggers of everyday work do not run, because nothing happens anew.
 */
export async function loadBackup(ownerUrl: string, folder: string, manifest: Manifest): Promise<void> {
  const client = await connectOwner(ownerUrl);
  try {
    await refuseUsed(client);
    await migrateTo(ownerUrl, manifest.migrations);
    await client.query('begin');
    await client.query('set local row_security = off');
    // a check that waits for the commit would keep the triggers from being switched on again
    await client.query('set constraints all immediate');
    for (const { name } of manifest.tables) await client.query(`alter table ${name} disable trigger user`);
    // what migrations put there came with them, and is in the backup as it was at last
    for (const { name } of manifest.tables.toReversed()) await client.query(`delete from ${name}`);
    for (const table of manifest.tables) await loadTable(client, folder, table);
    for (const { name, value } of manifest.sequences) await client.query('select setval($1, $2)', [name, value]);
    for (const { name } of manifest.tables) await client.query(`alter table ${name} enable trigger user`);
    const chain = await readChainHeads(client);
    if (chain.heads !== manifest.chain.heads) throw new SetupError('The loaded chain does not end as the backup says.');
    await client.query('commit');
  } finally {
    await client.end();
  }
  await migrateDatabase({ ownerUrl });
}

async function refuseUsed(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>(
    `select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname in ('public', 'auth') and c.relkind = 'r') as used`,
  );
  if (rows[0]?.used === true) {
    throw new SetupError('This database is not empty; a restore fills an empty one and never mixes two records.');
  }
}

/** Only the migrations of the backup, in a folder of their own. */
async function migrateTo(ownerUrl: string, wanted: readonly string[]): Promise<void> {
  const folder = fromPackageRoot('prisma', 'migrations');
  const known = new Set(readMigrations(folder).migrationDirectories.map(({ path }) => path));
  const unknown = wanted.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new SetupError(`This backup is of a newer Salur (${unknown.join(', ')}); restore it with that release.`);
  }
  const chosen = await mkdtemp(join(tmpdir(), 'salur-migrations-'));
  try {
    for (const name of [...wanted, 'migration_lock.toml'])
      await cp(join(folder, name), join(chosen, name), { recursive: true });
    await migrateDatabase({ ownerUrl, folder: chosen });
  } finally {
    await rm(chosen, { recursive: true });
  }
}

async function loadTable(client: pg.Client, folder: string, table: ManifestTable): Promise<void> {
  const target = client.query(copyFrom(`copy ${table.name} (${table.columns.join(', ')}) from stdin`));
  await pipeline(createReadStream(join(folder, table.file)), createGunzip(), target);
  if (target.rowCount !== table.rows) {
    throw new SetupError(`${table.name} has ${target.rowCount} rows instead of ${table.rows}; nothing was restored.`);
  }
}
