import type { Actor } from '../../domain/actor.js';
import { calendarYears } from '../../domain/calendar.js';
import { witaDate, type LocalDate } from '../../domain/time/wita.js';
import { requireSignedIn } from '../forward/require-role.js';
import type { ActorTx, AppContext } from '../ports.js';

export interface HolidayItem {
  readonly date: LocalDate;
  readonly kind: string;
  readonly name: string;
  /** Why a person changed the day; null where it came with the program. */
  readonly reason: string | null;
  readonly cancelled: boolean;
}
export interface CalendarView {
  readonly year: number;
  readonly today: LocalDate;
  readonly days: readonly HolidayItem[];
  /** Years that should have a calendar by now and have none: there every day from Monday to Friday counts. */
  readonly missing: readonly number[];
}

/** The holidays of a year, this one where none is asked for. Errors: NOT_SIGNED_IN. */
export async function listHolidays(
  ctx: AppContext,
  actor: Actor,
  input: { readonly year: number | null },
): Promise<CalendarView> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    const today = witaDate(tx.now);
    const year = input.year ?? Number(today.slice(0, 4));
    const days = await tx.sql.$queryRaw<HolidayItem[]>`
      select h.date::text as date, h.kind, h.name, h.reason, h.cancelled_at is not null as cancelled
        from holiday h where extract(year from h.date) = ${year}::int order by h.date`;
    return { year, today, days, missing: await missingYears(tx, today) };
  });
}

export async function missingYears(tx: ActorTx, today: LocalDate): Promise<readonly number[]> {
  const rows = await tx.sql.$queryRaw<{ year: number }[]>`
    select y.year from unnest(${[...calendarYears(today)]}::int[]) as y(year)
     where not exists (select from holiday h where extract(year from h.date) = y.year and h.cancelled_at is null) order by 1`;
  return rows.map((row) => row.year);
}
