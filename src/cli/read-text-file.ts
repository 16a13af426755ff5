import { readFileSync } from 'node:fs';
import { UsageError } from './exit-codes.js';

/** The text of a file that the command line names. */
export function readTextFile(path: string): string {
  return readBytes(path).toString('utf8');
}

/** A file that the command line names, as it is. */
export function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
}
