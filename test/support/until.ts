import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 50;

/** Asks until it is so. What never comes true is named, instead of a test that only runs out of time. */
export async function until(what: string, holds: () => Promise<boolean>, limitMs = 100_000): Promise<void> {
  for (const start = performance.now(); !(await holds());) {
    if (performance.now() - start > limitMs) throw new Error(`after ${limitMs / 1000} s it is still not so: ${what}`);
    await sleep(PAUSE_MS);
  }
}
