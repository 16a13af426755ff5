import { compareNationalId, readFamilyCard, readNationalId, type Sex } from './national-id.js';
import { hasBidiControl, normalisedName, withoutControls } from './typed-text.js';
import { readBirthDates } from './time/typed-date.js';
import type { LocalDate } from './time/wita.js';

/** One person as typed, pasted or read from a file; everything is text. */
export interface PersonRow {
  readonly name: string;
  readonly nationalId: string;
  readonly familyCardNo: string;
  /** Why there is no national id; needed exactly then. */
  readonly noNationalIdReason: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly motherName: string;
  readonly residenceMode: string;
  /** Codes of items; none means every item of the package that needs no assessment of the person. */
  readonly items: readonly string[];
}
export type PersonField = keyof PersonRow;

export type PersonErrorCode =
  | 'NAME_REQUIRED'
  | 'TOO_LONG'
  | 'DIRECTION_CONTROLS'
  | 'NIK_DIGITS'
  | 'NIK_SCIENTIFIC'
  | 'NIK_LENGTH'
  | 'NIK_DATE'
  | 'NIK_SERIAL'
  | 'NIK_OR_REASON_REQUIRED'
  | 'KK_DIGITS'
  | 'KK_SCIENTIFIC'
  | 'KK_LENGTH'
  | 'BIRTH_DATE_REQUIRED'
  | 'BIRTH_DATE_UNREADABLE'
  | 'BIRTH_DATE_CENTURY'
  | 'BIRTH_DATE_IN_FUTURE'
  | 'BIRTH_DATE_TOO_OLD'
  | 'SEX_UNREADABLE'
  | 'RESIDENCE_UNREADABLE'
  | 'ITEM_UNKNOWN'
  | 'ITEM_REQUIRED'
  | 'DUPLICATE_IN_FILE'
  | 'ALREADY_LISTED';
export type PersonWarningCode =
  | 'NIK_SEX_DIFFERS'
  | 'NIK_BIRTH_DATE_DIFFERS'
  | 'NO_NIK'
  | 'AGE_OUTSIDE_GROUP'
  | 'ALREADY_PROPOSED'
  | 'REGISTER_KEPT'
  | 'LEFT_REGISTER';
export interface PersonError {
  readonly field: PersonField;
  readonly code: PersonErrorCode;
}
export interface PersonWarning {
  readonly field: PersonField;
  readonly code: PersonWarningCode;
}

export interface ReadPerson {
  readonly name: string;
  readonly nationalId: string | null;
  readonly familyCardNo: string | null;
  readonly noNationalIdReason: string | null;
  readonly birthDate: LocalDate;
  readonly sex: Sex;
  readonly motherName: string | null;
  readonly residenceMode: 'IN_PANTI' | 'HOME_CARE';
  /** What the key of the claim is made from (process.md 4): the NIK, or name, birth date and mother's name. */
  readonly identityText: string;
}
export interface PersonReading {
  /** null while a field is wrong. */
  readonly person: ReadPerson | null;
  readonly errors: readonly PersonError[];
  readonly warnings: readonly PersonWarning[];
}

const MAXIMUM_NAME = 200;
const MAXIMUM_AGE = 115;
const SEXES: Readonly<Record<string, Sex>> = {
  l: 'M',
  m: 'M',
  lk: 'M',
  laki: 'M',
  lakilaki: 'M',
  pria: 'M',
  male: 'M',
  p: 'F',
  f: 'F',
  pr: 'F',
  perempuan: 'F',
  wanita: 'F',
  female: 'F',
};
const RESIDENCES: Readonly<Record<string, ReadPerson['residenceMode']>> = {
  '': 'IN_PANTI',
  inpanti: 'IN_PANTI',
  panti: 'IN_PANTI',
  dipanti: 'IN_PANTI',
  dalampanti: 'IN_PANTI',
  homecare: 'HOME_CARE',
  luarpanti: 'HOME_CARE',
  dirumah: 'HOME_CARE',
  rumah: 'HOME_CARE',
};

/** How a typed sex or residence was understood; null where it was not. */
export function readSex(typed: string): Sex | null {
  return SEXES[word(typed)] ?? null;
}
export function readResidence(typed: string): ReadPerson['residenceMode'] | null {
  return RESIDENCES[word(typed)] ?? null;
}

/** Reads one row on `today` (WITA), naming everything that is wrong with it at once. */
export function readPersonRow(row: PersonRow, today: LocalDate): PersonReading {
  const errors: PersonError[] = [];
  const fail = (field: PersonField, code: PersonErrorCode): null => {
    errors.push({ field, code });
    return null;
  };
  const text = (field: Exclude<PersonField, 'items'>): string => readText(row[field], field, fail);
  const name = text('name');
  if (name === '' && errors.length === 0) fail('name', 'NAME_REQUIRED');
  const motherName = text('motherName');
  const reason = text('noNationalIdReason');
  const nationalId = readNumber(row, reason, fail);
  const card = readFamilyCard(row.familyCardNo);
  if (!card.ok && card.code !== 'KK_EMPTY') fail('familyCardNo', card.code);
  const birthDate = readBirthDate(row.birthDate, today, fail);
  const sex = readSex(row.sex) ?? fail('sex', 'SEX_UNREADABLE');
  const residenceMode = readResidence(row.residenceMode) ?? fail('residenceMode', 'RESIDENCE_UNREADABLE');
  if (errors.length > 0 || birthDate === null || sex === null || residenceMode === null) {
    return { person: null, errors, warnings: [] };
  }
  const warnings: readonly PersonWarning[] =
    nationalId === null
      ? [{ field: 'nationalId', code: 'NO_NIK' }]
      : compareNationalId(nationalId, { sex, birthDate }).map((code) => ({
          field: code === 'NIK_SEX_DIFFERS' ? 'sex' : 'birthDate',
          code,
        }));
  const digits = nationalId?.digits ?? null;
  return {
    person: {
      name,
      nationalId: digits,
      familyCardNo: card.ok ? card.digits : null,
      noNationalIdReason: digits === null ? reason : null,
      birthDate,
      sex,
      motherName: motherName === '' ? null : motherName,
      residenceMode,
      identityText: digits ?? `no-nik|${normalisedName(name)}|${birthDate}|${normalisedName(motherName)}`,
    },
    errors,
    warnings,
  };
}

/** Whole years on a day. */
export function ageOn(birthDate: LocalDate, day: LocalDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** A child is under 18, an elderly person 60 or more (Permensos 9/2018); the other groups have no age. */
export function ageFitsGroup(targetGroup: string, age: number): boolean {
  if (targetGroup === 'CHILD') return age < 18;
  return targetGroup !== 'ELDERLY' || age >= 60;
}

type Fail = (field: PersonField, code: PersonErrorCode) => null;

function readText(typed: string, field: PersonField, fail: Fail): string {
  // an absurd length is cut before the patterns see it; what is left is still too long
  const text = withoutControls(typed.slice(0, MAXIMUM_NAME * 2)).replaceAll(/\s+/gu, ' ');
  if (text.length > MAXIMUM_NAME || typed.length > MAXIMUM_NAME * 2) fail(field, 'TOO_LONG');
  if (hasBidiControl(text)) fail(field, 'DIRECTION_CONTROLS');
  return text;
}

function readNumber(row: PersonRow, reason: string, fail: Fail) {
  const reading = readNationalId(row.nationalId);
  if (reading.ok) return reading;
  if (reading.code !== 'NIK_EMPTY') return fail('nationalId', reading.code);
  return reason === '' ? fail('nationalId', 'NIK_OR_REASON_REQUIRED') : null;
}

function readBirthDate(typed: string, today: LocalDate, fail: Fail): LocalDate | null {
  if (typed.trim() === '') return fail('birthDate', 'BIRTH_DATE_REQUIRED');
  const dates = readBirthDates(typed);
  const [date] = dates;
  if (date === undefined) return fail('birthDate', 'BIRTH_DATE_UNREADABLE');
  const [possible, other] = dates.filter((day) => day <= today && ageOn(day, today) <= MAXIMUM_AGE);
  if (other !== undefined) return fail('birthDate', 'BIRTH_DATE_CENTURY');
  if (possible !== undefined) return possible;
  return fail('birthDate', date > today ? 'BIRTH_DATE_IN_FUTURE' : 'BIRTH_DATE_TOO_OLD');
}

function word(typed: string): string {
  return typed
    .slice(0, 40)
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
}
