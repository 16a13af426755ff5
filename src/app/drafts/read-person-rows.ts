import type { PersonRow } from '../../domain/person-row.js';
import { readSheet } from '../spreadsheet/read-sheet.js';
import { bytesSource, pageLimits } from '../spreadsheet/sheet-source.js';
import { columnsOfHead, personColumns, rowOfCells } from './person-columns.js';

/** In one list. */
export const MAX_ROWS = pageLimits.rows;

/** Heads may stand below a title; further down they are the first person. */
const HEAD_WITHIN = 10;

/**
 * Reads a list of persons from a file or pasted text: XLSX, or a text with comma, semicolon or tab; Indonesian or English heads
 * in any order, or none and the template's order. Columns it does not know are left out. Errors: those of readSheet.
 */
export async function readPersonRows(content: Uint8Array | string): Promise<readonly PersonRow[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const cells: (readonly string[])[] = [];
  for await (const row of readSheet(bytesSource(bytes))) cells.push(row.cells);
  const heads = cells.slice(0, HEAD_WITHIN).map(columnsOfHead);
  const at = heads.findIndex((fields) => fields.includes('name'));
  const fields = heads[at] ?? personColumns.map((column) => column.field);
  return cells.slice(at + 1).map((row) => rowOfCells(fields, row));
}

/** An empty sheet with the heads that readPersonRows knows; semicolons and a byte order mark, as Indonesian Excel reads it. */
export function personsCsvTemplate(): string {
  return `\uFEFF${personColumns.map((column) => column.title).join(';')}\r\n`;
}
