import { read, utils } from '@e965/xlsx';
import { describe, expect, it } from '@jest/globals';
import { personsCsvTemplate, readPersonRows } from '../../../src/app/drafts/read-person-rows.js';
import { readPersonRow } from '../../../src/domain/person-row.js';
import { personsTemplate } from '../../../src/app/drafts/persons-template.js';
import { codeOf } from '../../support/person-rows.js';

const expected = {
  name: 'Ani Peraga',
  nationalId: '6472015503150001',
  birthDate: '15/03/2015',
  sex: 'P',
  items: ['FOOD'],
};

function refusal(content: Uint8Array | string): Promise<string> {
  return codeOf(readPersonRows(content));
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
    [
      'a title above the head, and a column twice',
      'DAFTAR CALON PENERIMA\n\nNama;NIK;Tanggal lahir;JK;Barang;Nama\nAni Peraga;6472015503150001;15/03/2015;P;FOOD;x',
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
  ])('reads %s', async (_what, text) => {
    expect(await readPersonRows(text)).toMatchObject([expected]);
    expect(await readPersonRows(Buffer.from(text))).toMatchObject([expected]);
  });

  it('reads what older spreadsheets write in their own code page', async () => {
    const bytes = Buffer.concat([Buffer.from('nama;nik\nJos'), Buffer.from([0xe9]), Buffer.from(';1')]);
    expect(await readPersonRows(bytes)).toMatchObject([{ name: 'José', nationalId: '1' }]);
  });

  it('keeps commas inside quotes and several items in one cell', async () => {
    expect(await readPersonRows('nama;barang\n"Ani; Peraga";FOOD, CLOTHING + ASSISTIVE_DEVICE')).toMatchObject([
      { name: 'Ani; Peraga', items: ['FOOD', 'CLOTHING', 'ASSISTIVE_DEVICE'] },
    ]);
  });

  it('understands its own template', async () => {
    expect(
      await readPersonRows(`${personsCsvTemplate()}Ani Peraga;6472015503150001;15/03/2015;P;;;;;FOOD`),
    ).toMatchObject([expected]);
    expect(await readPersonRows(personsCsvTemplate())).toEqual([]);
    expect(await readPersonRows('')).toEqual([]);
  });

  it('offers a workbook whose long numbers stay texts, with examples that are not read', async () => {
    const bytes = personsTemplate();
    expect(await readPersonRows(bytes)).toEqual([]);
    const book = read(bytes, { cellNF: true, sheetStubs: true });
    expect(book.SheetNames).toEqual(['Daftar', 'Contoh']);
    expect(book.Sheets['Daftar']?.['B1001']).toMatchObject({ z: '@' });
    const [heads, ...examples] = utils.sheet_to_json<string[]>(book.Sheets['Contoh'] ?? {}, { header: 1 });
    const text = [heads ?? [], ...examples].map((cells) => Array.from(cells, (cell) => `"${cell ?? ''}"`).join(';'));
    const people = (await readPersonRows(text.join('\n'))).map((row) => readPersonRow(row, '2026-11-24'));
    expect(people.map(({ errors }) => errors)).toEqual([[], [], []]);
  });

  it('refuses a broken file, too many rows and too many bytes', async () => {
    expect(await refusal('nama;nik\n"Ani;1\n')).toBe('SHEET_BROKEN file');
    expect(await refusal(`nama;nik\n${'Ani;1\n'.repeat(5_001)}`)).toBe('SHEET_ROWS file');
    expect(await readPersonRows(`nama;nik\n${'Ani;1\n'.repeat(5_000)}`)).toHaveLength(5_000);
    expect(await refusal('x'.repeat(11_000_000))).toBe('SHEET_BYTES file');
  });
});
