import { describe, expect, it, jest } from '@jest/globals';
import { read } from '@e965/xlsx';
import { xlsxFile } from '../../../src/app/ranking/xlsx-file.js';

describe('a sheet', () => {
  const rows = [
    ['=SUM(A1)', 7, null],
    ['Ibu & <Anak>', -3, '"x"'],
  ];

  it('holds texts as they are and numbers as numbers', () => {
    const book = read(xlsxFile('Daftar: [peringkat]', ['LKS', 'Nilai', 'Usul'], rows));
    expect(book.SheetNames).toEqual(['Daftar   peringkat ']);
    const sheet = book.Sheets['Daftar   peringkat '] ?? {};
    expect(sheet['A1']).toMatchObject({ t: 's', v: 'LKS' });
    expect(sheet['A2']).toMatchObject({ t: 's', v: '=SUM(A1)' });
    expect(sheet['A2']).not.toHaveProperty('f');
    expect(sheet['B2']).toMatchObject({ t: 'n', v: 7 });
    expect(sheet).not.toHaveProperty('C2');
    expect(sheet['A3']).toMatchObject({ t: 's', v: 'Ibu & <Anak>' });
    expect(sheet['B3']).toMatchObject({ t: 'n', v: -3 });
    expect(sheet['C3']).toMatchObject({ t: 's', v: '"x"' });
  });

  it('has the same bytes for the same rows, whenever it is made', () => {
    const earlier = xlsxFile('a', ['b'], rows);
    jest.useFakeTimers({ now: new Date('2031-05-06T07:08:09Z') });
    const later = xlsxFile('a', ['b'], rows);
    jest.useRealTimers();
    expect(later).toEqual(earlier);
  });
});
