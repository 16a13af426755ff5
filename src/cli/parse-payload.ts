import { UsageError } from './exit-codes.js';

/** What a command says, as it stands on the command line or in a file. */
export function parsePayload(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`The payload is no JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
}
