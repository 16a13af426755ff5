import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import { Refusal, refuse } from '../../domain/errors.js';
import type { PersonRow } from '../../domain/person-row.js';

export const MAX_ROWS = 5_000;
const MAX_BYTES = 2 * 1024 * 1024;

type TextField = Exclude<keyof PersonRow, 'items'> | 'items';

/** Columns in the order of the template and of pasted lines without a head; every head a sheet may carry, letters only. */
const columns: readonly { readonly field: TextField; readonly title: string; readonly heads: readonly string[] }[] = [
  { field: 'name', title: 'Nama lengkap', heads: ['nama', 'namalengkap', 'name', 'fullname', 'namapenerima'] },
  { field: 'nationalId', title: 'NIK (16 digit)', heads: ['nik', 'noktp', 'nomornik', 'nationalid', 'nationalidno'] },
  {
    field: 'birthDate',
    title: 'Tanggal lahir (31/12/2015)',
    heads: ['tanggallahir', 'tgllahir', 'birthdate', 'dateofbirth', 'dob'],
  },
  { field: 'sex', title: 'Jenis kelamin (L/P)', heads: ['jeniskelamin', 'jk', 'lp', 'kelamin', 'sex', 'gender'] },
  {
    field: 'motherName',
    title: 'Nama ibu',
    heads: ['namaibu', 'namaibukandung', 'ibukandung', 'mothername', 'mother'],
  },
  {
    field: 'familyCardNo',
    title: 'Nomor KK',
    heads: ['nomorkk', 'nokk', 'kk', 'nomorkartukeluarga', 'familycardno', 'familycard'],
  },
  {
    field: 'noNationalIdReason',
    title: 'Alasan tanpa NIK',
    heads: ['alasantanpanik', 'alasantidakadanik', 'alasan', 'nonationalidreason', 'nonikreason', 'reason'],
  },
  {
    field: 'residenceMode',
    title: 'Tempat tinggal (panti/rumah)',
    heads: ['tempattinggal', 'tinggal', 'residencemode', 'residence'],
  },
  { field: 'items', title: 'Barang', heads: ['barang', 'bantuan', 'kebutuhan', 'items', 'item'] },
];

/**
 * Reads a list of persons from a file or pasted text: comma, semicolon or tab, Indonesian or English heads in any order, or
 * none and the template's order. Columns it does not know are left out.
 * Errors: TOO_LARGE (2 MB, 5,000 rows), INVALID_INPUT (`file`, with the line).
 */
export function parsePersonsCsv(content: Uint8Array | string): readonly PersonRow[] {
  const size = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
  if (size > MAX_BYTES) throw new Refusal(refuse('TOO_LARGE', { fields: ['file'], limit: MAX_BYTES }));
  const text = typeof content === 'string' ? content.replace(/^\uFEFF/, '') : decode(content);
  const [first = [], ...rest] = readCells(text);
  const known = first.map(fieldOfHead);
  const headed = known.includes('name');
  const fields = headed ? known : columns.map((column) => column.field);
  const records = headed ? rest : [first, ...rest];
  const rows = records.filter((cells) => cells.some((cell) => cell !== ''));
  if (rows.length > MAX_ROWS)
    throw new Refusal(refuse('TOO_LARGE', { fields: ['file'], rows: rows.length, limit: MAX_ROWS }));
  return rows.map((cells) => toRow(fields, cells));
}

/** An empty sheet with the heads that parsePersonsCsv knows; semicolons and a byte order mark, as Indonesian Excel reads it. */
export function personsCsvTemplate(): string {
  return `\uFEFF${columns.map((column) => column.title).join(';')}\r\n`;
}

/** UTF-8, or what older spreadsheets on Windows write. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}

function readCells(text: string): readonly (readonly string[])[] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      // one record more than allowed shows that there are too many, whatever the file holds
      to: MAX_ROWS + 2,
    });
  } catch (error) {
    const line = error instanceof Error && 'lines' in error && typeof error.lines === 'number' ? error.lines : 0;
    if (line === 0) throw error;
    throw new Refusal(refuse('INVALID_INPUT', { fields: ['file'], line }));
  }
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 2_000).split(/\r?\n/, 1)[0] ?? '';
  const count = (mark: string): number => head.split(mark).length;
  return [';', '\t', ','].toSorted((a, b) => count(b) - count(a))[0] ?? ';';
}

function fieldOfHead(head: string): TextField | null {
  const letters = head
    .replace(/\(.*\)/, '')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
  return columns.find((column) => column.heads.includes(letters))?.field ?? null;
}

function toRow(fields: readonly (TextField | null)[], cells: readonly string[]): PersonRow {
  const cell = (field: TextField): string => plain(cells[fields.indexOf(field)] ?? '');
  return {
    name: cell('name'),
    nationalId: cell('nationalId'),
    familyCardNo: cell('familyCardNo'),
    noNationalIdReason: cell('noNationalIdReason'),
    birthDate: cell('birthDate'),
    sex: cell('sex'),
    motherName: cell('motherName'),
    residenceMode: cell('residenceMode'),
    items: cell('items')
      .split(/[,;|+]/)
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  };
}

/** Spreadsheets keep long numbers as `'6472…` or `="6472…"`. */
function plain(cell: string): string {
  return /^="(.*)"$/.exec(cell)?.[1] ?? cell.replace(/^'/, '');
}
