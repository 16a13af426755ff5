import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse';
import { sheetRefusal } from './sheet-refusal.js';
import type { SheetRow } from './read-sheet.js';
import { pieces, type SheetLimits, type SheetSource } from './sheet-source.js';
import { through } from './through.js';

const HEAD_BYTES = 4_096;
const MAXIMUM_RECORD = 200_000;

/** Rows of a text with commas, semicolons or tabs between its cells. */
export async function* csvRows(source: SheetSource, limits: SheetLimits): AsyncGenerator<SheetRow> {
  const encoding = await encodingOf(source);
  const delimiter = await delimiterOf(source, encoding);
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    bom: true,
    max_record_size: MAXIMUM_RECORD,
    info: true,
  });
  try {
    for await (const found of through(texts(source, encoding), parser)) {
      const { record, info } = found as { record: string[]; info: { lines: number } };
      if (record.slice(limits.columns).some((cell) => cell !== ''))
        throw sheetRefusal('SHEET_COLUMNS', { limit: limits.columns });
      if (record.some((cell) => cell !== '')) yield { line: info.lines, cells: record.map(plain) };
    }
  } catch (error) {
    throw error instanceof CsvError ? sheetRefusal('SHEET_BROKEN', lineOf(error)) : error;
  }
}

function lineOf(error: CsvError): { readonly line: number } | Record<string, never> {
  const line: unknown = Reflect.get(error, 'lines');
  return typeof line === 'number' ? { line } : {};
}

async function* texts(source: SheetSource, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of pieces(source, 0, source.size)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** UTF-8, UTF-16, or what older spreadsheets on Windows write. */
async function encodingOf(source: SheetSource): Promise<string> {
  const head = Buffer.from(await source.read(0, HEAD_BYTES));
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head.includes(0)) {
    const low = head.filter((byte, index) => byte === 0 && index % 2 === 1).length;
    if (low * 3 < head.byteLength) throw sheetRefusal('SHEET_TYPE');
    return 'utf-16le';
  }
  return (await wholeIsUtf8(source)) ? 'utf-8' : 'windows-1252';
}

async function wholeIsUtf8(source: SheetSource): Promise<boolean> {
  let rest = Buffer.alloc(0);
  for await (const piece of pieces(source, 0, source.size)) {
    if (piece.includes(0)) throw sheetRefusal('SHEET_TYPE');
    const bytes = Buffer.concat([rest, piece]);
    // a sign of several bytes may lie over the end of a piece
    const whole = startOfLastSign(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return false;
    rest = bytes.subarray(whole);
  }
  return isUtf8(rest);
}

function startOfLastSign(bytes: Buffer): number {
  let at = bytes.byteLength - 1;
  while (at > 0 && at > bytes.byteLength - 4 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return Math.max(0, at);
}

async function delimiterOf(source: SheetSource, encoding: string): Promise<string> {
  const head = new TextDecoder(encoding).decode(await source.read(0, HEAD_BYTES));
  const line = head.split(/\r\n|\r|\n/).find((text) => text.trim() !== '') ?? '';
  const count = (mark: string): number => line.split(mark).length;
  return [';', '\t', ','].toSorted((a, b) => count(b) - count(a))[0] ?? ';';
}

/** Spreadsheets keep long numbers as `'6472…` or `="6472…"`. */
function plain(cell: string): string {
  return /^="(.*)"$/.exec(cell)?.[1] ?? cell.replace(/^'/, '');
}
