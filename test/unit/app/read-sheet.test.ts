import { describe, expect, it } from '@jest/globals';
import { readSheet, type SheetRow } from '../../../src/app/spreadsheet/read-sheet.js';
import { bytesSource, pageLimits, type SheetLimits } from '../../../src/app/spreadsheet/sheet-source.js';
import { createCsvWriter, createXlsxWriter } from '../../../src/app/spreadsheet/xlsx-writer.js';
import { xlsxFile } from '../../../src/app/ranking/xlsx-file.js';
import { codeOf } from '../../support/person-rows.js';
import { workbookBytes } from '../../support/sheets.js';

async function read(content: Uint8Array | string, limits: SheetLimits = pageLimits): Promise<readonly SheetRow[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const rows: SheetRow[] = [];
  for await (const row of readSheet(bytesSource(bytes), limits)) rows.push(row);
  return rows;
}
const cellsOf = async (content: Uint8Array | string) => (await read(content)).map((row) => row.cells);
const refusal = (content: Uint8Array | string, limits: Partial<SheetLimits> = {}) =>
  codeOf(read(content, { ...pageLimits, ...limits }));

const aRow = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>';

describe('rows of a workbook', () => {
  it('reads texts, numbers, days and what a formula came to, and says in which line', async () => {
    const bytes = workbookBytes(`
      <row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" t="inlineStr"><is><t>  P </t></is></c></row>
      <row r="4"><c r="A4" s="1"><v>18628</v></c><c r="B4" s="2"><v>42369.5</v></c><c r="C4" s="3"><v>1250000</v></c>
        <c r="D4"><v>0.30000000000000004</v></c><c r="E4" t="str"><f>A1&amp;"x"</f><v>hasil</v></c><c r="F4" t="b"><v>1</v></c></row>
      <row r="9"><c r="A9" s="1"/></row>`);
    expect(await read(bytes)).toEqual([
      { line: 2, cells: ['Ani Peraga', '', 'P'] },
      { line: 4, cells: ['1950-12-31', '2015-12-31 12:00:00', '1250000', '0.3', 'hasil', 'TRUE'] },
    ]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const book =
      '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>';
    const bytes = workbookBytes('<row><c s="1"><v>17166</v></c></row>', { 'xl/workbook.xml': book });
    expect(await cellsOf(bytes)).toEqual([['1950-12-31']]);
  });

  it('shows a number that the spreadsheet has rounded as such', async () => {
    const bytes = workbookBytes('<row><c><v>6.4720155031500001E+15</v></c><c><v>6472015503150001</v></c></row>');
    expect(await cellsOf(bytes)).toEqual([[expect.stringMatching(/^6\.472\d*e\+15$/), '6472015503150001']]);
  });

  it('reads what the product writes', async () => {
    expect(
      await cellsOf(
        xlsxFile(
          'Daftar',
          ['Nama', 'Jumlah'],
          [
            ['Ani', 3],
            ['=1+1', null],
          ],
        ),
      ),
    ).toEqual([['Nama', 'Jumlah'], ['Ani', '3'], ['=1+1']]);
  });

  it('reads what is written row by row, as it was given', async () => {
    for (const make of [createXlsxWriter, createCsvWriter]) {
      const pieces: Uint8Array[] = [];
      const writer = make((bytes) => {
        pieces.push(bytes);
        return Promise.resolve();
      });
      const rows = [
        ['NIK', 'Nama'],
        ['6472015503150001', 'Ibu & <"Anak">'],
        ...Array.from({ length: 9_000 }, (_, n) => [String(n), 'x'.repeat(50)]),
      ];
      for (const row of rows) await writer.row(row);
      await writer.end();
      expect(pieces.length).toBeGreaterThan(2);
      const read: (readonly string[])[] = [];
      for await (const { cells } of readSheet(bytesSource(Buffer.concat(pieces)), { ...pageLimits, rows: 10_000 }))
        read.push(cells);
      expect(read).toEqual(rows);
    }
  });

  it.each<[string, string, Uint8Array | string, Partial<SheetLimits>?]>([
    ['SHEET_TYPE', 'a ZIP without a workbook', workbookBytes('', { '[Content_Types].xml': null })],
    ['SHEET_TYPE', 'a PDF', '%PDF-1.7 nama;nik'],
    ['SHEET_TYPE', 'a page', '<html><table><tr><td>nama'],
    ['SHEET_TYPE', 'a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
    [
      'SHEET_OLD',
      'an old workbook',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024), Buffer.from('Workbook', 'utf16le')]),
    ],
    [
      'SHEET_ENCRYPTED',
      'a workbook with a password',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(1024),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    ],
    ['SHEET_MACROS', 'a macro', workbookBytes(aRow, { 'xl/vbaProject.bin': 'x' })],
    [
      'SHEET_MACROS',
      'a type with macros',
      workbookBytes(aRow, {
        '[Content_Types].xml':
          '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
      }),
    ],
    [
      'SHEET_ENTITIES',
      'a declared entity',
      workbookBytes(aRow, {
        'xl/sharedStrings.xml': '<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa">]><sst><si><t>&a;</t></si></sst>',
      }),
    ],
    [
      'SHEET_INFLATED',
      'a part that grows by a thousand',
      workbookBytes(`<row><c t="inlineStr"><is><t>${' '.repeat(20_000_000)}</t></is></c></row>`),
    ],
    ['SHEET_INFLATED', 'parts that are too large together', workbookBytes(aRow), { inflatedBytes: 1_000 }],
    ['SHEET_BROKEN', 'a file that ends in its middle', workbookBytes(aRow).subarray(0, 400)],
    ['SHEET_BROKEN', 'a sheet that is no XML', workbookBytes('<row><c></row>')],
    ['SHEET_BROKEN', 'a text that is not there', workbookBytes('<row><c t="s"><v>99</v></c></row>')],
    [
      'SHEET_BROKEN',
      'bytes that are no text',
      workbookBytes(aRow, { 'xl/sharedStrings.xml': Buffer.from([0x3c, 0xff, 0xfe, 0x3e]) }),
    ],
    ['SHEET_COLUMNS', 'a cell far to the right', workbookBytes('<row r="1"><c r="GS1"><v>1</v></c></row>')],
    ['SHEET_COLUMNS', 'a text with many cells', `${'a;'.repeat(201)}a`],
    ['SHEET_ROWS', 'too many rows', workbookBytes(aRow.repeat(12)), { rows: 10 }],
    ['SHEET_ROWS', 'too many lines', 'a;b\n'.repeat(12), { rows: 10 }],
    ['SHEET_BYTES', 'too many bytes', 'a;b\n'.repeat(12), { bytes: 10 }],
    ['SHEET_BROKEN', 'a quote that is never closed', 'nama;nik\n"Ani;1\n'],
  ])('refuses by %s %s', async (code, _what, content, limits = {}) => {
    expect(await refusal(content, limits)).toBe(`${code} file`);
  });

  it('notices a packed part that is damaged', async () => {
    const bytes = Buffer.from(
      workbookBytes('<row><c t="inlineStr"><is><t>aaaa bbbb cccc</t></is></c></row>'.repeat(50)),
    );
    const at = bytes.lastIndexOf('sheet1.xml', bytes.lastIndexOf('PK\u0001\u0002') - 400) + 12;
    bytes.fill(0xff, at, at + 40);
    expect(await refusal(bytes)).toBe('SHEET_BROKEN file');
  });

  it('reads on only for as long as it is asked', async () => {
    const rows = readSheet(bytesSource(workbookBytes(aRow.repeat(5_000))));
    expect((await rows.next()).value).toEqual({ line: 1, cells: ['nama'] });
    expect(await rows.return(undefined)).toEqual({ done: true, value: undefined });
  });
});

describe('rows of a text', () => {
  it.each([
    ['commas', 'nama,nik\nAni,1'],
    ['semicolons and a byte order mark', '\uFEFFnama;nik\r\nAni;1\r\n\r\n;;\r\n'],
    ['tabs', 'nama\tnik\nAni\t1\n'],
    ['old line ends', 'nama;nik\rAni;1\r'],
    ['numbers kept as texts', `nama;nik\nAni;'1\n`],
  ])('reads %s', async (_what, text) => {
    expect(await cellsOf(text)).toEqual([
      ['nama', 'nik'],
      ['Ani', '1'],
    ]);
  });

  it('reads UTF-16 of both kinds, with and without its mark, and the code page of older spreadsheets', async () => {
    const text = 'nama;nik\nJosé;1\n';
    const little = Buffer.from(text, 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const bytes of [
      Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
      Buffer.concat([Buffer.from([0xfe, 0xff]), big]),
      little,
      Buffer.from(text, 'latin1'),
    ])
      expect(await cellsOf(bytes)).toEqual([
        ['nama', 'nik'],
        ['José', '1'],
      ]);
  });

  it('reads a sign of several bytes that lies over the end of a piece', async () => {
    const line = `é;${'x'.repeat(60)}\n`;
    const cells = await cellsOf(`a${line.repeat(3_000)}`);
    expect(cells[2_999]?.[0]).toBe('é');
    expect(cells).toHaveLength(3_000);
  });
});
