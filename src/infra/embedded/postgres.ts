import { chownSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { SetupError } from '../../config/setup-error.js';
import { findFreePort } from './free-port.js';
import { startProcess, type ManagedProcess } from './managed-process.js';
import type { EmbeddedPart } from './part.js';
import { placePostgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { postgresSettings } from './postgres-settings.js';
import { canReach, choosePostgresUser, type SystemUser } from './postgres-user.js';
import { ensureFolder, readJsonFile, readTextFile, writePrivateFile } from './private-file.js';
import { commandLineOf, identify, stopProcess } from './process-identity.js';
import { lastLine, runLimited } from './run-limited.js';
import { systemFolder } from './shared-folders.js';

export interface EmbeddedPostgres extends EmbeddedPart {
  readonly dataFolder: string;
  /** True when its data were created by this start. */
  readonly fresh: boolean;
  /** What the operator should know about the placement. */
  readonly notes: readonly string[];
}

export interface PostgresOptions {
  readonly home: string;
  readonly superuserPassword: string;
  /** A throw-away home: its creation need not survive a power cut, its end need not be tidy. */
  readonly ephemeral: boolean;
  /** Instead of the usual settings of these names. */
  readonly settings?: readonly string[] | undefined;
}

const START_LIMIT_MS = 60_000;
const placeSchema = z.object({ folder: z.string(), port: z.number().optional() });

/** Starts PostgreSQL on loopback with its data under the home, after ending what a killed start left behind. */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const user = await choosePostgresUser();
  const binaries = await placePostgresBinaries(user);
  const placeFile = join(options.home, 'postgres.json');
  const remembered = placeSchema.safeParse(readJsonFile(placeFile)).data;
  const { folder, note } = await placeData(options.home, remembered?.folder, user);
  writePrivateFile(placeFile, JSON.stringify({ ...remembered, folder }));
  const data = join(folder, 'data');
  const fresh = !existsSync(data);
  if (fresh) await createCluster(binaries, folder, user, options);
  checkVersion(data, binaries.majorVersion);
  await stopLeftover(data);

  const port = await findFreePort(remembered?.port);
  writePrivateFile(placeFile, JSON.stringify({ folder, port }));
  const launch = async (): Promise<ManagedProcess> => await launchServer(binaries, data, port, user, options);
  let running = await launch();
  return {
    name: 'postgres',
    port,
    dataFolder: data,
    fresh,
    notes: [binaries.note, note].filter((text) => text !== undefined),
    get pid() {
      return running.pid;
    },
    ended: () => running.ended,
    async restart() {
      await stopLeftover(data);
      running = await launch();
    },
    stop: async () => await running.stop(),
  };
}

/** Data lie in the home; as root, in a home the database's user cannot reach, in the system's folder instead. */
async function placeData(
  home: string,
  remembered: string | undefined,
  user: SystemUser | undefined,
): Promise<{ readonly folder: string; readonly note: string | undefined }> {
  const inside = join(home, 'postgres');
  if (remembered !== undefined && existsSync(remembered) && (await canReach(user, dirname(remembered)))) {
    return { folder: remembered, note: remembered === inside ? undefined : describePlace(home, remembered) };
  }
  if (await canReach(user, home)) return { folder: ownFolder(inside, user), note: undefined };
  // A new name each time: a home that was deleted and made anew must not find the data of the old one.
  const outside = mkdtempSync(join(systemFolder(), 'database-'));
  return { folder: ownFolder(outside, user), note: describePlace(home, outside) };
}

function describePlace(home: string, folder: string): string {
  return `The folders above ${home} are closed to the user "postgres", so the database lies in ${folder}.`;
}

function ownFolder(folder: string, user: SystemUser | undefined): string {
  ensureFolder(folder);
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  return folder;
}

/** Made beside its place and moved there whole: a kill in between leaves nothing that looks like a database. */
async function createCluster(
  binaries: PostgresBinaries,
  folder: string,
  user: SystemUser | undefined,
  options: PostgresOptions,
): Promise<void> {
  const draft = join(folder, 'data.draft');
  const passwordFile = join(folder, 'password.draft');
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, options.superuserPassword, { mode: 0o600 });
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
  const made = await runLimited(
    binaries.initdb,
    [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Code-point order as in locale C, and upper and lower case of every letter as Unicode has them.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(options.ephemeral ? ['--no-sync'] : []),
    ],
    { limitMs: START_LIMIT_MS, cwd: '/', env: serverEnvironment(), runAs: user },
  );
  rmSync(passwordFile, { force: true });
  if (made.problem !== undefined) {
    rmSync(draft, { recursive: true, force: true });
    throw new SetupError(
      explain(
        `${made.stdout}\n${made.stderr}`,
        folder,
        `could not be created in ${folder}: ${firstProblem(made.stderr) ?? made.problem}`,
      ),
    );
  }
  renameSync(draft, join(folder, 'data'));
}

function checkVersion(data: string, expected: string): void {
  const version = readTextFile(join(data, 'PG_VERSION'))?.trim();
  if (version === expected) return;
  throw new SetupError(
    `The database in ${data} was made by PostgreSQL ${version ?? 'of an unknown version'} and this Salur brings ${expected}; dump it with the old version or set SALUR_HOME to a new folder.`,
  );
}

/** The server of a killed start holds the data folder: it is ours if its command line names this very folder. */
async function stopLeftover(data: string): Promise<void> {
  const lockFile = join(data, 'postmaster.pid');
  const pid = Number.parseInt(readTextFile(lockFile)?.split('\n')[0] ?? '', 10);
  if (Number.isNaN(pid)) return;
  const identity = commandLineOf(pid).includes(data) ? identify(pid) : undefined;
  if (identity !== undefined) await stopProcess(identity, 'SIGINT', 20_000);
  rmSync(lockFile, { force: true });
}

async function launchServer(
  binaries: PostgresBinaries,
  data: string,
  port: number,
  user: SystemUser | undefined,
  { home, ephemeral, settings = [] }: PostgresOptions,
): Promise<ManagedProcess> {
  for (let attempt = 1; ; attempt += 1) {
    const server = await startProcess({
      name: 'PostgreSQL',
      command: binaries.postgres,
      args: ['-D', data, ...[...postgresSettings(port), ...settings].flatMap((setting) => ['-c', setting])],
      env: serverEnvironment(),
      runAs: user,
      logFile: join(home, 'logs', 'postgres.log'),
      recordFile: join(home, 'postgres.process.json'),
      stopSignal: ephemeral ? 'SIGQUIT' : 'SIGINT',
      graceMs: 20_000,
    });
    if (await becomesReady(server, data)) return server;
    const output = server.output();
    await server.stop();
    // Backends of a killed server let go of its shared memory a moment later.
    if (/shared memory block .* is still in use/.test(output) && attempt < 20) {
      await sleep(250);
      continue;
    }
    throw new SetupError(
      explain(
        output,
        data,
        `did not start: ${firstProblem(output) ?? 'no answer within 60 s'}; see ${join(home, 'logs', 'postgres.log')}`,
      ),
    );
  }
}

/** The server writes its state into line 8 of its lock file; the first line must be this process. */
async function becomesReady(server: ManagedProcess, data: string): Promise<boolean> {
  for (let waited = 0; waited < START_LIMIT_MS && !server.hasEnded(); waited += 20) {
    const lines = readTextFile(join(data, 'postmaster.pid'))?.split('\n') ?? [];
    if (lines[0] === String(server.pid) && lines[7]?.trim() === 'ready') return true;
    await sleep(20);
  }
  return false;
}

function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

function firstProblem(output: string): string | undefined {
  const line = output.split('\n').find((text) => /FATAL|PANIC|error:/.test(text));
  return line?.replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim() ?? lastLine(output);
}

function explain(output: string, place: string, otherwise: string): string {
  if (output.includes('No space left on device')) {
    return `The embedded PostgreSQL did not start because the disk under ${place} is full; free some space or set SALUR_HOME to a folder on another disk.`;
  }
  return `The embedded PostgreSQL ${otherwise}.`;
}
