import { utils, write, type WorkSheet } from '@e965/xlsx';
import { personColumns, type PersonColumn } from './person-columns.js';

/** Prepared below the heads: in these cells a spreadsheet keeps what is typed as it is typed. */
const PREPARED_ROWS = 1_000;
/** Long numbers are texts, or their last digits are lost; so are dates, which every program shows in its own order. */
const asText: ReadonlySet<PersonColumn> = new Set(['nationalId', 'familyCardNo', 'birthDate']);

const examples: readonly Readonly<Partial<Record<PersonColumn, string>>>[] = [
  {
    name: 'Contoh Satu (orang rekaan)',
    nationalId: '6472015503150001',
    birthDate: '15/03/2015',
    sex: 'P',
    motherName: 'Ibu Contoh',
    familyCardNo: '6472010101200001',
    residenceMode: 'panti',
  },
  {
    name: 'Contoh Dua (orang rekaan)',
    nationalId: '6472013112500002',
    birthDate: '31 Desember 1950',
    sex: 'L',
    residenceMode: 'rumah',
    items: 'permakanan, alat bantu',
  },
  {
    name: 'Contoh Tiga (orang rekaan)',
    birthDate: '01-02-2012',
    sex: 'L',
    noNationalIdReason: 'Anak temuan, belum tercatat',
    residenceMode: 'panti',
  },
];

/** A workbook to be filled in: heads with columns for numbers as text, and examples on a second sheet, which is not read. */
export function personsTemplate(): Uint8Array<ArrayBuffer> {
  const heads = personColumns.map((column) => column.title);
  const list = withWidths(utils.aoa_to_sheet([heads]));
  for (const [column, { field }] of personColumns.entries()) {
    if (!asText.has(field)) continue;
    for (let row = 1; row <= PREPARED_ROWS; row += 1)
      list[utils.encode_cell({ c: column, r: row })] = { t: 'z', z: '@' };
  }
  list['!ref'] = utils.encode_range({ s: { c: 0, r: 0 }, e: { c: personColumns.length - 1, r: PREPARED_ROWS } });
  const shown = withWidths(
    utils.aoa_to_sheet([heads, ...examples.map((example) => personColumns.map(({ field }) => example[field] ?? ''))]),
  );
  const book = utils.book_new();
  utils.book_append_sheet(book, list, 'Daftar');
  utils.book_append_sheet(book, shown, 'Contoh');
  const bytes: unknown = write(book, { type: 'array', bookType: 'xlsx', compression: true });
  return new Uint8Array(bytes as ArrayBuffer);
}

function withWidths(sheet: WorkSheet): WorkSheet {
  sheet['!cols'] = personColumns.map(({ title }) => ({ wch: Math.max(title.length, 20) }));
  return sheet;
}
