import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile, writePrivateFile } from './private-file.js';

const schema = z.object({
  superuser: z.string(),
  owner: z.string(),
  app: z.string(),
  auth: z.string(),
  report: z.string(),
});

export type DatabasePasswords = z.infer<typeof schema>;

/** Random, made once per home and kept there for its owner only. */
export function readDatabasePasswords(home: string): DatabasePasswords {
  const path = join(home, 'postgres-passwords.json');
  const kept = schema.safeParse(readJsonFile(path)).data;
  if (kept !== undefined) return kept;
  const made = { superuser: random(), owner: random(), app: random(), auth: random(), report: random() };
  writePrivateFile(path, JSON.stringify(made, null, 2));
  return made;
}

function random(): string {
  return randomBytes(24).toString('base64url');
}
