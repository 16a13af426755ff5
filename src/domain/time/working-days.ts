import { addDays, endOfDay, startOfDay, witaDate, type LocalDate } from './wita.js';

/** National holidays and joint leave, as WITA dates. Monday to Friday less these are working days (process.md 8). */
export type Holidays = ReadonlySet<LocalDate>;

export function isWorkingDay(date: LocalDate, holidays: Holidays): boolean {
  const weekday = new Date(`${date}T00:00:00.000Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(date);
}

/** n working days end at 23:59:59 WITA of the n-th working day after the event; n ≥ 1. */
export function deadlineAfter(event: Date, workingDays: number, holidays: Holidays): Date {
  let date = witaDate(event);
  for (let left = Math.max(1, Math.trunc(workingDays)); left > 0;) {
    date = addDays(date, 1);
    if (isWorkingDay(date, holidays)) left -= 1;
  }
  return endOfDay(date);
}

/** Whole working days from the day after `now` up to and including the deadline's day; what a pause keeps. */
export function workingDaysLeft(now: Date, deadline: Date, holidays: Holidays): number {
  const last = witaDate(deadline);
  let count = 0;
  for (let date = addDays(witaDate(now), 1); date <= last; date = addDays(date, 1)) {
    if (isWorkingDay(date, holidays)) count += 1;
  }
  return count;
}

const MORNING_MS = 8 * 60 * 60 * 1000;

/** 08.00 WITA of the last working day before the deadline's day. */
export function reminderBefore(deadline: Date, holidays: Holidays): Date {
  let date = addDays(witaDate(deadline), -1);
  while (!isWorkingDay(date, holidays)) date = addDays(date, -1);
  return new Date(startOfDay(date).getTime() + MORNING_MS);
}
