import { chmodSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { stopRecordedProcess } from './managed-process.js';
import { readJsonFile } from './private-file.js';
import { isProcessIdentity, isRunning } from './process-identity.js';

const PREFIX = 'salur-home-';
const placeSchema = z.object({ folder: z.string() });

/** A home for one run. Those of runs that were killed, which could not delete theirs, are deleted first. */
export async function makeTemporaryHome(): Promise<string> {
  const base = realpathSync(tmpdir());
  for (const name of readdirSync(base)) if (name.startsWith(PREFIX)) await removeIfAbandoned(join(base, name));
  const home = mkdtempSync(join(base, PREFIX));
  // The database's user must pass through.
  chmodSync(home, 0o711);
  return home;
}

export function removeHome(home: string): void {
  const removal = { recursive: true, force: true, maxRetries: 5 } as const;
  const place = placeSchema.safeParse(readJsonFile(join(home, 'postgres.json'))).data;
  if (place !== undefined) rmSync(place.folder, removal);
  rmSync(home, removal);
}

/** Only a home of our own whose owner is known to be dead: one without a lock is just being made. */
async function removeIfAbandoned(home: string): Promise<void> {
  if (statSync(home, { throwIfNoEntry: false })?.uid !== process.getuid?.()) return;
  const lock = join(home, 'lock.json');
  if (!existsSync(lock)) return;
  const owner = readJsonFile(lock);
  if (!isProcessIdentity(owner) || isRunning(owner)) return;
  for (const part of ['postgres', 'temporal']) {
    await stopRecordedProcess(join(home, `${part}.process.json`), 'SIGKILL', 1000);
  }
  removeHome(home);
}
