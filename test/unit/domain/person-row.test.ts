import { describe, expect, it } from '@jest/globals';
import { ageFitsGroup, ageOn, readPersonRow, type PersonRow } from '../../../src/domain/person-row.js';
import { readTypedDate } from '../../../src/domain/time/typed-date.js';
import { aRow } from '../../support/person-rows.js';

const TODAY = '2026-11-24';

function codes(over: Partial<PersonRow>): string[] {
  return readPersonRow(aRow(1, over), TODAY).errors.map((error) => `${error.field} ${error.code}`);
}

describe('a date as people type it', () => {
  it.each([
    '31/12/2015',
    '31-12-2015',
    '31.12.2015',
    '2015-12-31',
    '2015/12/31',
    '31 Desember 2015',
    ' 31 des 2015 ',
    '31-Dec-2015',
  ])('reads %s', (typed) => expect(readTypedDate(typed)).toBe('2015-12-31'));

  it.each([
    '31/12/15',
    '12/31/2015',
    '30/02/2015',
    '0/1/2015',
    '31 Foo 2015',
    '42369',
    '',
    '31/12/20155',
    'x'.repeat(1_000_000),
  ])('does not guess at %.20s', (typed) => expect(readTypedDate(typed)).toBeNull());
});

describe('a birth date as people and spreadsheets write it', () => {
  const read = (birthDate: string) => readPersonRow(aRow(1, { birthDate }), TODAY);

  it.each(['31/12/1950', '31-12-50', "31 Des '50", '31 Desember 1950', '18628', '1950-12-31', '1950-12-31 00:00:00'])(
    'reads %s',
    (typed) => expect(read(typed).person?.birthDate).toBe('1950-12-31'),
  );

  it.each([
    ['15/03/15', 'BIRTH_DATE_CENTURY'],
    ['31/02/50', 'BIRTH_DATE_UNREADABLE'],
    ['1950', 'BIRTH_DATE_UNREADABLE'],
    ['99999', 'BIRTH_DATE_IN_FUTURE'],
  ])('asks about %s by %s', (typed, code) => {
    expect(read(typed).errors).toEqual([{ field: 'birthDate', code }]);
  });
});

describe('one row of a person', () => {
  it('reads a good row, whatever way sex and residence are written', () => {
    for (const sex of ['P', 'p', 'F', 'perempuan', 'Wanita'])
      expect(readPersonRow(aRow(1, { sex }), TODAY).person?.sex).toBe('F');
    for (const sex of ['L', 'M', 'laki-laki', 'Laki laki', 'pria'])
      expect(readPersonRow(aRow(1, { sex }), TODAY).person?.sex).toBe('M');
    expect(readPersonRow(aRow(1, { residenceMode: 'Home Care' }), TODAY).person?.residenceMode).toBe('HOME_CARE');
    expect(readPersonRow(aRow(1), TODAY).person).toMatchObject({ birthDate: '2015-03-15', residenceMode: 'IN_PANTI' });
  });

  it('names every wrong field at once', () => {
    expect(
      codes({
        name: ' ',
        nationalId: '123',
        familyCardNo: '12a',
        birthDate: '31/02/2015',
        sex: 'x',
        residenceMode: 'kota',
      }),
    ).toEqual([
      'name NAME_REQUIRED',
      'nationalId NIK_LENGTH',
      'familyCardNo KK_DIGITS',
      'birthDate BIRTH_DATE_UNREADABLE',
      'sex SEX_UNREADABLE',
      'residenceMode RESIDENCE_UNREADABLE',
    ]);
  });

  it('refuses a birth date that no living person has', () => {
    expect(codes({ birthDate: '25/11/2026' })).toEqual(['birthDate BIRTH_DATE_IN_FUTURE']);
    expect(codes({ birthDate: '24/11/1910' })).toEqual(['birthDate BIRTH_DATE_TOO_OLD']);
    expect(codes({ birthDate: '25/11/1910' })).toEqual([]);
    expect(codes({ birthDate: '' })).toEqual(['birthDate BIRTH_DATE_REQUIRED']);
  });

  it('asks for a reason where there is no national id, and then tells people apart by name, birth date and mother', () => {
    expect(codes({ nationalId: '' })).toEqual(['nationalId NIK_OR_REASON_REQUIRED']);
    const without = { nationalId: '', noNationalIdReason: 'Anak temuan' };
    const reading = readPersonRow(aRow(1, { ...without, name: 'Siti  Nur-Aini' }), TODAY);
    expect(reading.warnings).toEqual([{ field: 'nationalId', code: 'NO_NIK' }]);
    const same = readPersonRow(aRow(1, { ...without, name: 'SITI NUR AÍNI', birthDate: '2015-03-15' }), TODAY);
    expect(same.person?.identityText).toBe(reading.person?.identityText);
    const other = readPersonRow(aRow(1, { ...without, name: 'Siti Nur Aini', motherName: 'Ibu Lain' }), TODAY);
    expect(other.person?.identityText).not.toBe(reading.person?.identityText);
  });

  it('only warns where the national id and what was typed differ', () => {
    const reading = readPersonRow(aRow(1, { sex: 'L', birthDate: '16/03/2015' }), TODAY);
    expect(reading.errors).toEqual([]);
    expect(reading.warnings.map((warning) => warning.code)).toEqual(['NIK_SEX_DIFFERS', 'NIK_BIRTH_DATE_DIFFERS']);
  });

  it('keeps emoji and right-to-left names, strips control characters, refuses direction overrides and absurd lengths', () => {
    expect(readPersonRow(aRow(1, { name: 'Ayu 🌸\u0000' }), TODAY).person?.name).toBe('Ayu 🌸');
    expect(readPersonRow(aRow(1, { name: '\u0645\u0631\u064A\u0645' }), TODAY).person?.name).toBe(
      '\u0645\u0631\u064A\u0645',
    );
    expect(codes({ name: 'Ayu\u202Exyz' })).toEqual(['name DIRECTION_CONTROLS']);
    expect(codes({ name: 'x'.repeat(201) })).toEqual(['name TOO_LONG']);
    expect(codes({ motherName: 'x'.repeat(10_000_000) })).toEqual(['motherName TOO_LONG']);
  });

  it('counts whole years and knows which age fits a group', () => {
    expect(ageOn('2008-11-25', TODAY)).toBe(17);
    expect(ageOn('2008-11-24', TODAY)).toBe(18);
    expect([
      ageFitsGroup('CHILD', 17),
      ageFitsGroup('CHILD', 18),
      ageFitsGroup('ELDERLY', 59),
      ageFitsGroup('DISABILITY', 30),
    ]).toEqual([true, false, false, true]);
  });
});
