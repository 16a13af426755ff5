import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodeOf, SetupError } from '../../config/setup-error.js';
import { readJsonFile, writePrivateFile } from './private-file.js';
import { identify, isProcessIdentity, isRunning } from './process-identity.js';

export interface HomeLock {
  /** Lets a second start say where the first one answers. */
  announce(url: string): void;
  release(): void;
}

/** One running Salur per home. A lock whose owner is dead, or whose number now belongs to another program, is taken over. */
export function lockHome(home: string): HomeLock {
  const path = join(home, 'lock.json');
  const owner = identify(process.pid);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(owner), { mode: 0o600 });
  try {
    takeLock(path, draft, home);
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    announce: (url) => writePrivateFile(path, JSON.stringify({ ...owner, url })),
    release: () => {
      // After a second stop the lock may already be another start's.
      const holder = readJsonFile(path);
      if (isProcessIdentity(holder) && holder.pid === process.pid) rmSync(path, { force: true });
    },
  };
}

function takeLock(path: string, draft: string, home: string): void {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      // A link is made whole or not at all: nobody reads a lock without its owner.
      linkSync(draft, path);
      return;
    } catch (error) {
      if (errorCodeOf(error) !== 'EEXIST') throw error;
    }
    const holder = readJsonFile(path);
    if (isProcessIdentity(holder) && isRunning(holder)) throw new SetupError(describeHolder(holder, home));
    rmSync(path, { force: true });
  }
  throw new SetupError(
    `Another Salur is starting in ${home} at this moment; wait for it or set SALUR_HOME to another folder.`,
  );
}

function describeHolder(holder: { readonly pid: number }, home: string): string {
  const url = 'url' in holder && typeof holder.url === 'string' ? ` at ${holder.url}` : '';
  return `Salur is already running${url} (process ${holder.pid}) with ${home}; use that one, stop it with Ctrl-C, or set SALUR_HOME to another folder.`;
}
