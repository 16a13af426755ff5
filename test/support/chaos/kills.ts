import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../../src/app/simulation/synthetic-random.js';
import { until } from '../until.js';
import { killable, type Deployment, type Killable } from './deployment.js';

export interface Kills extends AsyncDisposable {
  /** Ends when the last kill is done and everything runs again. */
  readonly done: Promise<void>;
  readonly count: () => number;
}

const HALF_WAY_LIMIT_MS = 240_000;

/**
 * Kills one part after the other while people work, spread over their work: every part once in each round, in an order
 * and at moments of the seed. A part is not killed again before it runs; others may be, while it is still down.
 */
export function startKills(deployment: Deployment, seed: number, kills: number, progress: () => number): Kills {
  let done = 0;
  const stopping = new AbortController();
  const { signal } = stopping;
  const random = seededRandom(seed);
  const run = async (): Promise<void> => {
    let round: Killable[] = [];
    while (done < kills && !signal.aborted) {
      if (round.length === 0) round = shuffled([...killable], random);
      const share = (done + 1) / (kills + 1);
      await until(
        `${Math.round(share * 100)} % are done`,
        () => Promise.resolve(signal.aborted || progress() >= share),
        HALF_WAY_LIMIT_MS,
      );
      await sleep(random.between(0, 500));
      const part = round.pop();
      if (part === undefined) continue;
      // now and then two are down at once
      await deployment.recovered(random.chance(70) ? killable : [part]);
      if (deployment.kill(part)) done += 1;
    }
    await deployment.recovered(killable);
  };
  const ended = run();
  return {
    done: ended,
    count: () => done,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await Promise.allSettled([ended]);
    },
  };
}

function shuffled<T>(entries: T[], random: ReturnType<typeof seededRandom>): T[] {
  for (let index = entries.length - 1; index > 0; index -= 1) {
    const other = random.between(0, index);
    [entries[index], entries[other]] = [entries[other] as T, entries[index] as T];
  }
  return entries;
}
