import { describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { xlsxFile } from '../../../src/app/ranking/xlsx-file.js';

describe('a sheet', () => {
  const rows = [
    ['=SUM(A1)', 7, null],
    ['Ibu & <Anak>', -3, '"x"'],
  ];

  it('holds texts as they are and numbers as numbers, in the parts that a workbook has', () => {
    const parts = unzipSync(xlsxFile('Daftar: [peringkat]', ['LKS', 'Nilai', 'Usul'], rows));
    const text = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
    expect(Object.keys(parts).toSorted()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    expect(text('xl/workbook.xml')).toContain('name="Daftar   peringkat "');
    const sheet = text('xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<c r="A2" t="inlineStr"><is><t xml:space="preserve">=SUM(A1)</t></is></c>');
    expect(sheet).toContain('<c r="B2"><v>7</v></c></row>');
    expect(sheet).toContain('Ibu &amp; &lt;Anak&gt;');
    expect(sheet).toContain('<c r="C3" t="inlineStr"><is><t xml:space="preserve">&quot;x&quot;</t></is></c>');
  });

  it('has the same bytes for the same rows', () => {
    expect(xlsxFile('a', ['b'], rows)).toEqual(xlsxFile('a', ['b'], rows));
  });
});
