import { SaxesParser } from 'saxes';
import { nodeCode, sheetRefusal } from './sheet-refusal.js';

export type Attributes = Readonly<Record<string, string>>;
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  text(text: string): void;
  close(name: string): void;
}

/**
 * Hears one part of a workbook as it is unpacked, after each piece once more through `then`. No document type is read, so
 * no entity can be declared. Errors: SHEET_BROKEN, SHEET_ENTITIES.
 */
export async function* readXml<T>(
  part: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  then: () => Iterable<T>,
): AsyncGenerator<T> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  parser.on('doctype', () => {
    throw sheetRefusal('SHEET_ENTITIES');
  });
  parser.on('opentag', ({ name, attributes }) => {
    handler.open(plainName(name), attributes);
  });
  parser.on('text', (text) => {
    handler.text(text);
  });
  parser.on('cdata', (text) => {
    handler.text(text);
  });
  parser.on('closetag', ({ name }) => {
    handler.close(plainName(name));
  });
  parser.on('error', () => {
    throw sheetRefusal('SHEET_BROKEN');
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of part) {
    parser.write(decode(decoder, piece));
    yield* then();
  }
  parser.write(decode(decoder, null)).close();
  yield* then();
}

/** The same for parts that are read whole before anything is made of them. */
export async function hearXml(part: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  for await (const nothing of readXml<never>(part, handler, () => [])) yieldsNothing(nothing);
}

function yieldsNothing(value: never): never {
  return value;
}

function decode(decoder: TextDecoder, piece: Uint8Array | null): string {
  try {
    return piece === null ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch (error) {
    if (nodeCode(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw sheetRefusal('SHEET_BROKEN');
    throw error;
  }
}

/** Some programs write `x:row` for `row`. */
function plainName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
