/** Bytes of an uploaded file that can be read in pieces, and again: an upload in memory, or a file on the operator's disk. */
export interface SheetSource {
  readonly size: number;
  /** Fewer bytes only at the end. */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** What may be read; the file is given up where it asks for more. */
export interface SheetLimits {
  readonly bytes: number;
  readonly rows: number;
  readonly columns: number;
  /** What all parts of a workbook may become when they are unpacked. */
  readonly inflatedBytes: number;
}

const MEGABYTE = 1024 * 1024;

/** For a page: a list of persons, a sheet of payments. */
export const pageLimits: SheetLimits = {
  bytes: 10 * MEGABYTE,
  rows: 5_000,
  columns: 200,
  inflatedBytes: 100 * MEGABYTE,
};

const PIECE = 64 * 1024;

export function bytesSource(bytes: Uint8Array): SheetSource {
  return { size: bytes.byteLength, read: (from, to) => Promise.resolve(bytes.subarray(from, to)) };
}

export async function* pieces(source: SheetSource, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += PIECE) yield await source.read(at, Math.min(to, at + PIECE));
}
