import PdfDocument from 'pdfkit';
import { drawQrCode } from './qr-code.js';
import { FONT_NAMES, fontNameOf, type Fonts } from './fonts.js';
import { printable, splitRuns, type Family } from './text-runs.js';

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
  /** What the paragraph is to who hears the file read aloud. */
  readonly tag?: 'P' | 'H1' | 'H2';
}

export interface ElementOptions {
  /** What a picture says. */
  readonly alt?: string;
  /** Of a head: which cells it is the head of. */
  readonly scope?: 'Column';
  /** Where a picture stands: left, top, right, bottom. */
  readonly bbox?: readonly [number, number, number, number];
}

export interface SheetOptions {
  readonly paper: keyof typeof PAPER;
  readonly title: string;
  /** The only date in the file: without it pdfkit writes the time of rendering. */
  readonly frozenAt: Date;
  /** Left of the page number at the foot of every page. */
  readonly footer: readonly string[];
  /** By which anybody may verify the paper: its address on every page, as a QR code on the first. */
  readonly seal: { readonly code: string; readonly verifyUrl: string };
}

/**
 * A document under construction: a cursor that moves down, text in fonts that cover it, and feet written at the end. It is
 * PDF/A-2a: what is drawn either belongs to an element of the structure or is marked as an artifact.
 */
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
  /** Opens an element of the structure; what is drawn until `close` lies in it. */
  open(tag: string, options?: ElementOptions): void;
  close(): void;
  /** What `draw` draws is the content of a new element, also when it runs over to another page. */
  content(tag: string, draw: () => void, options?: ElementOptions): void;
  /** What `draw` draws is no part of the text: lines, fills, heads that repeat. */
  artifact(draw: () => void): void;
  rule(x: number, y: number, width: number, thickness: number): void;
  finish(): Promise<Uint8Array<ArrayBuffer>>;
}

const MARGIN = { top: 48, left: 56, right: 56, bottom: 84 };
const QR_SIZE = 50;
const INK = '#1a1a1a';
const LEADING = 1.32;

/** With a feature list pdfkit lays the whole run out at once; word by word it would put right-to-left words in the wrong order. */
function shapingOf(family: Family): { features?: [] } {
  return family === 'text' ? {} : { features: [] };
}

export function lineHeight(style: TextStyle): number {
  return style.size * LEADING;
}

export function openSheet(options: SheetOptions, fonts: Fonts): Sheet {
  const [shortSide, longSide] = PAPER[options.paper];
  const doc = new PdfDocument({
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
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

  const setFont = (family: Family, style: TextStyle): void => {
    doc.font(fontNameOf(family, style.bold === true)).fontSize(style.size);
  };
  const measure = (text: string, style: TextStyle): number =>
    splitRuns(text, fonts.coverage).reduce((sum, run) => {
      setFont(run.family, style);
      return sum + doc.widthOfString(run.text, shapingOf(run.family));
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

  const root = doc.struct('Document');
  doc.addStructure(root);
  const elements = [root];
  let marked = false;
  const open: Sheet['open'] = (tag, given) => {
    const element = doc.struct(tag, given);
    elements.at(-1)?.add(element);
    elements.push(element);
  };
  const close = (): void => {
    elements.pop()?.end();
  };
  const content: Sheet['content'] = (tag, draw, given) => {
    open(tag, given);
    const part = doc.markStructureContent(tag);
    marked = true;
    draw();
    marked = false;
    doc.endMarkedContent();
    // only now does the content know all the pages that it lies on
    elements.at(-1)?.add(part);
    close();
  };
  const artifact: Sheet['artifact'] = (draw) => {
    if (marked) {
      draw();
      return;
    }
    doc.markContent('Artifact', { type: 'Layout' });
    marked = true;
    draw();
    marked = false;
    doc.endMarkedContent();
  };

  const drawLine = (
    text: string,
    x: number,
    y: number,
    width: number,
    style: TextStyle,
    align: Align = 'left',
  ): void => {
    if (!marked) {
      content('P', () => drawLine(text, x, y, width, style, align));
      return;
    }
    const clean = printable(text);
    const rest = align === 'left' ? 0 : width - measure(clean, style);
    let at = x + (align === 'center' ? rest / 2 : rest);
    const baseline = y + style.size;
    doc.fillColor(style.colour ?? INK);
    for (const run of splitRuns(clean, fonts.coverage)) {
      setFont(run.family, style);
      const shaping = shapingOf(run.family);
      doc.text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic', ...shaping });
      at += doc.widthOfString(run.text, shaping);
    }
  };

  const newPage = (next: 'portrait' | 'landscape'): void => {
    orientation = next;
    const page: PDFKit.PDFDocumentOptions = {
      size: next === 'portrait' ? [shortSide, longSide] : [longSide, shortSide],
      margins: MARGIN,
    };
    // an element that is being drawn goes on there
    if (marked) doc.continueOnNewPage(page);
    else doc.addPage(page);
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
    open,
    close,
    content,
    artifact,
    rule: (x, y, length, thickness) => artifact(() => rule(doc, x, y, length, thickness)),
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
    paragraph: (text, style, { align = 'left', gapAfter = 6, label, labelWidth = 22, tag = 'P' } = {}) => {
      const indent = label === undefined ? 0 : labelWidth;
      ensure(lineHeight(style));
      content(tag, () => {
        for (const [index, part] of wrap(text, style, width() - indent).entries()) {
          ensure(lineHeight(style));
          const top = doc.y;
          if (index === 0 && label !== undefined) drawLine(label, MARGIN.left, top, indent, style);
          drawLine(part, MARGIN.left + indent, top, width() - indent, style, align);
          doc.y = top + lineHeight(style);
        }
      });
      doc.y += gapAfter;
    },
    finish: () => {
      const { count } = doc.bufferedPageRange();
      const style = { size: 7, colour: '#404040' };
      const foot = [...options.footer, `Periksa keaslian: ${options.seal.verifyUrl}`];
      for (let page = 0; page < count; page += 1) {
        doc.switchToPage(page);
        const top = doc.page.height - MARGIN.bottom + 14;
        const indent = page === 0 ? QR_SIZE + 8 : 0;
        artifact(() => {
          rule(doc, MARGIN.left, top, width(), 0.5);
          const number = `Halaman ${page + 1} dari ${count}`;
          foot.forEach((text, index) =>
            drawLine(text, MARGIN.left + indent, top + 6 + index * 10, width() - indent, style),
          );
          drawLine(number, MARGIN.left, top + 6, width(), style, 'right');
        });
        if (page === 0) {
          const bbox = [MARGIN.left, top + 4, MARGIN.left + QR_SIZE, top + 4 + QR_SIZE] as const;
          const alt = `Kode QR untuk memeriksa keaslian dokumen ini di ${options.seal.verifyUrl}`;
          content('Figure', () => drawQrCode(doc, options.seal.verifyUrl, bbox[0], bbox[1], QR_SIZE), { alt, bbox });
        }
      }
      root.end();
      return new Promise((resolve, reject) => {
        doc.on('error', reject);
        doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
        doc.end();
      });
    },
  };
}

function rule(doc: PDFKit.PDFDocument, x: number, y: number, width: number, thickness: number): void {
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
