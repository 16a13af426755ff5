import { open, type FileHandle } from 'node:fs/promises';
import type { SheetLimits, SheetSource } from '../app/spreadsheet/sheet-source.js';
import { UsageError } from './exit-codes.js';

const MEGABYTE = 1024 * 1024;

/** For a file on the operator's own disk: a whole nation's list, read in pieces. */
export const fileLimits: SheetLimits = {
  bytes: 2_048 * MEGABYTE,
  rows: 1_048_575,
  columns: 200,
  inflatedBytes: 4_096 * MEGABYTE,
};

export interface FileSource extends SheetSource, AsyncDisposable {}

export async function openFileSource(path: string): Promise<FileSource> {
  try {
    const file = await open(path);
    const { size } = await file.stat();
    return {
      size,
      async read(from, to) {
        const bytes = Buffer.alloc(Math.max(0, Math.min(to, size) - from));
        const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
        return bytes.subarray(0, bytesRead);
      },
      [Symbol.asyncDispose]: () => file.close(),
    };
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
}

/** A new file that its owner alone may read; one that is there is never written over. */
export async function openPrivateFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    throw new UsageError(`${path} cannot be written (${error instanceof Error ? error.message : String(error)}).`);
  }
}
