import { createInflateRaw } from 'node:zlib';
import { nodeCode, sheetRefusal } from './sheet-refusal.js';
import { pieces, type SheetLimits, type SheetSource } from './sheet-source.js';
import { through } from './through.js';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_LENGTH = 22;
const MAXIMUM_COMMENT = 65_535;
const MAXIMUM_ENTRIES = 2_000;
const ENCRYPTED = 1;
/** A sheet of equal rows comes near a hundred; only a bomb goes far beyond it. */
const MAXIMUM_RATIO = 300;
const SMALL = 1024 * 1024;

interface ZipEntry {
  readonly packed: number;
  readonly unpacked: number;
  readonly method: number;
  readonly at: number;
}
export interface ZipEntries {
  readonly names: readonly string[];
  /** The unpacked bytes in pieces; a part that is not there has none. */
  open(name: string): AsyncGenerator<Uint8Array>;
}

/**
 * The directory at the end of a ZIP, and its parts unpacked piece by piece. What a part claims to become is judged before, what
 * it becomes while it is unpacked: nothing is ever held whole. Errors: SHEET_BROKEN, SHEET_ENCRYPTED, SHEET_INFLATED.
 */
export async function readZipEntries(source: SheetSource, limits: SheetLimits): Promise<ZipEntries> {
  const entries = await readDirectory(source);
  const claimed = [...entries.values()].reduce((sum, entry) => sum + entry.unpacked, 0);
  if (claimed > limits.inflatedBytes) throw sheetRefusal('SHEET_INFLATED');
  let inflated = 0;
  return {
    names: [...entries.keys()],
    async *open(name) {
      const entry = entries.get(name);
      if (entry === undefined) return;
      let own = 0;
      for await (const piece of unpack(source, entry)) {
        own += piece.byteLength;
        inflated += piece.byteLength;
        if (inflated > limits.inflatedBytes || (own > SMALL && own > entry.packed * MAXIMUM_RATIO))
          throw sheetRefusal('SHEET_INFLATED');
        yield piece;
      }
    },
  };
}

async function readDirectory(source: SheetSource): Promise<ReadonlyMap<string, ZipEntry>> {
  const tailAt = Math.max(0, source.size - END_LENGTH - MAXIMUM_COMMENT);
  const tail = Buffer.from(await source.read(tailAt, source.size));
  const end = tail.lastIndexOf(Buffer.from(Uint32Array.of(END_OF_DIRECTORY).buffer));
  if (end < 0 || end + END_LENGTH > tail.byteLength) throw sheetRefusal('SHEET_BROKEN');
  const count = tail.readUInt16LE(end + 10);
  const size = tail.readUInt32LE(end + 12);
  const from = tail.readUInt32LE(end + 16);
  if (count > MAXIMUM_ENTRIES || from + size > source.size) throw sheetRefusal('SHEET_BROKEN');
  const directory = Buffer.from(await source.read(from, from + size));
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > size || directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw sheetRefusal('SHEET_BROKEN');
    if ((directory.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw sheetRefusal('SHEET_ENCRYPTED');
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    // of two parts with one name nobody could say which is meant
    if (entries.has(name)) throw sheetRefusal('SHEET_BROKEN');
    entries.set(name, {
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function* unpack(source: SheetSource, { at, packed, method }: ZipEntry): AsyncGenerator<Uint8Array> {
  const header = Buffer.from(await source.read(at, at + 30));
  if (header.byteLength < 30 || header.readUInt32LE(0) !== LOCAL_HEADER) throw sheetRefusal('SHEET_BROKEN');
  const from = at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (from + packed > source.size) throw sheetRefusal('SHEET_BROKEN');
  const stored = pieces(source, from, from + packed);
  if (method === 0) {
    yield* stored;
    return;
  }
  if (method !== 8) throw sheetRefusal('SHEET_BROKEN');
  try {
    for await (const piece of through(stored, createInflateRaw())) yield piece as Uint8Array;
  } catch (error) {
    throw nodeCode(error).startsWith('Z_') ? sheetRefusal('SHEET_BROKEN') : error;
  }
}
