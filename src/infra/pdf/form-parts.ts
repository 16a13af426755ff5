import { longDate, longDateTime } from '../../domain/time/long-date.js';
import { isLocalDate, witaDate } from '../../domain/time/wita.js';
import { lineHeight, type Sheet, type TextStyle } from './sheet.js';

export const TEXT: TextStyle = { size: 10.5 };
export const STRONG: TextStyle = { size: 10.5, bold: true };
export const SMALL: TextStyle = { size: 8.5, colour: '#404040' };
export const DOTS = '.'.repeat(44);

/** Head of the office; the coat of arms belongs to the official layout and is not imitated here. */
export function drawLetterhead(sheet: Sheet): void {
  sheet.paragraph('PEMERINTAH PROVINSI KALIMANTAN TIMUR', { size: 13, bold: true }, { align: 'center', gapAfter: 1 });
  drawHead(sheet, 'DINAS SOSIAL', 'Samarinda, Kalimantan Timur');
}

/** A decree is the Governor's own paper, not that of an office. */
export function drawGovernorHead(sheet: Sheet): void {
  drawHead(sheet, 'GUBERNUR KALIMANTAN TIMUR');
}

function drawHead(sheet: Sheet, name: string, seat?: string): void {
  sheet.paragraph(name, { size: 17, bold: true }, { align: 'center', gapAfter: seat === undefined ? 5 : 1 });
  if (seat !== undefined) sheet.paragraph(seat, TEXT, { align: 'center', gapAfter: 5 });
  sheet.rule(sheet.left, sheet.y(), sheet.width(), 2);
  sheet.rule(sheet.left, sheet.y() + 3, sheet.width(), 0.6);
  sheet.moveTo(sheet.y() + 20);
}

export function drawTitle(sheet: Sheet, lines: readonly string[]): void {
  for (const [index, text] of lines.entries()) {
    sheet.paragraph(
      text,
      { size: index === 0 ? 13 : 11, bold: true },
      {
        align: 'center',
        gapAfter: 1,
        tag: index === 0 ? 'H1' : 'P',
      },
    );
  }
  sheet.moveTo(sheet.y() + 12);
}

/** `label : value` pairs in two columns; long values wrap under themselves. */
export function drawFacts(sheet: Sheet, facts: readonly (readonly [string, string])[], labelWidth = 130): void {
  for (const [label, value] of facts) {
    const lines = sheet.wrap(value, TEXT, sheet.width() - labelWidth - 10);
    sheet.ensure(lineHeight(TEXT));
    sheet.content('P', () => {
      for (const [index, text] of lines.entries()) {
        sheet.ensure(lineHeight(TEXT));
        const top = sheet.y();
        if (index === 0) {
          sheet.line(label, sheet.left, top, labelWidth, TEXT);
          sheet.line(':', sheet.left + labelWidth, top, 10, TEXT);
        }
        sheet.line(text, sheet.left + labelWidth + 10, top, sheet.width() - labelWidth - 10, TEXT);
        sheet.moveTo(top + lineHeight(TEXT));
      }
    });
    sheet.moveTo(sheet.y() + 2);
  }
  sheet.moveTo(sheet.y() + 8);
}

export interface Signature {
  readonly above: readonly string[];
  readonly name: string;
  /** Under the name, such as the number of the official. */
  readonly below?: string;
  /** Leaves a frame where the stamp duty goes; the signature crosses it. */
  readonly stampDuty?: boolean;
}

/** One or two signatures side by side, never torn from each other by a page break. */
export function drawSignatures(sheet: Sheet, left: Signature | undefined, right: Signature): void {
  const below = left?.below === undefined && right.below === undefined ? 0 : lineHeight(TEXT) + 4;
  const height = Math.max(left?.above.length ?? 0, right.above.length) * lineHeight(TEXT) + 96;
  sheet.ensure(height + below + 12);
  const top = sheet.y() + 12;
  const width = Math.min(250, sheet.width() / 2 - 10);
  if (left !== undefined) drawSignature(sheet, left, sheet.left, top, width, height);
  drawSignature(sheet, right, sheet.left + sheet.width() - width, top, width, height);
  sheet.moveTo(top + height + below);
}

function drawSignature(
  sheet: Sheet,
  signature: Signature,
  x: number,
  top: number,
  width: number,
  height: number,
): void {
  signature.above.forEach((text, index) => sheet.line(text, x, top + index * lineHeight(TEXT), width, TEXT, 'center'));
  if (signature.stampDuty === true) {
    const frame = { x: x + 8, y: top + signature.above.length * lineHeight(TEXT) + 12, width: 62, height: 54 };
    sheet.artifact(() => {
      sheet.doc.lineWidth(0.6).strokeColor('#8a8a8a').dash(2, { space: 2 });
      sheet.doc.rect(frame.x, frame.y, frame.width, frame.height).stroke().undash();
    });
    sheet.line('Meterai', frame.x, frame.y + 20, frame.width, SMALL, 'center');
  }
  const [name = ''] = sheet.wrap(signature.name, STRONG, width);
  const bottom = top + height - lineHeight(STRONG);
  sheet.line(name, x, bottom, width, STRONG, 'center');
  sheet.rule(x + 20, bottom + lineHeight(STRONG), width - 40, 0.5);
  if (signature.below !== undefined) {
    sheet.line(signature.below, x, bottom + lineHeight(STRONG) + 3, width, TEXT, 'center');
  }
}

/** Foot of every page: what is frozen, when, and the hash that the signed copy must agree with. */
export function footerLines(what: string, frozenAt: Date, hash: string): readonly string[] {
  return [`${what} · isi dibekukan ${longDateTime(frozenAt, 'id')}`, `Sidik isi (SHA-256): ${hash}`];
}

/** A typed date in words; anything that is no calendar date is printed as it was typed. */
export function typedDate(text: string): string {
  return isLocalDate(text) ? longDate(text, 'id') : text;
}

export function frozenDate(instant: Date): string {
  return longDate(witaDate(instant), 'id');
}
