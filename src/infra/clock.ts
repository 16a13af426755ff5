import type { Clock, Database } from '../app/ports.js';

/** The system's clock; the only one that production may use. */
export const systemClock: Clock = { kind: 'system', now: () => Promise.resolve(new Date()) };

/** One monotone row that only the driver of a simulation advances; it survives kills (architecture 3). */
export function steppedClock(db: Database): Clock {
  return {
    kind: 'stepped',
    now: () => db.withActor({ kind: 'system', purpose: 'clock' }, 5_000, (tx) => Promise.resolve(tx.now)),
  };
}
