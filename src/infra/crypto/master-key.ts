import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, open, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Secrets of one installation, derived from its key file. Two roots, so that a leaked look-up key opens nothing. */
export interface MasterKeys {
  /** Wraps data keys; it never touches a field itself. */
  readonly wrapping: Uint8Array;
  /** Root of the look-up indexes. */
  readonly lookupRoot: Uint8Array;
  /** Encrypts Temporal payloads. */
  readonly payload: Uint8Array;
  /** Public name of the file's content: tells two installations or a swapped file apart, reveals no key. */
  readonly fingerprint: string;
}

export type KeyFileErrorCode =
  'KEY_FILE_MISSING' | 'KEY_FILE_UNREADABLE' | 'KEY_FILE_MODE' | 'KEY_FILE_MALFORMED' | 'KEY_FILE_EXISTS';

const HEADER = 'salur-keys 1';
const KEY_BYTES = 32;
const PRIVATE_MODE = 0o600;

/**
 * Writes a new key file of mode 0600 and refuses to replace one (`KEY_FILE_EXISTS`): a replaced file would make every sealed value
 * unreadable for ever. The file appears whole or not at all, also when the process is killed in between.
 */
export async function createMasterKeyFile(path: string): Promise<void> {
  const directory = dirname(path);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(6).toString('hex')}.new`;
  const text = `${HEADER}\nmaster ${randomBytes(KEY_BYTES).toString('base64')}\nlookup ${randomBytes(KEY_BYTES).toString('base64')}\n`;
  const file = await open(draft, 'wx', PRIVATE_MODE);
  try {
    // The umask may have removed bits of the mode given to open().
    await file.chmod(PRIVATE_MODE);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
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

/** Reads the key file; each error is one sentence that names the file and the repair. */
export async function loadMasterKey(path: string): Promise<MasterKeys> {
  const text = await readPrivateFile(path);
  const roots = parseKeyFile(text);
  if (roots === undefined) {
    throw keyFileError(
      'KEY_FILE_MALFORMED',
      `The key file ${path} is too short or not a Salur key file; restore it from the backup of the keys.`,
    );
  }
  return {
    wrapping: derive(roots.master, 'salur/data-key-wrapping/1'),
    payload: derive(roots.master, 'salur/temporal-payload/1'),
    lookupRoot: roots.lookup,
    fingerprint: createHash('sha256')
      .update('salur/key-file/1')
      .update(derive(roots.master, 'salur/fingerprint/1'))
      .digest('hex')
      .slice(0, 16),
  };
}

/** HKDF-SHA-256 of a key file root for one purpose; a label is never used for two purposes. */
export function derive(root: Uint8Array, label: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', root, new Uint8Array(0), label, KEY_BYTES));
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

function parseKeyFile(text: string): { readonly master: Uint8Array; readonly lookup: Uint8Array } | undefined {
  const match = /^salur-keys 1\nmaster (\S+)\nlookup (\S+)\n?$/.exec(text.replaceAll('\r\n', '\n'));
  const master = decodeKey(match?.[1]);
  const lookup = decodeKey(match?.[2]);
  return master !== undefined && lookup !== undefined ? { master, lookup } : undefined;
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
