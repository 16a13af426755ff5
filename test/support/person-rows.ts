import { Refusal } from '../../src/domain/errors.js';
import type { PersonRow } from '../../src/domain/person-row.js';

/** Synthetic people: number n always has the same NIK of a girl born on 15 March 2015. */
export function aRow(n: number, over: Partial<PersonRow> = {}): PersonRow {
  return {
    name: `Anak Peraga ${n}`,
    nationalId: aNik(n),
    familyCardNo: '',
    noNationalIdReason: '',
    birthDate: '15/03/2015',
    sex: 'P',
    motherName: 'Ibu Peraga',
    residenceMode: '',
    items: [],
    ...over,
  };
}
export function aNik(n: number): string {
  return `647201550315${String(n).padStart(4, '0')}`;
}

/** `accepted`, or the code of the refusal with the fields it names. */
export async function codeOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
    return 'accepted';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { fields } = error.error.details;
    const named: readonly string[] = Array.isArray(fields) ? fields : [];
    return [error.error.code, ...named].join(' ');
  }
}
