import { pipeline, Readable, type Transform } from 'node:stream';

/** What comes out of a stream that is given pieces as it asks for them; an error of either side ends the other and reaches the reader. */
export async function* through(pieces: AsyncIterable<Uint8Array | string>, transform: Transform): AsyncGenerator {
  const given = Readable.from(pieces);
  pipeline(given, transform, heardByReader);
  try {
    for await (const piece of transform) yield piece;
  } finally {
    given.destroy();
    transform.destroy();
  }
}

function heardByReader(): void {
  // the error that ended the pipe is thrown where the transform is read
}
