import { SetupError } from '../../config/setup-error.js';
import { runLimited } from './run-limited.js';

/** PostgreSQL refuses to run as root; it then runs as this user of the system. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'postgres';
const LIMIT_MS = 20_000;

/** The user to run PostgreSQL as: ourselves (undefined), or `postgres`, made if missing, when we are root. */
export async function choosePostgresUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = await lookUp();
  if (known !== undefined) return known;
  const made =
    (await succeeds('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      NAME,
    ])) || (await succeeds('adduser', ['-S', '-D', '-H', NAME]));
  const created = made ? await lookUp() : undefined;
  if (created !== undefined) return created;
  throw new SetupError(
    `PostgreSQL does not run as root and the user "${NAME}" could not be created; start Salur as an ordinary user or set DATABASE_URL.`,
  );
}

/** Whether that user gets through every folder above the path: asked of the system itself, which knows all its rules. */
export async function canReach(user: SystemUser | undefined, path: string): Promise<boolean> {
  if (user === undefined) return true;
  const test = await runLimited('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], {
    limitMs: LIMIT_MS,
    cwd: '/',
    runAs: user,
  });
  return test.code === 0;
}

async function lookUp(): Promise<SystemUser | undefined> {
  const [uid, gid] = await Promise.all([idOf('-u'), idOf('-g')]);
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

async function idOf(flag: '-u' | '-g'): Promise<number | undefined> {
  const { code, stdout } = await runLimited('id', [flag, NAME], { limitMs: LIMIT_MS });
  return code === 0 ? Number.parseInt(stdout, 10) : undefined;
}

async function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  return (await runLimited(command, args, { limitMs: LIMIT_MS })).code === 0;
}
