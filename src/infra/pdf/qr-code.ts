import { encode } from 'uqr';

/** Draws a QR code as one path, with the quiet zone that readers ask for inside `size`. */
export function drawQrCode(doc: PDFKit.PDFDocument, text: string, x: number, y: number, size: number): void {
  const { data, size: modules } = encode(text, { ecc: 'M', border: 2 });
  const module = size / modules;
  for (const [row, cells] of data.entries()) {
    let start: number | null = null;
    for (let column = 0; column <= modules; column += 1) {
      const dark = cells[column] === true;
      if (dark) start ??= column;
      else if (start !== null) {
        doc.rect(x + start * module, y + row * module, (column - start) * module, module);
        start = null;
      }
    }
  }
  doc.fillColor('#000000').fill();
}
