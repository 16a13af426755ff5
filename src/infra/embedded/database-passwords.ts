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

/** Those of a home that has been started before, else undefined. */
export function databasePasswordsOf(home: string): DatabasePasswords | undefined {
  return schema.safeParse(readJsonFile(passwordFile(home))).data;
}

/** Random, made once per home and kept there for its owner only. */
export function readDatabasePasswords(home: string): DatabasePasswords {
  const kept = databasePasswordsOf(home);
  if (kept !== undefined) return kept;
  const made = { superuser: random(), owner: random(), app: random(), auth: random(), report: random() };
  writePrivateFile(passwordFile(home), JSON.stringify(made, null, 2));
  return made;
}

function passwordFile(home: string): string {
  return join(home, 'postgres-passwords.json');
}

function random(): string {
  return randomBytes(24).toString('base64url');
}
