import { inflateSync } from 'node:zlib';

/** Reads the words of each page back from the glyphs by the fonts' own ToUnicode tables, as a viewer's search does. */
export function readPdfText(bytes: Uint8Array): readonly string[] {
  const objects = readObjects(Buffer.from(bytes).toString('latin1'));
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b/.test(head))
    .map(({ head }) => {
      const resources = objects.get(reference(head, 'Resources'))?.head ?? '';
      const fonts = new Map(
        [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [
          name,
          toUnicode(objects.get(reference(objects.get(id)?.head ?? '', 'ToUnicode'))?.stream ?? ''),
        ]),
      );
      return readContent(objects.get(reference(head, 'Contents'))?.stream ?? '', fonts);
    });
}

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

function readObjects(pdf: string): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  for (const [, id = '', body = ''] of pdf.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm)) {
    const [head = '', ...rest] = body.split('\nstream\n');
    // the length is said in the head: a stream may end in a line feed of its own
    const raw = rest.join('\nstream\n').slice(0, Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0));
    const packed = /\/Filter \/FlateDecode/.test(head);
    objects.set(id, { head, stream: packed ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw });
  }
  return objects;
}

function reference(head: string, key: string): string {
  return new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1] ?? '';
}

function toUnicode(cmap: string): readonly string[] {
  return [...cmap.matchAll(/<[0-9a-f]{4}> <[0-9a-f]{4}> \[(.*)\]/g)].flatMap(([, entries = '']) =>
    [...entries.matchAll(/<([0-9a-f ]*)>/g)].map(([, hex = '']) =>
      hex
        .split(' ')
        .map((unit) => String.fromCharCode(parseInt(unit, 16)))
        .join(''),
    ),
  );
}

function readContent(content: string, fonts: ReadonlyMap<string, readonly string[]>): string {
  let [text, font] = ['', ''];
  for (const [, name, glyphs] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)) {
    if (name !== undefined) font = name;
    else {
      const hex = [...(glyphs ?? '').matchAll(/<([0-9a-f]+)>/g)].map(([, part = '']) => part).join('');
      text += `${(hex.match(/.{4}/g) ?? []).map((gid) => fonts.get(font)?.[parseInt(gid, 16)] ?? '').join('')}\n`;
    }
  }
  return text;
}
