import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  compareNationalId,
  maskNationalId,
  plausibleBirthDates,
  readFamilyCard,
  readNationalId,
  readNpwp,
} from '../../../src/domain/national-id.js';

const birthDate = fc
  .date({ min: new Date('1901-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const sex = fc.constantFrom('F' as const, 'M' as const);

function nationalId(region: number, date: string, typedSex: 'F' | 'M', serial: number): string {
  const day = Number(date.slice(8)) + (typedSex === 'F' ? 40 : 0);
  return `${region}${String(day).padStart(2, '0')}${date.slice(5, 7)}${date.slice(2, 4)}${String(serial).padStart(4, '0')}`;
}

describe('reading a NIK', () => {
  it('finds district, birth date, sex and serial of any well-formed one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 110101, max: 999999 }),
        birthDate,
        sex,
        fc.integer({ min: 1, max: 9999 }),
        (region, date, typedSex, serial) => {
          const digits = nationalId(region, date, typedSex, serial);
          const id = readNationalId(digits);
          expect(id).toMatchObject({ ok: true, digits, sex: typedSex, serial });
          if (!id.ok) return;
          expect(id.region.replaceAll('.', '')).toBe(String(region));
          expect(id.birthDates).toContain(date);
          expect(compareNationalId(id, { sex: typedSex, birthDate: date })).toEqual([]);
        },
      ),
    );
  });

  it.each([
    ['6472017105900001', { ok: true, sex: 'F', birthDates: ['1990-05-31', '2090-05-31'] }],
    ['6472 0131 0590 0001', { ok: true, digits: '6472013105900001', sex: 'M' }],
    ['64.72.01-410100-0001', { ok: true, birthDates: ['1900-01-01', '2000-01-01'] }],
    ['6472012902000001', { ok: true, birthDates: ['2000-02-29'] }],
    ['', { ok: false, code: 'NIK_EMPTY' }],
    ['647201310590000', { ok: false, code: 'NIK_LENGTH' }],
    ['64720131059000011', { ok: false, code: 'NIK_LENGTH' }],
    ['6,47202E+15', { ok: false, code: 'NIK_SCIENTIFIC' }],
    ['6.4720155031500001e+15', { ok: false, code: 'NIK_SCIENTIFIC' }],
    ['647201310590000O', { ok: false, code: 'NIK_DIGITS' }],
    ['٦٤٧٢٠١٣١٠٥٩٠٠٠٠١', { ok: false, code: 'NIK_DIGITS' }],
    ['6472013113900001', { ok: false, code: 'NIK_DATE' }],
    ['6472017205900001', { ok: false, code: 'NIK_DATE' }],
    ['6472013205900001', { ok: false, code: 'NIK_DATE' }],
    ['6472014005900001', { ok: false, code: 'NIK_DATE' }],
    ['6472010005900001', { ok: false, code: 'NIK_DATE' }],
    ['6472017002900001', { ok: false, code: 'NIK_DATE' }],
    ['6472012902010001', { ok: false, code: 'NIK_DATE' }],
    ['6472013105900000', { ok: false, code: 'NIK_SERIAL' }],
  ])('of "%s"', (text, expected) => {
    expect(readNationalId(text)).toMatchObject(expected);
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\d{16}$/)), (text) => {
        const id = readNationalId(text);
        if (id.ok) expect(id.digits).toMatch(/^\d{16}$/);
      }),
    );
    expect(readNationalId('6'.repeat(10_000_000))).toEqual({ ok: false, code: 'NIK_LENGTH' });
  });

  it('warns of another sex or birth date, and does not refuse', () => {
    const id = readNationalId('6472017105900001');
    if (!id.ok) throw new Error(id.code);
    expect(compareNationalId(id, { sex: 'M', birthDate: '1990-05-31' })).toEqual(['NIK_SEX_DIFFERS']);
    expect(compareNationalId(id, { sex: 'F', birthDate: '1991-05-31' })).toEqual(['NIK_BIRTH_DATE_DIFFERS']);
  });

  it('leaves the century open only where both make a living person', () => {
    const of = (digits: string): readonly string[] => {
      const id = readNationalId(digits);
      return id.ok ? plausibleBirthDates(id, '2025-03-03') : [];
    };
    expect(of('6472013105900001')).toEqual(['1990-05-31']);
    expect(of('6472010101150001')).toEqual(['1915-01-01', '2015-01-01']);
    expect(of('6472010203090001')).toEqual(['2009-03-02']);
    expect(of('6472010403250001')).toEqual(['1925-03-04']);
  });
});

describe('masking', () => {
  it('keeps the regency and the serial, and hides all of anything else', () => {
    expect(maskNationalId('6472013105900001')).toBe('6472••••••••0001');
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (!/^\d{16}$/.test(text)) expect(maskNationalId(text)).toBe('•'.repeat(16));
      }),
    );
  });
});

describe('family card and NPWP', () => {
  it.each([
    ['6472 0101 0120 0001', { ok: true, digits: '6472010101200001' }],
    ['', { ok: false, code: 'KK_EMPTY' }],
    ['647201010120000', { ok: false, code: 'KK_LENGTH' }],
    ['0000000000000000', { ok: false, code: 'KK_LENGTH' }],
    ['6.47E+15', { ok: false, code: 'KK_SCIENTIFIC' }],
    ['64720101012000x1', { ok: false, code: 'KK_DIGITS' }],
  ])('family card "%s"', (text, expected) => {
    expect(readFamilyCard(text)).toEqual(expected);
  });

  it.each([
    ['01.234.567.8-901.000', { ok: true, digits: '0012345678901000' }],
    ['0012345678901000', { ok: true, digits: '0012345678901000' }],
    ['', { ok: false, code: 'NPWP_EMPTY' }],
    ['123', { ok: false, code: 'NPWP_LENGTH' }],
    ['000000000000000', { ok: false, code: 'NPWP_LENGTH' }],
    ['01.234.567.8-901.00x', { ok: false, code: 'NPWP_DIGITS' }],
  ])('NPWP "%s"', (text, expected) => {
    expect(readNpwp(text)).toEqual(expected);
  });
});
