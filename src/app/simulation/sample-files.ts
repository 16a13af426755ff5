/** Small files that say they are synthetic; real enough for every check of an upload. */
export interface SampleFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function samplePdf(title: string): SampleFile {
  const words = `Contoh sintetis: ${title}`.replaceAll(/[^ -~]/g, '').replaceAll(/[()\\]/g, ' ');
  const drawing = `BT /F1 12 Tf 60 780 Td (${words}) Tj ET`;
  const text = [
    '%PDF-1.4',
    '1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj',
    '2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj',
    '3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj',
    `4 0 obj <</Length ${drawing.length}>> stream\n${drawing}\nendstream endobj`,
    '5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj',
    'trailer <</Root 1 0 R>>',
    '%%EOF\n',
  ].join('\n');
  return { fileName: `${fileNameOf(title)}.pdf`, mediaType: 'application/pdf', bytes: new TextEncoder().encode(text) };
}

/** A grey picture of one pixel; the comment in it makes every photo another file. */
export function samplePhoto(title: string): SampleFile {
  const comment = new TextEncoder().encode(`Synthetic photo: ${title}`);
  const length = comment.length + 2;
  const bytes = new Uint8Array([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0x00,
    0x10,
    0x4a,
    0x46,
    0x49,
    0x46,
    0x00,
    0x01,
    0x01,
    0x00,
    0x00,
    0x01,
    0x00,
    0x01,
    0x00,
    0x00,
    0xff,
    0xfe,
    length >> 8,
    length & 0xff,
    ...comment,
    ...GREY_PIXEL,
  ]);
  return { fileName: `${fileNameOf(title)}.jpg`, mediaType: 'image/jpeg', bytes };
}

function fileNameOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 80);
}

/** Quantisation and Huffman tables, frame and scan of the pixel, end of image. */
const GREY_PIXEL: readonly number[] = [
  0xff,
  0xdb,
  0x00,
  0x43,
  0x00,
  ...Array.from({ length: 64 }, () => 1),
  0xff,
  0xc0,
  0x00,
  0x0b,
  0x08,
  0x00,
  0x01,
  0x00,
  0x01,
  0x01,
  0x01,
  0x11,
  0x00,
  0xff,
  0xc4,
  0x00,
  0x14,
  0x00,
  0x01,
  ...Array.from({ length: 15 }, () => 0),
  0x00,
  0xff,
  0xc4,
  0x00,
  0x14,
  0x10,
  0x01,
  ...Array.from({ length: 15 }, () => 0),
  0x00,
  0xff,
  0xda,
  0x00,
  0x08,
  0x01,
  0x01,
  0x00,
  0x00,
  0x3f,
  0x00,
  0x3f,
  0xff,
  0xd9,
];
