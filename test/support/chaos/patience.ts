import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../../src/domain/errors.js';

/** A case that does not move for so long is stuck. */
const STUCK_MS = 120_000;
const PAUSE_MS = 250;

/** The web process answered, and could not do it now: behind it something is dead. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
}

/** As a person does who presses the button again: the same request, until it is answered. */
export async function insisting<T>(what: string, request: () => Promise<T>): Promise<T> {
  for (const start = performance.now(); ;) {
    try {
      return await request();
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (performance.now() - start > STUCK_MS) throw new Error(`stuck for 120 s: ${what}`, { cause: error });
      await sleep(PAUSE_MS);
    }
  }
}

/** What a dead PostgreSQL, Temporal or web process looks like to those who called it. */
function isPassing(error: unknown): boolean {
  if (error instanceof Refusal) return ['STILL_WORKING', 'UNAVAILABLE'].includes(error.error.code);
  if (error instanceof NotNow) return true;
  const text = error instanceof Error ? `${error.message} ${String(error.cause)} ${codeOf(error)}` : String(error);
  return /ECONN|EPIPE|socket|fetch failed|terminat|starting up|shutting down|recovery|connection|P1001|P1017|P2024|P2028|57P0/i.test(
    text,
  );
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
