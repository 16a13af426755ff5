import { homedir } from 'node:os';
import { join } from 'node:path';
import { messageOf, SetupError } from '../../config/setup-error.js';
import { ensureFolder } from './private-file.js';

/** Programs fetched once for every home of this user. */
export function cacheFolder(): string {
  const base =
    process.env['XDG_CACHE_HOME'] ??
    (process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache'));
  return join(base, 'salur');
}

/** The place for what root starts and another user must reach, when the home lies in a folder closed to that user. */
export function systemFolder(): string {
  const folder = '/var/lib/salur';
  try {
    ensureFolder(folder);
  } catch (error) {
    throw new SetupError(
      `${folder} is needed because the folders here are closed to the user that runs PostgreSQL, and it could not be made (${messageOf(error)}); set SALUR_HOME to a folder open to all.`,
    );
  }
  return folder;
}
