import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, type ErrorCode } from '../../domain/errors.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_000;
/** A person whose servers stay away for so long goes home. */
const PATIENCE_MS = 180_000;
const passing: readonly ErrorCode[] = ['UNAVAILABLE', 'STILL_WORKING'];

/** Tries the same request with the same key again while the answer is "not now": servers are dying and coming back. */
export async function insist<T>(request: () => Promise<T>, notNow: readonly ErrorCode[] = passing): Promise<T> {
  const since = performance.now();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await request();
    } catch (error) {
      const isPassing = error instanceof Refusal && notNow.includes(error.error.code);
      if (!isPassing || performance.now() - since > PATIENCE_MS) throw error;
      await sleep(pause);
    }
  }
}

/** The same for something that is still being made, like a paper at the printer's. */
export async function insistUntilFound<T>(request: () => Promise<T>): Promise<T> {
  return insist(request, [...passing, 'NOT_FOUND']);
}
