import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../config/setup-error.js';
import type { RunningProgram } from './supervised-program.js';

const LIMIT_MS = 60_000;

/** Returns when the web process says that it, the database, Temporal and the worker are ready; fails if a program ends first. */
export async function awaitReady(
  url: string,
  programs: readonly RunningProgram[],
  stopping: AbortSignal,
): Promise<void> {
  let end: string | undefined;
  for (const program of programs) {
    void program.ended().then((reason) => {
      end ??= `The ${program.name} process ${reason}: ${program.lastWords()}; see ${program.logFile}.`;
    });
  }
  const limit = performance.now() + LIMIT_MS;
  let answer = 'no answer';
  while (performance.now() < limit) {
    if (stopping.aborted) return;
    if (end !== undefined) throw new SetupError(end);
    answer = await ask(url);
    if (answer === 'ready') return;
    await sleep(100);
  }
  const logs = programs.map(({ logFile }) => logFile).join(' and ');
  throw new SetupError(`Salur did not become ready within ${LIMIT_MS / 1000} s (${url}: ${answer}); see ${logs}.`);
}

async function ask(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    return response.status === 200 ? 'ready' : `${response.status} ${(await response.text()).slice(0, 200)}`;
  } catch (error) {
    // fetch says "fetch failed" and hides the reason in its cause.
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return reason;
  }
}
