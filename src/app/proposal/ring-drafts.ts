import type { Actor } from '../../domain/actor.js';
import type { AppContext } from '../ports.js';
import { fireAlarms } from './fire-alarms.js';

const SYSTEM: Actor = { kind: 'system', purpose: 'clock' };
/** A draft is looked at from so many days before its window closes: further off than any holiday leaves between reminder and end. */
const AHEAD_DAYS = 21;
const ROUND = 100;

export interface DraftsRound {
  readonly looked: number;
  /** ISO instant at which the next draft wants to be looked at; null where none does within the days ahead. */
  readonly next: string | null;
  /** The clock of the record, from which the wait is counted. */
  readonly now: string;
}

/**
 * Reminds the institutions of drafts whose window closes and ends those whose window has closed (process.md 2.1). A draft has
 * no workflow until it is sent, so that nobody else rings for it; one that has been looked at twice is no worse for it.
 */
export async function ringDrafts(ctx: AppContext, beat: () => void): Promise<DraftsRound> {
  let looked = 0;
  let next: string | null = null;
  for (let after: string | null = null; ;) {
    const ids = await nextDrafts(ctx, after);
    for (const id of ids) {
      const left = await fireAlarms(ctx, id);
      const first = left?.alarms[0]?.at;
      if (first !== undefined && (next === null || first < next)) next = first;
      beat();
    }
    looked += ids.length;
    after = ids.at(-1) ?? null;
    if (after === null) return { looked, next, now: (await ctx.clock.now()).toISOString() };
  }
}

async function nextDrafts(ctx: AppContext, after: string | null): Promise<readonly string[]> {
  return ctx.db.withActor(SYSTEM, 10_000, async (tx) => {
    const rows = await tx.sql.$queryRaw<{ id: string }[]>`
      select p.id from proposal p join programme g on g.id = p.programme_id
       where p.state = 'DRAFT' and p.track = 'PLANNED' and g.window_closes_at < ${tx.now}::timestamptz + make_interval(days => ${AHEAD_DAYS}::int)
         and (${after}::uuid is null or p.id > ${after}::uuid)
       order by p.id limit ${ROUND}`;
    return rows.map((row) => row.id);
  });
}
