import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What the key file holds. */
export interface KeyFile {
  readonly master: Uint8Array;
  readonly lookup: Uint8Array;
  /** Earlier masters, the youngest first: what was written under them stays readable as long as they are kept. */
  readonly previous: readonly RetiredMaster[];
}
export interface RetiredMaster {
  readonly master: Uint8Array;
  /** ISO instant from which nothing new is written under it. */
  readonly retiredAt: string;
}

export type KeyFileErrorCode =
  'KEY_FILE_MISSING' | 'KEY_FILE_UNREADABLE' | 'KEY_FILE_MODE' | 'KEY_FILE_MALFORMED' | 'KEY_FILE_EXISTS';

const HEADER = 'salur-keys';
const KEY_BYTES = 32;
const PRIVATE_MODE = 0o600;

export function freshKey(): Uint8Array {
  return new Uint8Array(randomBytes(KEY_BYTES));
}

/**
 * Writes a new key file of mode 0600 and refuses to replace one (`KEY_FILE_EXISTS`): a replaced file would make every sealed value
 * unreadable for ever. The file appears whole or not at all, also when the process is killed in between.
 */
export async function createMasterKeyFile(path: string): Promise<void> {
  const directory = dirname(path);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const draft = await writeDraft(path, { master: freshKey(), lookup: freshKey(), previous: [] });
  try {
    // Unlike rename(), link() fails when the target exists.
    await link(draft, path);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      throw keyFileError('KEY_FILE_EXISTS', `The key file ${path} already exists and is never overwritten.`, error);
    }
    throw error;
  } finally {
    await unlink(draft);
  }
  await syncDirectory(directory);
}

/** Puts another content in place of the file in one step: a kill leaves the old one or the new one, never half of it. */
export async function replaceKeyFile(path: string, keys: KeyFile): Promise<void> {
  await rename(await writeDraft(path, keys), path);
  await syncDirectory(dirname(path));
}

async function writeDraft(path: string, keys: KeyFile): Promise<string> {
  const draft = `${path}.${process.pid}.${randomBytes(6).toString('hex')}.new`;
  const file = await open(draft, 'wx', PRIVATE_MODE);
  try {
    // The umask may have removed bits of the mode given to open().
    await file.chmod(PRIVATE_MODE);
    await file.writeFile(formatKeyFile(keys));
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

/** Format 1 has no earlier masters; releases before rotation read it. */
function formatKeyFile({ master, lookup, previous }: KeyFile): string {
  const base64 = (key: Uint8Array): string => Buffer.from(key).toString('base64');
  const lines = [
    `${HEADER} ${previous.length === 0 ? 1 : 2}`,
    `master ${base64(master)}`,
    `lookup ${base64(lookup)}`,
    ...previous.map((retired) => `previous ${base64(retired.master)} ${retired.retiredAt}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The file's content; each error is one sentence that names the file and the repair. */
export async function readKeyFile(path: string): Promise<KeyFile> {
  const keys = parseKeyFile(await readPrivateFile(path));
  if (keys !== undefined) return keys;
  throw keyFileError(
    'KEY_FILE_MALFORMED',
    `The key file ${path} is too short or not a Salur key file; restore it from the backup of the keys.`,
  );
}

async function readPrivateFile(path: string): Promise<string> {
  const file = await openKeyFile(path);
  try {
    const { mode } = await file.stat();
    if ((mode & 0o077) !== 0) {
      const shown = (mode & 0o777).toString(8).padStart(4, '0');
      throw keyFileError(
        'KEY_FILE_MODE',
        `The key file ${path} has mode ${shown} instead of 0600, so others can use its keys; run "chmod 600" on it and treat the keys as known to others.`,
      );
    }
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

async function openKeyFile(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'r');
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw keyFileError(
        'KEY_FILE_MISSING',
        `The key file ${path} does not exist; restore it from the backup of the keys, for without it no sealed value can be read.`,
        error,
      );
    }
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
  }
  throw keyFileError(
    'KEY_FILE_UNREADABLE',
    `The key file ${path} is not a file that this user can read; correct its owner or the path.`,
  );
}

function parseKeyFile(text: string): KeyFile | undefined {
  const match = /^salur-keys [12]\nmaster (\S+)\nlookup (\S+)\n?((?:previous \S+ \S+\n?)*)$/.exec(
    text.replaceAll('\r\n', '\n'),
  );
  const master = decodeKey(match?.[1]);
  const lookup = decodeKey(match?.[2]);
  if (master === undefined || lookup === undefined) return undefined;
  const previous: RetiredMaster[] = [];
  for (const [, key, retiredAt = ''] of (match?.[3] ?? '').matchAll(/^previous (\S+) (\S+)$/gm)) {
    const retired = decodeKey(key);
    if (retired === undefined || Number.isNaN(Date.parse(retiredAt))) return undefined;
    previous.push({ master: retired, retiredAt });
  }
  return { master, lookup, previous };
}

function decodeKey(base64: string | undefined): Uint8Array | undefined {
  if (base64 === undefined || !/^[A-Za-z0-9+/]{43}=$/.test(base64)) return undefined;
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function keyFileError(
  code: KeyFileErrorCode,
  sentence: string,
  cause?: unknown,
): Error & { readonly code: KeyFileErrorCode } {
  return Object.assign(new Error(sentence, { cause }), { code });
}

function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
