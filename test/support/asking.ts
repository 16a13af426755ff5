import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../src/domain/errors.js';

const PAUSE_MS = 100;
const LIMIT_MS = 100_000;

/** As a page does: while the work goes on, or Temporal is away, the same key asks again. */
export async function asking<T>(run: () => Promise<T>): Promise<T> {
  for (const start = performance.now(); ;) {
    try {
      return await run();
    } catch (error) {
      const again = error instanceof Refusal && ['STILL_WORKING', 'UNAVAILABLE'].includes(error.error.code);
      if (!again || performance.now() - start > LIMIT_MS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
