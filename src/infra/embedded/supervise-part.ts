import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../config/setup-error.js';

/** What can be supervised: something that ends and can be started again in its place. */
export interface Restartable {
  readonly name: string;
  readonly pid: number;
  ended(): Promise<string>;
  restart(): Promise<void>;
}

export type SupervisionEvent =
  | { readonly kind: 'ended'; readonly part: string; readonly reason: string; readonly waitMs: number }
  | { readonly kind: 'restarted'; readonly part: string; readonly pid: number; readonly attempt: number }
  | { readonly kind: 'failed'; readonly part: string; readonly reason: string; readonly waitMs: number };

export interface Supervision {
  /** Ends the watching, not the part. Resolves when no restart is under way. */
  stop(): Promise<void>;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;
/** A part that lived this long was well: its next restart waits the shortest time again. */
const WELL_AFTER_MS = 60_000;

/** Restarts the part whenever it ends, after 0.25, 0.5, 1 … 15 seconds; gives up never, says everything. */
export function supervisePart(part: Restartable, tell: (event: SupervisionEvent) => void): Supervision {
  const stopping = new AbortController();
  const watch = async (): Promise<void> => {
    let attempt = 0;
    while (!stopping.signal.aborted) {
      const since = performance.now();
      const reason = await endOrStop(part, stopping.signal);
      if (reason === undefined) return;
      if (performance.now() - since > WELL_AFTER_MS) attempt = 0;
      attempt = await bringBack(part, reason, attempt, stopping.signal, tell);
    }
  };
  const watching = watch();
  return {
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

async function bringBack(
  part: Restartable,
  reason: string,
  attemptsBefore: number,
  stopping: AbortSignal,
  tell: (event: SupervisionEvent) => void,
): Promise<number> {
  tell({ kind: 'ended', part: part.name, reason, waitMs: waitFor(attemptsBefore) });
  for (let attempt = attemptsBefore; ; attempt += 1) {
    if (!(await sleepUnless(stopping, waitFor(attempt)))) return attempt;
    try {
      await part.restart();
      tell({ kind: 'restarted', part: part.name, pid: part.pid, attempt: attempt + 1 });
      return attempt + 1;
    } catch (error) {
      tell({ kind: 'failed', part: part.name, reason: messageOf(error), waitMs: waitFor(attempt + 1) });
    }
  }
}

function waitFor(attempt: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
}

async function endOrStop(part: Restartable, stopping: AbortSignal): Promise<string | undefined> {
  if (stopping.aborted) return undefined;
  return await new Promise((resolve) => {
    const stop = (): void => resolve(undefined);
    stopping.addEventListener('abort', stop, { once: true });
    void part.ended().then((reason) => {
      stopping.removeEventListener('abort', stop);
      resolve(reason);
    });
  });
}

async function sleepUnless(stopping: AbortSignal, ms: number): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal: stopping });
    return true;
  } catch (error) {
    if (stopping.aborted) return false;
    throw error;
  }
}
