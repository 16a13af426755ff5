import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CheckpointFile } from '../ports.js';
import type { Manifest } from './export-record.js';
import type { RecordSource, Seal, SealedRow } from './record-source.js';

export interface OpenExport {
  readonly source: RecordSource;
  readonly at: string;
  readonly checkpoints: readonly CheckpointFile[];
  readonly publicKey: string;
}

/** An export as a record to be judged; needs no server. */
export async function openExport(folder: string): Promise<OpenExport> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const names = (await readdir(join(folder, 'checkpoints'))).toSorted();
  const checkpoints: CheckpointFile[] = [];
  for (const name of names) checkpoints.push({ name, text: await readFile(join(folder, 'checkpoints', name), 'utf8') });
  return {
    source: {
      unguarded: manifest.unguarded,
      events: () => lines<SealedRow>(join(folder, 'events.ndjson')),
      seals: () => lines<Seal>(join(folder, 'seals.ndjson')),
      rows: (table) => lines<SealedRow>(join(folder, 'rows', `${table}.ndjson`)),
    },
    at: manifest.at,
    checkpoints,
    publicKey: await readFile(join(folder, 'checkpoint-key.pub'), 'utf8'),
  };
}

async function* lines<T>(path: string): AsyncGenerator<T> {
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    yield JSON.parse(line) as T;
  }
}
