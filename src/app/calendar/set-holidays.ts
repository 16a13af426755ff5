import { z } from 'zod';
import { actorText, type Actor } from '../../domain/actor.js';
import { calendarKeepers, holidayKinds } from '../../domain/calendar.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { witaDate, type LocalDate } from '../../domain/time/wita.js';
import { requireRole, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';

const request = z.object({
  kind: z.enum(holidayKinds),
  days: z
    .array(z.object({ date: field.localDate, name: field.requiredText }))
    .min(1)
    .max(100),
  reason: field.requiredText,
});
export type SetHolidays = z.input<typeof request>;

/**
 * Makes days holidays, one or a whole year's list. Deadlines that run keep their day; what is counted from now on leaves the
 * new days out. Errors: NOT_SIGNED_IN, WRONG_ROLE, INVALID_INPUT, TOO_EARLY (a day that is over).
 */
export async function setHolidays(
  ctx: AppContext,
  actor: Actor,
  input: SetHolidays,
): Promise<{ readonly days: number }> {
  return inCalendar(ctx, actor, 'set_holidays', async (tx) => {
    const { kind, days, reason } = parseInput(request, input);
    refusePast(
      tx,
      days.map((day) => day.date),
    );
    if (new Set(days.map((day) => day.date)).size < days.length)
      throw new Refusal(refuse('INVALID_INPUT', { fields: ['days'] }));
    await tx.sql.$executeRaw`
      insert into holiday as h (date, kind, name, changed_by, changed_at, reason)
      select d.date, ${kind}, d.name, ${actorText(actor)}, ${tx.now}, ${reason}
        from unnest(${days.map((day) => day.date)}::date[], ${days.map((day) => day.name)}::text[]) as d(date, name)
      on conflict (date) do update set kind = excluded.kind, name = excluded.name, changed_by = excluded.changed_by,
        changed_at = excluded.changed_at, reason = excluded.reason, cancelled_at = null`;
    await note(tx, 'holidays_set', { kind, days, reason });
    return { days: days.length };
  });
}

const cancelling = z.object({ date: field.localDate, reason: field.requiredText });
export type CancelHoliday = z.input<typeof cancelling>;

/** Makes a holiday to come a day like others. Errors: NOT_SIGNED_IN, WRONG_ROLE, INVALID_INPUT, TOO_EARLY, NOT_FOUND. */
export async function cancelHoliday(ctx: AppContext, actor: Actor, input: CancelHoliday): Promise<void> {
  await inCalendar(ctx, actor, 'cancel_holiday', async (tx) => {
    const { date, reason } = parseInput(cancelling, input);
    refusePast(tx, [date]);
    const cancelled = await tx.sql.$executeRaw`
      update holiday set cancelled_at = ${tx.now}, changed_at = ${tx.now}, changed_by = ${actorText(actor)}, reason = ${reason}
       where date = ${date}::date and cancelled_at is null`;
    if (cancelled === 0) throw new Refusal(refuse('NOT_FOUND', { what: 'holiday' }));
    await note(tx, 'holiday_cancelled', { date, reason });
  });
}

/** Deadlines of days that are over were counted with the calendar as it was. */
function refusePast(tx: ActorTx, days: readonly LocalDate[]): void {
  const earliest = witaDate(tx.now);
  if (days.some((day) => day < earliest)) throw new Refusal(refuse('TOO_EARLY', { earliest }));
}

async function inCalendar<T>(
  ctx: AppContext,
  actor: Actor,
  command: string,
  run: (tx: ActorTx) => Promise<T>,
): Promise<T> {
  requireSignedIn(actor);
  return notingRefusals(ctx, actor, { subject: 'calendar', command }, async (tx) => {
    requireRole(tx, calendarKeepers);
    return run(tx);
  });
}

async function note(tx: ActorTx, type: string, data: Readonly<Record<string, unknown>>): Promise<void> {
  await appendEvents(tx, [
    { stream: 'reference', type, commandId: null, institutionId: null, regencyCode: null, data },
  ]);
}
