import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import type { Coverage } from './text-runs.js';

/** Arimo for the text (the metrics of Arial, which official letters use); DejaVu for every script that Arimo lacks. */
export const FONT_NAMES = ['regular', 'bold', 'fallback', 'fallback-bold'] as const;
export type FontName = (typeof FONT_NAMES)[number];

const require = createRequire(import.meta.url);

const FILES: Record<FontName, string> = {
  regular: '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf',
  bold: '@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf',
  fallback: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  'fallback-bold': 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
};

export interface Fonts {
  readonly coverage: Coverage;
  /** A font for one form. */
  open(name: FontName): fontkit.Font;
}

let loaded: Fonts | undefined;

/** Read once per process: the files are a few megabytes and never change. */
export function loadFonts(): Fonts {
  loaded ??= readFonts();
  return loaded;
}

function readFonts(): Fonts {
  const fonts: Record<FontName, fontkit.Font> = {
    regular: readFont('regular'),
    bold: readFont('bold'),
    fallback: readFont('fallback'),
    'fallback-bold': readFont('fallback-bold'),
  };
  return {
    coverage: { text: coverageOf(fonts.regular), fallback: coverageOf(fonts.fallback) },
    open: (name) => withGlyphsOfItsOwn(fonts[name]),
  };
}

function readFont(name: FontName): fontkit.Font {
  const font = fontkit.create(readFileSync(require.resolve(FILES[name])));
  if (!('hasGlyphForCodePoint' in font)) throw new Error('A font file of the forms holds more than one font.');
  return font;
}

/**
 * The tables of a font, which are slow to decode, are shared by all forms. Its glyphs are not: fontkit keeps with each
 * glyph the character by which it was first asked for, so that a form would depend on the forms drawn before it.
 */
function withGlyphsOfItsOwn(font: fontkit.Font): fontkit.Font {
  return Object.create(font, { _glyphs: { value: {} } }) as fontkit.Font;
}

function coverageOf(font: fontkit.Font): (codePoint: number) => boolean {
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
