import { setImmediate } from 'node:timers/promises';
import { lineHeight, type Align, type Sheet, type TextStyle } from './sheet.js';

export interface Column {
  readonly title: string;
  /** Share of the table's width; the shares of a table add up to 1. */
  readonly share: number;
  readonly align?: Align;
}

/** Each entry of a cell starts a line of its own. */
export type Cell = string | readonly string[];

export interface TableOptions {
  readonly columns: readonly Column[];
  readonly rows: Iterable<readonly Cell[]>;
  /** Bold last row; its first cells may be empty. */
  readonly total?: readonly Cell[];
  readonly size?: number;
}

const PADDING = { x: 4, y: 3 };
const LINE = '#8a8a8a';
const HEAD_FILL = '#ececec';
/** Rows drawn before other work of the process gets its turn. */
const ROWS_PER_TURN = 200;

/** Draws a ruled table; the head repeats on every page and a row is torn only if it is higher than a page. */
export async function drawTable(sheet: Sheet, options: TableOptions): Promise<void> {
  const size = options.size ?? 9;
  const body: TextStyle = { size };
  const bold: TextStyle = { size, bold: true };
  const edges = columnEdges(sheet, options.columns);
  const headLines = layOut(
    sheet,
    options.columns.map(({ title }) => title),
    edges,
    bold,
  );
  const headHeight = rowHeight(headLines, bold);

  const centred = options.columns.map(() => 'center' as const);
  const head = (): void => drawRow(sheet, headLines, edges, centred, bold, 'head');
  // who hears the table read aloud has heard its head once
  const repeatedHead = (): void =>
    sheet.artifact(() => drawRow(sheet, headLines, edges, centred, bold, 'repeated head'));
  const row = (cells: readonly Cell[], style: TextStyle): void => {
    let lines = layOut(sheet, cells, edges, style);
    const aligns = options.columns.map(({ align }) => align ?? 'left');
    const wholePage = sheet.bottom() - 48 - headHeight;
    if (rowHeight(lines, style) <= wholePage) {
      if (sheet.ensure(rowHeight(lines, style))) repeatedHead();
      drawRow(sheet, lines, edges, aligns, style);
      return;
    }
    while (lines.some((cell) => cell.length > 0)) {
      if (sheet.ensure(lineHeight(style) + 2 * PADDING.y)) repeatedHead();
      const fitting = Math.max(1, Math.floor((sheet.bottom() - sheet.y() - 2 * PADDING.y) / lineHeight(style)));
      drawRow(
        sheet,
        lines.map((cell) => cell.slice(0, fitting)),
        edges,
        aligns,
        style,
      );
      lines = lines.map((cell) => cell.slice(fitting));
    }
  };

  // A head alone at the foot of a page helps nobody.
  sheet.ensure(headHeight + 2 * lineHeight(body) + 2 * PADDING.y);
  sheet.open('Table');
  head();
  let drawn = 0;
  for (const cells of options.rows) {
    row(cells, body);
    drawn += 1;
    if (drawn % ROWS_PER_TURN === 0) await setImmediate();
  }
  if (options.total !== undefined) row(options.total, bold);
  sheet.close();
}

function columnEdges(sheet: Sheet, columns: readonly Column[]): readonly number[] {
  const edges = [sheet.left];
  for (const { share } of columns) edges.push((edges.at(-1) ?? sheet.left) + share * sheet.width());
  return edges;
}

function layOut(
  sheet: Sheet,
  cells: readonly Cell[],
  edges: readonly number[],
  style: TextStyle,
): readonly (readonly string[])[] {
  return cells.map((cell, column) => {
    const width = (edges[column + 1] ?? 0) - (edges[column] ?? 0) - 2 * PADDING.x;
    return (typeof cell === 'string' ? [cell] : cell).flatMap((part) => sheet.wrap(part, style, width));
  });
}

function rowHeight(lines: readonly (readonly string[])[], style: TextStyle): number {
  return Math.max(1, ...lines.map((cell) => cell.length)) * lineHeight(style) + 2 * PADDING.y;
}

function drawRow(
  sheet: Sheet,
  lines: readonly (readonly string[])[],
  edges: readonly number[],
  aligns: readonly Align[],
  style: TextStyle,
  kind: 'head' | 'repeated head' | 'body' = 'body',
): void {
  const { doc } = sheet;
  const top = sheet.y();
  const height = rowHeight(lines, style);
  const [first = 0, last = 0] = [edges[0], edges.at(-1)];
  sheet.artifact(() => {
    if (kind !== 'body') doc.rect(first, top, last - first, height).fill(HEAD_FILL);
    doc
      .lineWidth(0.5)
      .strokeColor(LINE)
      .rect(first, top, last - first, height);
    for (const edge of edges.slice(1, -1)) doc.moveTo(edge, top).lineTo(edge, top + height);
    doc.stroke();
  });
  const drawCell = (cell: readonly string[], column: number): void => {
    const x = (edges[column] ?? 0) + PADDING.x;
    const width = (edges[column + 1] ?? 0) - (edges[column] ?? 0) - 2 * PADDING.x;
    cell.forEach((text, index) => {
      sheet.line(text, x, top + PADDING.y + index * lineHeight(style), width, style, aligns[column]);
    });
  };
  if (kind === 'repeated head') {
    lines.forEach(drawCell);
  } else {
    const scope = kind === 'head' ? { scope: 'Column' as const } : {};
    sheet.open('TR');
    lines.forEach((cell, column) => sheet.content(kind === 'head' ? 'TH' : 'TD', () => drawCell(cell, column), scope));
    sheet.close();
  }
  sheet.moveTo(top + height);
}
