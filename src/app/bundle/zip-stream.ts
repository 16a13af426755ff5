import { Zip, ZipDeflate } from 'fflate';

export interface BundleFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A ZIP knows no zone: the local time of this instant is the same everywhere, so that equal files give equal bytes. */
const NO_TIME = new Date(1980, 0, 1, 0, 0, 0);

/** Packs one file after the other; only one of them is in memory. */
export async function* zipStream(files: AsyncIterable<BundleFile>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    ready.push(chunk);
  });
  for await (const { name, bytes } of files) {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = NO_TIME;
    zip.add(entry);
    entry.push(bytes, true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}
