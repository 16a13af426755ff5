import { stat } from 'node:fs/promises';
import { loadMasterKey, type MasterKeys } from './master-key.js';

/** The keys as the file has them; `now` reads it again, otherwise a change is seen within half a minute. */
export type LatestKeys = (when?: 'now') => Promise<MasterKeys>;

const LOOK_AGAIN_MS = 30_000;

/** A rotation reaches running processes by the file itself: nobody has to be told, and nobody restarted to go on reading. */
export async function openKeyRing(path: string): Promise<LatestKeys> {
  let keys = await loadMasterKey(path);
  let changedAt = await changeOf(path);
  let lookedAt = performance.now();
  return async (when) => {
    if (when !== 'now' && performance.now() - lookedAt < LOOK_AGAIN_MS) return keys;
    lookedAt = performance.now();
    const change = await changeOf(path);
    if (change !== changedAt) {
      keys = await loadMasterKey(path);
      changedAt = change;
    }
    return keys;
  };
}

/** A replaced file is another one; the time alone may stand still within its own grain. */
async function changeOf(path: string): Promise<string> {
  const { ino, mtimeMs, size } = await stat(path);
  return `${ino}/${mtimeMs}/${size}`;
}
