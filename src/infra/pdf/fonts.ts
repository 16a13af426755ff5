import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import type { Coverage } from './text-runs.js';

/** Arimo for the text (the metrics of Arial, which official letters use); DejaVu for every script that Arimo lacks. */
export type FontName = 'regular' | 'bold' | 'fallback' | 'fallback-bold';

const require = createRequire(import.meta.url);

const FILES: Record<FontName, string> = {
  regular: '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf',
  bold: '@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf',
  fallback: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  'fallback-bold': 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
};

export interface Fonts {
  readonly data: Readonly<Record<FontName, Uint8Array>>;
  readonly coverage: Coverage;
}

let loaded: Fonts | undefined;

/** Read once per process: the files are a few megabytes and never change. */
export function loadFonts(): Fonts {
  loaded ??= readFonts();
  return loaded;
}

function readFonts(): Fonts {
  const read = (name: FontName): Uint8Array => readFileSync(require.resolve(FILES[name]));
  const data = {
    regular: read('regular'),
    bold: read('bold'),
    fallback: read('fallback'),
    'fallback-bold': read('fallback-bold'),
  };
  return { data, coverage: { text: coverageOf(data.regular), fallback: coverageOf(data.fallback) } };
}

function coverageOf(data: Uint8Array): (codePoint: number) => boolean {
  const font = fontkit.create(Buffer.from(data));
  if (!('hasGlyphForCodePoint' in font)) throw new Error('A font file of the forms holds more than one font.');
  const known = new Map<number, boolean>();
  return (codePoint) => {
    let covered = known.get(codePoint);
    if (covered === undefined) {
      covered = font.hasGlyphForCodePoint(codePoint);
      known.set(codePoint, covered);
    }
    return covered;
  };
}
