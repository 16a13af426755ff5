import { isLocalDate, type LocalDate } from './wita.js';

/** Months as Indonesian and English papers and spreadsheets write them, by their first three letters. */
const MONTHS: Readonly<Record<string, string>> = {
  jan: '01',
  feb: '02',
  peb: '02',
  mar: '03',
  apr: '04',
  mei: '05',
  may: '05',
  jun: '06',
  jul: '07',
  agu: '08',
  ags: '08',
  aug: '08',
  sep: '09',
  okt: '10',
  oct: '10',
  nov: '11',
  nop: '11',
  des: '12',
  dec: '12',
};

/**
 * Reads a date as people type it: `31/12/2015`, `31-12-2015`, `31.12.2015`, `2015-12-31`, `31 Desember 2015`. The day stands
 * before the month; a year of two digits says no century and is not read.
 */
export function readTypedDate(text: string): LocalDate | null {
  const trimmed = text.trim();
  if (trimmed.length > 40) return null;
  return readFullYear(trimmed);
}

/**
 * Besides, for birth dates: a year of two digits, as both dates that it may mean, and a day as spreadsheets count it where the
 * cell was not made a date (`18628`). None where it is no date.
 */
export function readBirthDates(text: string): readonly LocalDate[] {
  const trimmed = text.trim();
  if (trimmed.length > 40) return [];
  // what has a time besides comes from a cell that shows none
  const full = readFullYear(trimmed.replace(/ 00:00(:00)?$/, ''));
  if (full !== null) return [full];
  // four digits are a year by itself
  if (/^\d{5}$/.test(trimmed)) return [dateOfSerial(Number(trimmed))];
  const short = /^(\d{1,2}[-/. ]+(?:\d{1,2}|[a-z]{3,10})\.?[-/. ]+)'?(\d{2})$/i.exec(trimmed);
  if (short === null) return [];
  return ['19', '20'].flatMap((century) => readFullYear(`${short[1] ?? ''}${century}${short[2] ?? ''}`) ?? []);
}

function readFullYear(trimmed: string): LocalDate | null {
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(trimmed);
  if (yearFirst !== null) return dateOf(yearFirst[1], yearFirst[2], yearFirst[3]);
  const dayFirst = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(trimmed);
  if (dayFirst !== null) return dateOf(dayFirst[3], dayFirst[2], dayFirst[1]);
  const named = /^(\d{1,2})[-/. ]+([a-z]{3,10})\.?[-/. ]+(\d{4})$/i.exec(trimmed);
  return named === null ? null : dateOf(named[3], MONTHS[(named[2] ?? '').slice(0, 3).toLowerCase()], named[1]);
}

/** Day 1 is 1 January 1900, and a 29 February 1900 is counted that never was. */
function dateOfSerial(serial: number): LocalDate {
  return new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
}

function dateOf(year = '', month = '', day = ''): LocalDate | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(date) ? date : null;
}
