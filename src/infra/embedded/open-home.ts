import { existsSync, realpathSync, rmSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorCodeOf, messageOf, SetupError } from '../../config/setup-error.js';
import { ensureFolder, writePrivateFile } from './private-file.js';

const FIRST_START_MEGABYTES = 300;
const LATER_START_MEGABYTES = 50;
const REMEDY = 'point SALUR_HOME to a folder on a disk that you can write to';

/**
 * Makes the home if it is not there, proves that it can be written to and has room, and returns its real path.
 * A new home has the mode 0711, not 0700: as root the database runs as another user, which must pass through it.
 */
export function openHome(home: string): string {
  const path = resolve(home);
  const probe = join(path, '.write-test');
  try {
    ensureFolder(path);
    writePrivateFile(probe, 'x'.repeat(4096));
    rmSync(probe);
  } catch (error) {
    const reason = errorCodeOf(error) === 'ENOSPC' ? 'the disk is full' : messageOf(error);
    throw new SetupError(`SALUR_HOME (${path}) cannot be written: ${reason}; ${REMEDY}.`);
  }
  const needed = existsSync(join(path, 'postgres.json')) ? LATER_START_MEGABYTES : FIRST_START_MEGABYTES;
  const { bavail, bsize } = statfsSync(path);
  const free = Math.floor((bavail * bsize) / 1_000_000);
  if (free < needed) {
    throw new SetupError(
      `The disk under SALUR_HOME (${path}) has ${free} MB free and Salur needs ${needed} MB; free some space or ${REMEDY}.`,
    );
  }
  return realpathSync(path);
}
