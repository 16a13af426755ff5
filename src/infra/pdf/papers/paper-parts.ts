import type { PaperHead, PaperItem } from '../../../domain/paper-form.js';
import { formatRupiah, groupThousands, terbilang } from '../../../domain/rupiah.js';
import { DOTS, drawLetterhead, drawSignatures, frozenDate, STRONG, TEXT, type Signature } from '../form-parts.js';
import { lineHeight, type Sheet } from '../sheet.js';
import { drawTable } from '../table.js';

/** Head of an official letter: place and date, number, subject, and whom it is for. The number is given by hand. */
export function drawLetterHead(sheet: Sheet, head: PaperHead, subject: string, enclosed: string): void {
  drawLetterhead(sheet);
  sheet.paragraph(`Samarinda, ${frozenDate(head.frozenAt)}`, TEXT, { align: 'right', gapAfter: 8 });
  drawLabelled(sheet, [
    ['Nomor', DOTS],
    ['Sifat', 'Biasa'],
    ['Lampiran', enclosed],
    ['Hal', subject],
  ]);
  sheet.moveTo(sheet.y() + 10);
  sheet.paragraph('Yth. Ketua', TEXT, { gapAfter: 0 });
  sheet.paragraph(head.institutionName, STRONG, { gapAfter: 0 });
  sheet.paragraph(head.institutionAddress, TEXT, { gapAfter: 0 });
  sheet.paragraph(`di ${head.regencyName}`, TEXT, { gapAfter: 14 });
}

function drawLabelled(sheet: Sheet, facts: readonly (readonly [string, string])[]): void {
  const labelWidth = 62;
  for (const [label, value] of facts) {
    sheet.content('P', () => {
      for (const [index, text] of sheet.wrap(value, TEXT, sheet.width() - labelWidth - 10).entries()) {
        const top = sheet.y();
        if (index === 0) {
          sheet.line(label, sheet.left, top, labelWidth, TEXT);
          sheet.line(':', sheet.left + labelWidth, top, 8, TEXT);
        }
        sheet.line(text, sheet.left + labelWidth + 10, top, sheet.width() - labelWidth - 10, TEXT);
        sheet.moveTo(top + lineHeight(TEXT));
      }
    });
  }
}

export function body(sheet: Sheet, text: string): void {
  sheet.paragraph(text, TEXT, { gapAfter: 8 });
}

export function heading(sheet: Sheet, text: string): void {
  sheet.ensure(3 * lineHeight(TEXT));
  sheet.paragraph(text, STRONG, { tag: 'H2', gapAfter: 4 });
}

export const HEAD_OF_OFFICE: Signature = {
  above: ['Kepala Dinas Sosial', 'Provinsi Kalimantan Timur,'],
  name: '',
  below: `NIP ${'.'.repeat(30)}`,
};

export function signedByHead(sheet: Sheet, copies: readonly string[] = []): void {
  drawSignatures(sheet, undefined, HEAD_OF_OFFICE);
  if (copies.length === 0) return;
  sheet.moveTo(sheet.y() + 16);
  sheet.ensure(4 * lineHeight(TEXT));
  sheet.paragraph('Tembusan:', TEXT, { gapAfter: 1 });
  copies.forEach((text, index) => sheet.paragraph(text, TEXT, { label: `${index + 1}.`, gapAfter: 1 }));
}

/** Σ per item, with persons and money, and the sum in words below. */
export async function drawItems(
  sheet: Sheet,
  items: readonly PaperItem[],
  persons: number,
  amountRupiah: bigint,
): Promise<void> {
  await drawTable(sheet, {
    columns: [
      { title: 'No.', share: 0.07, align: 'right' },
      { title: 'Jenis bantuan', share: 0.35 },
      { title: 'Penerima (orang)', share: 0.16, align: 'right' },
      { title: 'Jumlah', share: 0.2, align: 'right' },
      { title: 'Nilai', share: 0.22, align: 'right' },
    ],
    rows: items.map((item, index) => [
      `${index + 1}.`,
      item.name,
      groupThousands(item.persons),
      `${groupThousands(item.quantity)} ${item.unit}`,
      formatRupiah(item.amountRupiah),
    ]),
    total: ['', 'Jumlah', groupThousands(persons), '', formatRupiah(amountRupiah)],
  });
  sheet.moveTo(sheet.y() + 6);
  sheet.paragraph(`Terbilang: ${terbilang(amountRupiah)} rupiah.`, TEXT, { gapAfter: 12 });
}

export function orDash(text: string): string {
  return text.trim() === '' ? '–' : text;
}
