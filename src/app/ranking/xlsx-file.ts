import { utils, write } from '@e965/xlsx';

export type SheetValue = string | number | null;

/** One sheet as an Office Open XML workbook: texts stand as they are and are never calculated, equal rows give equal bytes. */
export function xlsxFile(
  title: string,
  head: readonly string[],
  rows: readonly (readonly SheetValue[])[],
): Uint8Array<ArrayBuffer> {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([[...head], ...rows.map((row) => [...row])]), sheetName(title));
  const bytes: unknown = write(book, { type: 'array', bookType: 'xlsx', compression: true });
  return new Uint8Array(bytes as ArrayBuffer);
}

/** At most 31 characters, none that a workbook forbids. */
function sheetName(title: string): string {
  return title.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31);
}
