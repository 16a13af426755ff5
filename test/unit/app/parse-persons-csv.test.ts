import { describe, expect, it } from '@jest/globals';
import { parsePersonsCsv, personsCsvTemplate } from '../../../src/app/drafts/parse-persons-csv.js';
import { codeOf } from '../../support/person-rows.js';

const expected = {
  name: 'Ani Peraga',
  nationalId: '6472015503150001',
  birthDate: '15/03/2015',
  sex: 'P',
  items: ['FOOD'],
};

function refusal(content: Uint8Array | string): Promise<string> {
  return codeOf(Promise.resolve().then(() => parsePersonsCsv(content)));
}

describe('a list of persons from a file or the clipboard', () => {
  it.each([
    [
      'commas and English heads',
      'name,national id,birth date,sex,items\nAni Peraga,6472015503150001,15/03/2015,P,FOOD\n',
    ],
    [
      'semicolons and Indonesian heads',
      'No;Nama Lengkap;NIK;Tgl Lahir;JK;Barang\r\n1;Ani Peraga;6472015503150001;15/03/2015;P;FOOD',
    ],
    [
      'tabs in another order',
      'NIK\tNAMA\tL/P\tTanggal lahir (dd/mm/yyyy)\tBantuan\n6472015503150001\tAni Peraga\tP\t15/03/2015\tFOOD',
    ],
    ['no head, in the order of the template', 'Ani Peraga;6472015503150001;15/03/2015;P;;;;;FOOD\n'],
    [
      'a long number kept as text by a spreadsheet',
      `nama;nik;tanggal lahir;jk;barang\n"Ani Peraga";'6472015503150001;15/03/2015;P;FOOD`,
    ],
    [
      'a byte order mark and empty lines',
      '\uFEFFnama;nik;tanggal lahir;jk;barang\n\nAni Peraga;6472015503150001;15/03/2015;P;FOOD\n;;;;\n',
    ],
  ])('reads %s', (_what, text) => {
    expect(parsePersonsCsv(text)).toMatchObject([expected]);
    expect(parsePersonsCsv(Buffer.from(text))).toMatchObject([expected]);
  });

  it('reads what older spreadsheets write in their own code page', () => {
    const bytes = Buffer.concat([Buffer.from('nama;nik\nJos'), Buffer.from([0xe9]), Buffer.from(';1')]);
    expect(parsePersonsCsv(bytes)).toMatchObject([{ name: 'José', nationalId: '1' }]);
  });

  it('keeps commas inside quotes and several items in one cell', () => {
    expect(parsePersonsCsv('nama;barang\n"Ani; Peraga";FOOD, CLOTHING + ASSISTIVE_DEVICE')).toMatchObject([
      { name: 'Ani; Peraga', items: ['FOOD', 'CLOTHING', 'ASSISTIVE_DEVICE'] },
    ]);
  });

  it('understands its own template', () => {
    expect(parsePersonsCsv(`${personsCsvTemplate()}Ani Peraga;6472015503150001;15/03/2015;P;;;;;FOOD`)).toMatchObject([
      expected,
    ]);
    expect(parsePersonsCsv(personsCsvTemplate())).toEqual([]);
    expect(parsePersonsCsv('')).toEqual([]);
  });

  it('refuses a broken file, too many rows and too many bytes', async () => {
    expect(await refusal('nama;nik\n"Ani;1\n')).toBe('INVALID_INPUT file');
    expect(await refusal(`nama;nik\n${'Ani;1\n'.repeat(5_001)}`)).toBe('TOO_LARGE file');
    expect(parsePersonsCsv(`nama;nik\n${'Ani;1\n'.repeat(5_000)}`)).toHaveLength(5_000);
    expect(await refusal('x'.repeat(10_000_000))).toBe('TOO_LARGE file');
  });
});
