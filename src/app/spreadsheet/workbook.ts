import { isDateFormat } from './cell-value.js';
import { hearXml, type Attributes } from './read-xml.js';
import { sheetRefusal } from './sheet-refusal.js';
import type { ZipEntries } from './zip-entries.js';

export interface Workbook {
  /** The part of the first sheet that is shown. */
  readonly sheet: string;
  readonly from1904: boolean;
  readonly strings: readonly string[];
  /** Indexes of styles that show a number as a day. */
  readonly dateStyles: ReadonlySet<number>;
}

const CONTENT_TYPES = '[Content_Types].xml';
const MAXIMUM_STRINGS = 5_000_000;
const MAXIMUM_FORMATS = 70_000;

/** What must be known before the rows are read. Errors: SHEET_TYPE, SHEET_MACROS, SHEET_BROKEN, SHEET_ENTITIES, SHEET_INFLATED. */
export async function readWorkbook(zip: ZipEntries): Promise<Workbook> {
  if (!zip.names.includes(CONTENT_TYPES)) throw sheetRefusal('SHEET_TYPE');
  const types = await readContentTypes(zip);
  if (types.macros || zip.names.some((name) => /vbaproject|macrosheets\//i.test(name)))
    throw sheetRefusal('SHEET_MACROS');
  if (types.book === null) throw sheetRefusal('SHEET_TYPE');
  const book = await readBook(zip, types.book);
  const folder = types.book.slice(0, types.book.lastIndexOf('/') + 1);
  const targets = await readTargets(zip, `${folder}_rels/${types.book.slice(folder.length)}.rels`, folder);
  const sheet = targets.get(book.sheetRelation);
  if (sheet === undefined || !zip.names.includes(sheet)) throw sheetRefusal('SHEET_BROKEN');
  return {
    sheet,
    from1904: book.from1904,
    strings: await readStrings(zip, types.strings),
    dateStyles: await readDateStyles(zip, types.styles),
  };
}

interface ContentTypes {
  book: string | null;
  strings: string | null;
  styles: string | null;
  macros: boolean;
}

async function readContentTypes(zip: ZipEntries): Promise<ContentTypes> {
  const types: ContentTypes = { book: null, strings: null, styles: null, macros: false };
  await hearXml(zip.open(CONTENT_TYPES), {
    open(element, { ContentType: type = '', PartName: part = '' }) {
      // a default is said of parts that may not be there
      if (element !== 'Override') return;
      const name = part.replace(/^\//, '');
      if (/macroEnabled|vbaProject/i.test(type)) types.macros = true;
      if (type.endsWith('spreadsheetml.sheet.main+xml') || type.endsWith('spreadsheetml.template.main+xml'))
        types.book = name;
      if (type.endsWith('spreadsheetml.sharedStrings+xml')) types.strings = name;
      if (type.endsWith('spreadsheetml.styles+xml')) types.styles = name;
    },
    text: ignore,
    close: ignore,
  });
  return types;
}

async function readBook(zip: ZipEntries, part: string): Promise<{ sheetRelation: string; from1904: boolean }> {
  const shown: string[] = [];
  let from1904 = false;
  await hearXml(zip.open(part), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      if (name === 'sheet' && /^(visible)?$/.test(attributes['state'] ?? '')) shown.push(relationOf(attributes));
    },
    text: ignore,
    close: ignore,
  });
  const [sheetRelation] = shown;
  if (sheetRelation === undefined) throw sheetRefusal('SHEET_BROKEN');
  return { sheetRelation, from1904 };
}

function relationOf(attributes: Attributes): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
}

async function readTargets(zip: ZipEntries, part: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  await hearXml(zip.open(part), {
    open(name, { Id: id = '', Target: target = '' }) {
      if (name === 'Relationship') targets.set(id, target.startsWith('/') ? target.slice(1) : folder + target);
    },
    text: ignore,
    close: ignore,
  });
  return targets;
}

/** Texts that cells name by number, kept once each. */
async function readStrings(zip: ZipEntries, part: string | null): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === null) return strings;
  let text = '';
  let [inText, phonetic] = [false, false];
  await hearXml(zip.open(part), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === 'rPh') phonetic = false;
      if (name === 't') inText = false;
      if (name !== 'si') return;
      if (strings.length >= MAXIMUM_STRINGS) throw sheetRefusal('SHEET_INFLATED');
      strings.push(text);
    },
  });
  return strings;
}

async function readDateStyles(zip: ZipEntries, part: string | null): Promise<ReadonlySet<number>> {
  const codes = new Map<number, string>();
  const dates = new Set<number>();
  if (part === null) return dates;
  let [inCells, style] = [false, 0];
  await hearXml(zip.open(part), {
    open(name, { numFmtId: id = '0', formatCode: code }) {
      if (name === 'numFmt' && code !== undefined && codes.size < MAXIMUM_FORMATS) codes.set(Number(id), code);
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      if (isDateFormat(Number(id), codes.get(Number(id)))) dates.add(style);
      style += 1;
    },
    text: ignore,
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

function ignore(): void {
  // only the names and attributes of this part say something
}
