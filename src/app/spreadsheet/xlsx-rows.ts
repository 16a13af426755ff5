import { dateText, numberText } from './cell-value.js';
import { readXml, type Attributes, type XmlHandler } from './read-xml.js';
import { sheetRefusal } from './sheet-refusal.js';
import type { SheetRow } from './read-sheet.js';
import type { SheetLimits, SheetSource } from './sheet-source.js';
import { readWorkbook, type Workbook } from './workbook.js';
import { readZipEntries } from './zip-entries.js';

/** No cell of a spreadsheet holds more. */
const MAXIMUM_TEXT = 32_767;

/** The rows of the first shown sheet of a workbook, as it is unpacked: a row is forgotten when the next is read. */
export async function* xlsxRows(source: SheetSource, limits: SheetLimits): AsyncGenerator<SheetRow> {
  const zip = await readZipEntries(source, limits);
  const book = await readWorkbook(zip);
  const rows: SheetRow[] = [];
  const heard = hearSheet(book, limits, rows);
  yield* readXml(zip.open(book.sheet), heard, () => rows.splice(0));
}

function hearSheet(book: Workbook, limits: SheetLimits, rows: SheetRow[]): XmlHandler {
  let line = 0;
  let cells: string[] = [];
  let column = 0;
  let type = '';
  let style = 0;
  let value = '';
  let hearing = false;
  return {
    open(name, attributes) {
      if (name === 'row') {
        line = Number(attributes['r'] ?? line + 1);
        [cells, column] = [[], 0];
      } else if (name === 'c') {
        column = columnOf(attributes) ?? column + 1;
        [type, style, value] = [attributes['t'] ?? 'n', Number(attributes['s'] ?? 0), ''];
      } else hearing = name === 'v' || (name === 't' && type === 'inlineStr');
    },
    text(piece) {
      if (!hearing) return;
      value += piece;
      if (value.length > MAXIMUM_TEXT) throw sheetRefusal('SHEET_BROKEN', { line });
    },
    close(name) {
      hearing = false;
      if (name === 'c' && value !== '') {
        if (column > limits.columns) throw sheetRefusal('SHEET_COLUMNS', { limit: limits.columns });
        while (cells.length < column - 1) cells.push('');
        cells[column - 1] = cellText(book, type, style, value).trim();
      }
      if (name === 'row' && cells.some((cell) => cell !== '')) rows.push({ line, cells });
    },
  };
}

/** `AB12` is column 28. */
function columnOf({ r: reference }: Attributes): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  return letters === undefined
    ? null
    : letters.split('').reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}

function cellText(book: Workbook, type: string, style: number, value: string): string {
  if (type === 's') {
    const text = book.strings[Number(value)];
    if (text === undefined) throw sheetRefusal('SHEET_BROKEN');
    return text;
  }
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd') return value.slice(0, 10);
  if (type !== 'n') return value;
  return (book.dateStyles.has(style) ? dateText(value, book.from1904) : null) ?? numberText(value);
}
