import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { SetupError } from '../../config/setup-error.js';
import { readJsonFile } from '../embedded/private-file.js';

export const MANIFEST = 'manifest.json';
/** Only where the operator asked for it; then whoever has the backup has the keys. */
export const KEYS_INSIDE = 'master.key';

const manifestSchema = z.object({
  format: z.literal('salur-backup/1'),
  madeAt: z.string(),
  postgres: z.string(),
  /** As they were applied; a restore applies the same ones before it loads, and the later ones after it. */
  migrations: z.array(z.string()),
  keys: z.object({ fingerprint: z.string(), inside: z.boolean() }),
  chain: z.object({ streams: z.number(), events: z.number(), heads: z.string() }),
  sequences: z.array(z.object({ name: z.string(), value: z.string() })),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      file: z.string(),
      rows: z.number(),
      sha256: z.string(),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestTable = Manifest['tables'][number];

/** The manifest of a backup whose every file is as it was written; nothing is loaded from another one. */
export async function readBackup(folder: string): Promise<Manifest> {
  const parsed = manifestSchema.safeParse(readJsonFile(join(folder, MANIFEST)));
  if (!parsed.success) {
    throw new SetupError(`${folder} holds no whole backup of Salur (${MANIFEST} is missing or not readable).`);
  }
  for (const { file, sha256 } of parsed.data.tables) {
    if ((await hashOf(join(folder, file))) === sha256) continue;
    throw new SetupError(`${join(folder, file)} is not as the backup wrote it; take another copy of this backup.`);
  }
  return parsed.data;
}

async function hashOf(path: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(path), digest);
  return digest.digest('hex');
}
