import { Buffer } from 'node:buffer';

/** Small synthetic files with the first bytes that the sniffer looks for. */
export function pdf(name: string): { readonly name: string; readonly mimeType: string; readonly buffer: Buffer } {
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4\n% synthetic ${name}\n%%EOF\n`) };
}

/** One grey pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

export function photo(name: string): { readonly name: string; readonly mimeType: string; readonly buffer: Buffer } {
  return { name, mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') };
}
