import type { Locale } from '../locale.js';
import type { LocalDate } from './wita.js';

const OFFSET_MS = 8 * 60 * 60 * 1000;

const MONTHS: Record<Locale, readonly string[]> = {
  id: [
    'Januari',
    'Februari',
    'Maret',
    'April',
    'Mei',
    'Juni',
    'Juli',
    'Agustus',
    'September',
    'Oktober',
    'November',
    'Desember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};
const WEEKDAYS: Record<Locale, readonly string[]> = {
  id: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

// Spelled out here and not asked of Intl: the words of a frozen document must not change with the runtime's locale data.

/** `3 Maret 2025`. */
export function longDate(date: LocalDate, locale: Locale): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(day)} ${MONTHS[locale][Number(month) - 1] ?? month} ${year}`;
}

/** `Senin, 3 Maret 2025 pukul 23.59 WITA`. */
export function longDateTime(instant: Date, locale: Locale): string {
  const wita = new Date(instant.getTime() + OFFSET_MS);
  const [date = '', time = ''] = wita.toISOString().split('T');
  const weekday = WEEKDAYS[locale][wita.getUTCDay()] ?? '';
  const [hour = '', minute = ''] = time.split(':');
  return locale === 'id'
    ? `${weekday}, ${longDate(date, locale)} pukul ${hour}.${minute} WITA`
    : `${weekday}, ${longDate(date, locale)}, ${hour}:${minute} WITA`;
}
