import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * The browser for the page tests: SALUR_CHROMIUM, else one on PATH, else Debian's package where this may install it.
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  const named = process.env['SALUR_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const found = onPath(names);
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || onPath(['apt-get']) === undefined) return undefined;
  process.stderr.write('Installing chromium by apt-get …\n');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, stdout: 'ignore' });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
    env,
    stdout: 'ignore',
  });
  return onPath(names);
}

/** @param {readonly string[]} programs */
function onPath(programs) {
  const directories = (process.env['PATH'] ?? '').split(delimiter).filter((directory) => directory !== '');
  return programs.flatMap((program) => directories.map((directory) => join(directory, program))).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
