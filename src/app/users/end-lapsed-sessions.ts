import type { Actor } from '../../domain/actor.js';
import type { AppContext } from '../ports.js';

const SYSTEM: Actor = { kind: 'system', purpose: 'clock' };
/** No session lives longer (the accounts library's own limit is half of it). */
const LONGEST_SESSION_MS = 24 * 3_600_000;

/**
 * Ends the sessions that people began in an office whose time has run out: of a membership, a substitution or an emergency.
 * What they may do ended with the minute; this ends what they have open. Returns how many sessions ended.
 */
export async function endLapsedSessions(ctx: Pick<AppContext, 'db'>, asOf: Date): Promise<number> {
  return ctx.db.withActor(SYSTEM, 30_000, async (tx) => {
    const since = new Date(asOf.getTime() - LONGEST_SESSION_MS);
    const lapsed = await tx.sql.$queryRaw<{ user_id: string; ended: Date }[]>`
      select user_id, max(ended) as ended from (
        select user_id, valid_to as ended from membership
        union all select substitute_id, valid_to from substitution where ended_at is null
        union all select user_id, valid_to from emergency_access where ended_at is null) o
       where ended > ${since} and ended <= ${asOf} group by user_id order by user_id`;
    const [row] = await tx.sql.$queryRaw<{ ended: number }[]>`
      select end_sessions_begun_before(${lapsed.map((one) => one.user_id)}::uuid[], ${lapsed.map((one) => one.ended)}::timestamptz[]) as ended`;
    return row?.ended ?? 0;
  });
}
