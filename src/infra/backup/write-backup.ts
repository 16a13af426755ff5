import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { SetupError } from '../../config/setup-error.js';
import { connectOwner } from '../db/connect-owner.js';
import { writePrivateFile } from '../embedded/private-file.js';
import { readChainHeads } from './chain-heads.js';
import { KEYS_INSIDE, MANIFEST, type Manifest, type ManifestTable } from './manifest.js';
import { readSequences, readTables, type RecordTable } from './record-tables.js';

export interface BackupPlan {
  readonly ownerUrl: string;
  /** Must not exist yet. */
  readonly folder: string;
  /** Of the key file that opens the sealed fields of this record. */
  readonly fingerprint: string;
  /** The key file to put inside; null keeps keys and data apart. */
  readonly keyFile: string | null;
}

/**
 * Copies the whole record as it is at one instant, while people go on working. The folder appears whole or not at all:
 * what a killed backup leaves has another name.
 */
export async function writeBackup(plan: BackupPlan): Promise<Manifest> {
  const { folder } = plan;
  if (existsSync(folder)) throw new SetupError(`${folder} exists already; name a folder that does not.`);
  const draft = `${folder}.unfinished`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const client = await connectOwner(plan.ownerUrl);
  try {
    const manifest = await copyAll(client, plan, draft);
    writePrivateFile(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    if (plan.keyFile !== null) await copyFile(plan.keyFile, join(draft, KEYS_INSIDE));
    await mkdir(dirname(folder), { recursive: true });
    await rename(draft, folder);
    return manifest;
  } finally {
    await client.end();
  }
}

async function copyAll(client: pg.Client, plan: BackupPlan, draft: string): Promise<Manifest> {
  // every statement sees the same instant; a role that row security would keep from rows fails instead of missing them
  await client.query('begin isolation level repeatable read read only');
  await client.query('set local row_security = off');
  const { rows } = await client.query<{ at: Date; version: string }>(
    `select now() as at, current_setting('server_version') as version`,
  );
  const { rows: applied } = await client.query<{ name: string }>(
    'select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null order by 1',
  );
  const tables: ManifestTable[] = [];
  for (const [index, table] of (await readTables(client)).entries()) {
    const file = `${String(index + 1).padStart(3, '0')}-${table.name.replaceAll(/[^a-z_.]/g, '')}.copy.gz`;
    tables.push({
      ...table,
      columns: [...table.columns],
      file,
      ...(await copyTable(client, table, join(draft, file))),
    });
  }
  const chain = await readChainHeads(client);
  const sequences = await readSequences(client);
  await client.query('commit');
  return {
    format: 'salur-backup/1',
    madeAt: rows[0]?.at.toISOString() ?? '',
    postgres: rows[0]?.version ?? '',
    migrations: applied.map(({ name }) => name),
    keys: { fingerprint: plan.fingerprint, inside: plan.keyFile !== null },
    chain,
    sequences: [...sequences],
    tables,
  };
}

async function copyTable(
  client: pg.Client,
  { name, columns }: RecordTable,
  path: string,
): Promise<Pick<ManifestTable, 'rows' | 'sha256'>> {
  const source = client.query(copyTo(`copy ${name} (${columns.join(', ')}) to stdout`));
  const digest = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(source, createGzip(), hashing, createWriteStream(path, { mode: 0o600 }));
  return { rows: source.rowCount, sha256: digest.digest('hex') };
}
