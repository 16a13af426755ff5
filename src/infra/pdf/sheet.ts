import PdfDocument from 'pdfkit';
import { FONT_NAMES, type FontName, type Fonts } from './fonts.js';
import { printable, splitRuns } from './text-runs.js';

/** Page sizes in points. F4 (215 × 330 mm) is the paper of regional legal products, A4 that of letters and lists. */
export const PAPER = { A4: [595.28, 841.89], F4: [609.45, 935.43] } as const;

export interface TextStyle {
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: string;
}

export type Align = 'left' | 'center' | 'right';

export interface ParagraphOptions {
  readonly align?: Align;
  readonly gapAfter?: number;
  /** Label such as `1.` or `KESATU` that hangs left of the text. */
  readonly label?: string;
  readonly labelWidth?: number;
}

export interface SheetOptions {
  readonly paper: keyof typeof PAPER;
  readonly title: string;
  /** The only date in the file: without it pdfkit writes the time of rendering. */
  readonly frozenAt: Date;
  /** Left of the page number at the foot of every page. */
  readonly footer: readonly string[];
}

/** A document under construction: a cursor that moves down, text in fonts that cover it, and feet written at the end. */
export interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly left: number;
  width(): number;
  bottom(): number;
  y(): number;
  moveTo(y: number): void;
  newPage(orientation: 'portrait' | 'landscape'): void;
  /** Starts a new page of the same orientation unless `height` still fits. True if it did. */
  ensure(height: number): boolean;
  wrap(text: string, style: TextStyle, width: number): readonly string[];
  /** One line whose baseline is derived from the top `y`; never wraps. */
  line(text: string, x: number, y: number, width: number, style: TextStyle, align?: Align): void;
  paragraph(text: string, style: TextStyle, options?: ParagraphOptions): void;
  finish(): Promise<Uint8Array<ArrayBuffer>>;
}

const MARGIN = { top: 48, left: 56, right: 56, bottom: 64 };
const INK = '#1a1a1a';
const LEADING = 1.32;

export function lineHeight(style: TextStyle): number {
  return style.size * LEADING;
}

export function openSheet(options: SheetOptions, fonts: Fonts): Sheet {
  const [shortSide, longSide] = PAPER[options.paper];
  const doc = new PdfDocument({
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: 'id-ID',
    displayTitle: true,
    info: {
      Title: printable(options.title),
      Creator: 'Salur',
      Producer: 'Salur',
      CreationDate: options.frozenAt,
      ModDate: options.frozenAt,
    },
  });
  // pdfkit takes an opened font as well as its bytes; only its types know bytes alone
  for (const name of FONT_NAMES) doc.registerFont(name, fonts.open(name) as unknown as Uint8Array);
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  let orientation: 'portrait' | 'landscape' = 'portrait';

  const fontOf = (style: TextStyle, fallback: boolean): FontName => {
    if (fallback) return style.bold === true ? 'fallback-bold' : 'fallback';
    return style.bold === true ? 'bold' : 'regular';
  };
  const measure = (text: string, style: TextStyle): number =>
    splitRuns(text, fonts.coverage).reduce((sum, run) => {
      doc.font(fontOf(style, run.fallback)).fontSize(style.size);
      return sum + doc.widthOfString(run.text, run.fallback ? { features: [] } : {});
    }, 0);

  const wrap = (text: string, style: TextStyle, width: number): readonly string[] => {
    const lines: string[] = [];
    let current = '';
    for (const word of printable(text).split(' ')) {
      const longer = current === '' ? word : `${current} ${word}`;
      if (measure(longer, style) <= width) {
        current = longer;
        continue;
      }
      if (current !== '') lines.push(current);
      const pieces =
        measure(word, style) <= width ? [word] : breakWord(word, (piece) => measure(piece, style) <= width);
      lines.push(...pieces.slice(0, -1));
      current = pieces.at(-1) ?? '';
    }
    lines.push(current);
    return lines;
  };

  const drawLine = (
    text: string,
    x: number,
    y: number,
    width: number,
    style: TextStyle,
    align: Align = 'left',
  ): void => {
    const clean = printable(text);
    const rest = align === 'left' ? 0 : width - measure(clean, style);
    let at = x + (align === 'center' ? rest / 2 : rest);
    const baseline = y + style.size;
    doc.fillColor(style.colour ?? INK);
    for (const run of splitRuns(clean, fonts.coverage)) {
      doc.font(fontOf(style, run.fallback)).fontSize(style.size);
      // With a feature list pdfkit lays the whole run out at once; word by word it would put right-to-left words in the wrong order.
      const shaping = run.fallback ? { features: [] } : {};
      doc.text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic', ...shaping });
      at += doc.widthOfString(run.text, shaping);
    }
  };

  const newPage = (next: 'portrait' | 'landscape'): void => {
    orientation = next;
    doc.addPage({ size: next === 'portrait' ? [shortSide, longSide] : [longSide, shortSide], margins: MARGIN });
    doc.y = MARGIN.top;
  };
  const width = (): number => doc.page.width - MARGIN.left - MARGIN.right;
  const bottom = (): number => doc.page.height - MARGIN.bottom;
  const ensure = (height: number): boolean => {
    if (doc.y + height <= bottom()) return false;
    newPage(orientation);
    return true;
  };

  newPage('portrait');
  return {
    doc,
    left: MARGIN.left,
    width,
    bottom,
    y: () => doc.y,
    moveTo: (y) => {
      doc.y = y;
    },
    newPage,
    ensure,
    wrap,
    line: drawLine,
    paragraph: (text, style, { align = 'left', gapAfter = 6, label, labelWidth = 22 } = {}) => {
      const indent = label === undefined ? 0 : labelWidth;
      for (const [index, part] of wrap(text, style, width() - indent).entries()) {
        ensure(lineHeight(style));
        const top = doc.y;
        if (index === 0 && label !== undefined) drawLine(label, MARGIN.left, top, indent, style);
        drawLine(part, MARGIN.left + indent, top, width() - indent, style, align);
        doc.y = top + lineHeight(style);
      }
      doc.y += gapAfter;
    },
    finish: () => {
      const { count } = doc.bufferedPageRange();
      const style = { size: 7, colour: '#4d4d4d' };
      for (let page = 0; page < count; page += 1) {
        doc.switchToPage(page);
        const top = doc.page.height - MARGIN.bottom + 18;
        rule(doc, MARGIN.left, top, width(), 0.5);
        const number = `Halaman ${page + 1} dari ${count}`;
        options.footer.forEach((text, index) => drawLine(text, MARGIN.left, top + 4 + index * 9, width(), style));
        drawLine(number, MARGIN.left, top + 4, width(), style, 'right');
      }
      return new Promise((resolve, reject) => {
        doc.on('error', reject);
        doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
        doc.end();
      });
    },
  };
}

export function rule(doc: PDFKit.PDFDocument, x: number, y: number, width: number, thickness: number): void {
  doc
    .lineWidth(thickness)
    .strokeColor(INK)
    .moveTo(x, y)
    .lineTo(x + width, y)
    .stroke();
}

function breakWord(word: string, fits: (piece: string) => boolean): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && !fits(piece + character)) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}
