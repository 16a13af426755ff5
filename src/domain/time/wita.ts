/** WITA (Asia/Makassar) is UTC+8 all year; it has had no daylight saving since 1964. */
const OFFSET_MS = 8 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A calendar date in WITA, `YYYY-MM-DD`. */
export type LocalDate = string;

export function witaDate(instant: Date): LocalDate {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}
/** `2026-11-24 17:24`, for tables. */
export function witaMinute(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}
export function witaYear(instant: Date): number {
  return Number(witaDate(instant).slice(0, 4));
}
/** 00:00:00 WITA of a date. */
export function startOfDay(date: LocalDate): Date {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) - OFFSET_MS);
}
/** 23:59:59 WITA of a date, the last second of a deadline. */
export function endOfDay(date: LocalDate): Date {
  return new Date(Date.parse(`${date}T23:59:59.000Z`) - OFFSET_MS);
}
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
/** The instant of a day and a time like `14:30` in WITA; null for what is none. */
export function witaInstant(day: string, time: string): Date | null {
  if (!isLocalDate(day) || !/^([01]\d|2[0-3])[:.][0-5]\d$/.test(time)) return null;
  return new Date(Date.parse(`${day}T${time.replace('.', ':')}:00.000Z`) - OFFSET_MS);
}
/** True for an existing calendar date between 1900 and 2199. */
export function isLocalDate(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === text;
}
