import { Zip, ZipDeflate } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Every cell is a text: what looks like a number or a formula stays as it is. */
const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Daftar" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};
/** A ZIP knows no zone: equal rows give equal bytes. */
const NO_TIME = new Date(1980, 0, 1, 0, 0, 0);
const PIECE_CHARACTERS = 256 * 1024;

export interface SheetWriter {
  row(cells: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

/** A workbook of one sheet of texts, given away piece by piece: only the rows since the last piece are in memory. */
export function createXlsxWriter(give: (bytes: Uint8Array) => Promise<void>): SheetWriter {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    ready.push(chunk);
  });
  const utf8 = new TextEncoder();
  const add = (name: string): ZipDeflate => {
    const entry = new ZipDeflate(name, { level: 3 });
    entry.mtime = NO_TIME;
    zip.add(entry);
    return entry;
  };
  for (const [name, text] of Object.entries(PARTS)) add(name).push(utf8.encode(text), true);
  const sheet = add('xl/worksheets/sheet1.xml');
  let waiting = `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`;
  const flush = async (last: boolean): Promise<void> => {
    sheet.push(utf8.encode(waiting), last);
    waiting = '';
    if (last) zip.end();
    for (const chunk of ready.splice(0)) await give(chunk);
  };
  return {
    async row(cells) {
      waiting += `<row>${cells.map(cellOf).join('')}</row>`;
      if (waiting.length > PIECE_CHARACTERS) await flush(false);
    },
    async end() {
      waiting += '</sheetData></worksheet>';
      await flush(true);
    },
  };
}

/** The same rows as text: commas, every cell in quotes, none that a spreadsheet would calculate. */
export function createCsvWriter(give: (bytes: Uint8Array) => Promise<void>): SheetWriter {
  const utf8 = new TextEncoder();
  let waiting = '\uFEFF';
  const flush = async (): Promise<void> => {
    await give(utf8.encode(waiting));
    waiting = '';
  };
  return {
    async row(cells) {
      waiting += `${cells.map((cell) => `"${(/^[=+\-@\t]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
      if (waiting.length > PIECE_CHARACTERS) await flush();
    },
    end: flush,
  };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function cellOf(text: string): string {
  const escaped = text.replaceAll(/[&<>"]/g, (mark) => ESCAPES[mark] ?? mark);
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`;
}
