import type { Locale } from '../../domain/locale.js';
import { longDate, longDateTime } from '../../domain/time/long-date.js';
import { witaDate } from '../../domain/time/wita.js';

/** `Jumat 12 Desember 2026`: the day a deadline ends, in WITA. */
export function dayWords(instant: Date, locale: Locale): string {
  const [weekday = ''] = longDateTime(instant, locale).split(',');
  return `${weekday} ${longDate(witaDate(instant), locale)}`;
}
