import { errorCodeOf, SetupError } from '../config/setup-error.js';

/** What the operator can repair is said in its one sentence; anything else is our defect and shown whole. */
export function reportFatal(error: unknown): void {
  const repairable = error instanceof SetupError || errorCodeOf(error)?.startsWith('KEY_FILE_') === true;
  if (repairable && error instanceof Error) console.error(`Salur: ${error.message}`);
  else console.error(error);
  process.exitCode = 1;
}
