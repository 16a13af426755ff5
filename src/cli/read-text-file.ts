import { readFileSync } from 'node:fs';
import { UsageError } from './exit-codes.js';

/** The text of a file that the command line names. */
export function readTextFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
}
