import { errorCodes, Refusal } from '../domain/errors.js';
import { SetupError } from '../config/setup-error.js';

/** What each exit code means; a refusal by the domain has the code of its error (src/domain/errors.ts). */
export const exitCodes = {
  done: 0,
  /** A defect of the program, or a check that found something wrong. */
  failed: 1,
  usage: 2,
  setup: 3,
  notAllowed: 4,
  notFound: 5,
  conflict: 6,
  tryAgain: 7,
} as const;

export const exitCodeHelp = `
Exit codes:
  0  done
  1  a check found something wrong, or a defect of Salur
  2  wrong command line or input
  3  a setting, file, port or server must be put right first
  4  not signed in, or not this person's to do
  5  not found
  6  not possible in the present state of the case
  7  no answer yet; the same command with the same key may be repeated`;

export function exitCodeOf(error: unknown): number {
  if (error instanceof Refusal) return errorCodes[error.error.code].exit;
  if (error instanceof SetupError || isKeyFileError(error)) return exitCodes.setup;
  if (error instanceof UsageError) return exitCodes.usage;
  return exitCodes.failed;
}

/** The command line itself is wrong; its message is one sentence with the remedy. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function isKeyFileError(error: unknown): error is Error {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('KEY_FILE_')
  );
}
