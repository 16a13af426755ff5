import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCodeOf } from '../../config/setup-error.js';

/** Replaces the file in one step, readable by its owner only: a kill leaves the old or the new text, never half of it. */
export function writePrivateFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, path);
}

/** The file's text, or undefined where there is none. */
export function readTextFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The file's JSON, or undefined where there is none or a kill left something unreadable. */
export function readJsonFile(path: string): unknown {
  const text = readTextFile(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A folder that others may pass through, not list. */
export function ensureFolder(path: string): string {
  if (existsSync(path)) return path;
  makeFolders(path, 0o711);
  // A strict umask (077) would close what was just made to the database's user.
  chmodSync(path, 0o711);
  return path;
}

/** A folder for us alone: states, mails, logs. */
export function ensurePrivateFolder(path: string): string {
  makeFolders(path, 0o700);
  return path;
}

/** One folder after the other: Node's own `recursive` never returns where a file system refuses every folder, as /proc does. */
function makeFolders(path: string, mode: number): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // another process of this home was faster
    if (errorCodeOf(error) !== 'EEXIST') throw error;
  }
}
