import type { Role } from './roles.js';
import type { LocalDate } from './time/wita.js';

/** By joint decree of three ministers, and what a governor adds. */
export const holidayKinds = ['national', 'joint_leave', 'regional'] as const;
export type HolidayKind = (typeof holidayKinds)[number];

/** Who keeps the calendar of working days. */
export const calendarKeepers: readonly Role[] = ['ADMIN', 'SEKRETARIS_DINAS'];

/** The next year's calendar is published in autumn, and deadlines begin to reach into it. */
const MONTH_OF_NEXT_YEAR = 10;

/** Years of which the holidays must be known today. */
export function calendarYears(today: LocalDate): readonly number[] {
  const year = Number(today.slice(0, 4));
  return Number(today.slice(5, 7)) < MONTH_OF_NEXT_YEAR ? [year] : [year, year + 1];
}

/** One holiday a line, its date and its name, as it is typed or pasted; what is no such line is refused as an empty date. */
export function readHolidayLines(text: string): readonly { readonly date: LocalDate; readonly name: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, date = '', name = ''] = /^(\d{4}-\d{2}-\d{2})[\s,;]+(.*)$/.exec(line) ?? [];
      return { date, name };
    });
}
