import { csvRows } from './csv-rows.js';
import { sheetRefusal } from './sheet-refusal.js';
import { pageLimits, type SheetLimits, type SheetSource } from './sheet-source.js';
import { xlsxRows } from './xlsx-rows.js';

/** One row with something in it. A date is `2015-12-31`, a number has no separators, and a NIK that was rounded has an exponent. */
export interface SheetRow {
  /** As the spreadsheet counts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');
const ZIP = Buffer.from('PK\u0003\u0004');
/** Files that are no text and no workbook, and pages that call themselves a spreadsheet. */
const OTHERS = [
  '%PDF',
  '\u0089PNG',
  '\u00ff\u00d8\u00ff',
  'GIF8',
  'PK',
  '{\\rtf',
  'Rar!',
  '7z\u00bc\u00af',
  '\u001f\u008b',
];
const DIRECTORY_BYTES = 64 * 1024;

/**
 * Rows of an XLSX or CSV file as they are read, for as long as they are asked for; nothing of it is calculated or followed.
 * Errors: SHEET_BYTES, SHEET_TYPE, SHEET_OLD, SHEET_ENCRYPTED, SHEET_MACROS, SHEET_INFLATED, SHEET_ENTITIES, SHEET_BROKEN, SHEET_COLUMNS, SHEET_ROWS.
 */
export async function* readSheet(source: SheetSource, limits: SheetLimits = pageLimits): AsyncGenerator<SheetRow> {
  if (source.size > limits.bytes) throw sheetRefusal('SHEET_BYTES', { limit: limits.bytes });
  const head = Buffer.from(await source.read(0, 512));
  if (head.subarray(0, 8).equals(COMPOUND_FILE))
    throw sheetRefusal((await isEncrypted(source)) ? 'SHEET_ENCRYPTED' : 'SHEET_OLD');
  const isWorkbook = head.subarray(0, 4).equals(ZIP);
  if (!isWorkbook && isOther(head)) throw sheetRefusal('SHEET_TYPE');
  let count = 0;
  for await (const row of isWorkbook ? xlsxRows(source, limits) : csvRows(source, limits)) {
    count += 1;
    // one more for the heads
    if (count > limits.rows + 1) throw sheetRefusal('SHEET_ROWS', { limit: limits.rows });
    yield row;
  }
}

/** An encrypted workbook lies in the kind of file that old workbooks are; only the name of its stream tells them apart. */
async function isEncrypted(source: SheetSource): Promise<boolean> {
  const ends = [
    await source.read(0, DIRECTORY_BYTES),
    await source.read(Math.max(0, source.size - DIRECTORY_BYTES), source.size),
  ];
  return ends.some((bytes) => Buffer.from(bytes).includes(ENCRYPTED_PACKAGE));
}

function isOther(head: Buffer): boolean {
  const text = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  return text.startsWith('<') || OTHERS.some((magic) => text.startsWith(magic));
}
