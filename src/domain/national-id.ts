import { isLocalDate, type LocalDate } from './time/wita.js';

export type Sex = 'F' | 'M';

export type NationalIdError = 'NIK_EMPTY' | 'NIK_DIGITS' | 'NIK_SCIENTIFIC' | 'NIK_LENGTH' | 'NIK_DATE' | 'NIK_SERIAL';

/**
 * A well-formed NIK, `PPKKCC DDMMYY SSSS`: the district of first registration, the birth date (women: day + 40) and a serial. It has no
 * check digit, follows no move and is not corrected with a birth date: well-formed does not mean that it belongs to this person.
 */
export interface NationalId {
  readonly ok: true;
  /** The sixteen digits, without what people type between them. */
  readonly digits: string;
  /** District of first registration, `64.72.01`; it need not be in the province. */
  readonly region: string;
  /** The century is not in the number: one or two calendar dates. */
  readonly birthDates: readonly LocalDate[];
  readonly sex: Sex;
  readonly serial: number;
}
export type NationalIdReading = NationalId | { readonly ok: false; readonly code: NationalIdError };

export type NationalIdWarning = 'NIK_SEX_DIFFERS' | 'NIK_BIRTH_DATE_DIFFERS';

const FEMALE_OFFSET = 40;
const MAXIMUM_AGE = 115;

export function readNationalId(text: string): NationalIdReading {
  const digits = withoutSeparators(text);
  if (digits === '') return { ok: false, code: 'NIK_EMPTY' };
  if (isRounded(text)) return { ok: false, code: 'NIK_SCIENTIFIC' };
  if (!/^\d+$/.test(digits)) return { ok: false, code: 'NIK_DIGITS' };
  if (digits.length !== 16) return { ok: false, code: 'NIK_LENGTH' };
  const day = Number(digits.slice(6, 8));
  const sex: Sex = day > FEMALE_OFFSET ? 'F' : 'M';
  const birthDates = datesOf(sex === 'F' ? day - FEMALE_OFFSET : day, digits.slice(8, 10), digits.slice(10, 12));
  if (birthDates.length === 0) return { ok: false, code: 'NIK_DATE' };
  const serial = Number(digits.slice(12));
  if (serial === 0) return { ok: false, code: 'NIK_SERIAL' };
  const region = `${digits.slice(0, 2)}.${digits.slice(2, 4)}.${digits.slice(4, 6)}`;
  return { ok: true, digits, region, birthDates, sex, serial };
}

/** Birth dates that make a living person of at most 115 years on this day; two of them are to be asked about. */
export function plausibleBirthDates(id: NationalId, today: LocalDate): readonly LocalDate[] {
  const oldest = `${Number(today.slice(0, 4)) - MAXIMUM_AGE - 1}${today.slice(4)}`;
  return id.birthDates.filter((date) => date <= today && date > oldest);
}

/** Differences to what was typed are warnings, never a refusal: the number is not changed when a birth date or a sex is corrected. */
export function compareNationalId(
  id: NationalId,
  typed: { readonly sex: Sex; readonly birthDate: LocalDate },
): readonly NationalIdWarning[] {
  const warnings: NationalIdWarning[] = [];
  if (id.sex !== typed.sex) warnings.push('NIK_SEX_DIFFERS');
  if (!id.birthDates.includes(typed.birthDate)) warnings.push('NIK_BIRTH_DATE_DIFFERS');
  return warnings;
}

/** `6472••••••••0001`; anything that is no NIK is hidden whole. */
export function maskNationalId(digits: string): string {
  const hidden = '•'.repeat(8);
  return /^\d{16}$/.test(digits) ? `${digits.slice(0, 4)}${hidden}${digits.slice(12)}` : hidden + hidden;
}

export type FamilyCardReading =
  | { readonly ok: true; readonly digits: string }
  | { readonly ok: false; readonly code: 'KK_EMPTY' | 'KK_DIGITS' | 'KK_SCIENTIFIC' | 'KK_LENGTH' };

/** Sixteen digits; region and date of issue inside are not checked, for old cards do not keep to them. */
export function readFamilyCard(text: string): FamilyCardReading {
  const digits = withoutSeparators(text);
  if (digits === '') return { ok: false, code: 'KK_EMPTY' };
  if (isRounded(text)) return { ok: false, code: 'KK_SCIENTIFIC' };
  if (!/^\d+$/.test(digits)) return { ok: false, code: 'KK_DIGITS' };
  return digits.length === 16 && /[1-9]/.test(digits) ? { ok: true, digits } : { ok: false, code: 'KK_LENGTH' };
}

export type NpwpReading =
  | { readonly ok: true; readonly digits: string }
  | { readonly ok: false; readonly code: 'NPWP_EMPTY' | 'NPWP_DIGITS' | 'NPWP_LENGTH' };

/** Always the sixteen-digit form, so that the old fifteen digits of a body (`0` + 15 since 2024) find the same row. */
export function readNpwp(text: string): NpwpReading {
  const digits = withoutSeparators(text);
  if (digits === '') return { ok: false, code: 'NPWP_EMPTY' };
  if (!/^\d+$/.test(digits)) return { ok: false, code: 'NPWP_DIGITS' };
  if (!/[1-9]/.test(digits)) return { ok: false, code: 'NPWP_LENGTH' };
  if (digits.length === 15) return { ok: true, digits: `0${digits}` };
  return digits.length === 16 ? { ok: true, digits } : { ok: false, code: 'NPWP_LENGTH' };
}

function datesOf(day: number, month: string, year: string): readonly LocalDate[] {
  const rest = `${month}-${String(day).padStart(2, '0')}`;
  return [`19${year}-${rest}`, `20${year}-${rest}`].filter((date) => isLocalDate(date));
}

function withoutSeparators(text: string): string {
  // No number of this kind is longer; a page may send megabytes.
  return text.length > 64 ? text.slice(0, 64) : text.replace(/[\s.\-/'’]/g, '');
}

/** `6,47202E+15`: a spreadsheet took the number for one to reckon with, and its last digits are lost. */
function isRounded(text: string): boolean {
  return text.length < 64 && /^\s*\d(?:[.,]\d+)?E\+?\d{1,3}\s*$/i.test(text);
}
