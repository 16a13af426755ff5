import type { Actor } from '../../domain/actor.js';
import { witaDate } from '../../domain/time/wita.js';
import type { AppContext } from '../ports.js';
import { missingYears } from '../queries/list-holidays.js';

const SYSTEM: Actor = { kind: 'system', purpose: 'clock' };

/**
 * Warns the administrators of a year without a calendar (process.md 8), once a month until it has one: the mail's id names
 * year and month, so that a second round of the month writes nothing.
 */
export async function ringCalendar(ctx: Pick<AppContext, 'db'>, asOf: Date): Promise<number> {
  return ctx.db.withActor(SYSTEM, 30_000, async (tx) => {
    const today = witaDate(asOf);
    const missing = await missingYears(tx, today);
    return tx.sql.$executeRaw`
      insert into notification (id, message_id, recipient_user_id, to_address, locale, template, params, state, attempts, next_attempt_at, created_at)
      select uuidv7(), m.id, h.user_id, h.email, h.locale, 'calendar_missing',
             jsonb_build_object('institutionName', '', 'programmeName', '', 'calendarYear', y.year), 'QUEUED', 0, ${tx.now}, ${tx.now}
        from unnest(${[...missing]}::int[]) as y(year) cross join lateral role_holders('ADMIN', null, null, ${tx.now}) h,
             lateral (select '<calendar.' || y.year || '.' || ${today.slice(0, 7)} || '.' || h.user_id || '@salur.invalid>' as id) m
       where not exists (select from notification n where n.message_id = m.id)`;
  });
}
