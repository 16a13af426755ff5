import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointFile } from '../ports.js';
import type { RecordSource } from './record-source.js';
import { sealedTables } from './sealed-tables.js';

export interface Manifest {
  readonly format: 'salur/export/1';
  readonly at: string;
  readonly unguarded: readonly string[];
  /** Every file with its lines and SHA-256. */
  readonly files: readonly { readonly name: string; readonly lines: number; readonly sha256: string }[];
}

/** Writes a record as a folder that can be judged without any server: lines of JSON, the checkpoints and the public key. */
export async function exportRecord(
  source: RecordSource,
  folder: string,
  proof: { readonly at: string; readonly checkpoints: readonly CheckpointFile[]; readonly publicKey: string },
): Promise<Manifest> {
  await mkdir(join(folder, 'rows'), { recursive: true });
  await mkdir(join(folder, 'checkpoints'));
  const files = [
    await writeLines(folder, 'events.ndjson', source.events()),
    await writeLines(folder, 'seals.ndjson', source.seals()),
  ];
  for (const table of sealedTables) {
    files.push(await writeLines(folder, join('rows', `${table}.ndjson`), source.rows(table)));
  }
  for (const { name, text } of proof.checkpoints) await writeFile(join(folder, 'checkpoints', name), text);
  await writeFile(join(folder, 'checkpoint-key.pub'), proof.publicKey);
  const manifest: Manifest = { format: 'salur/export/1', at: proof.at, unguarded: source.unguarded, files };
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function writeLines(
  folder: string,
  name: string,
  items: AsyncIterable<unknown>,
): Promise<Manifest['files'][number]> {
  const file = createWriteStream(join(folder, name), { flags: 'wx' });
  const hash = createHash('sha256');
  let lines = 0;
  for await (const item of items) {
    const line = `${JSON.stringify(item)}\n`;
    hash.update(line);
    lines += 1;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return { name, lines, sha256: hash.digest('hex') };
}
