import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import type { Coverage, Family } from './text-runs.js';

/**
 * Arimo for the text (the metrics of Arial, which official letters use); DejaVu for every script that Arimo lacks, Noto for
 * Devanagari, ZCOOL XiaoWei for the 6,763 simplified Chinese characters of GB 2312: a font of all would be ten times as large.
 */
export const FONT_NAMES = ['regular', 'bold', 'wide', 'wide-bold', 'devanagari', 'devanagari-bold', 'han'] as const;
export type FontName = (typeof FONT_NAMES)[number];

const require = createRequire(import.meta.url);

const FILES: Record<FontName, string> = {
  regular: '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf',
  bold: '@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf',
  wide: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  'wide-bold': 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  devanagari: '@expo-google-fonts/noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf',
  'devanagari-bold': '@expo-google-fonts/noto-sans-devanagari/700Bold/NotoSansDevanagari_700Bold.ttf',
  han: '@expo-google-fonts/zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular.ttf',
};

const NAMES: Record<Family, readonly [FontName, FontName]> = {
  text: ['regular', 'bold'],
  wide: ['wide', 'wide-bold'],
  devanagari: ['devanagari', 'devanagari-bold'],
  han: ['han', 'han'],
};

/** The font of a family; Chinese characters have one weight. */
export function fontNameOf(family: Family, bold: boolean): FontName {
  return NAMES[family][bold ? 1 : 0];
}

export interface Fonts {
  readonly coverage: Coverage;
  /** A font for one form. */
  open(name: FontName): fontkit.Font;
}

let loaded: Fonts | undefined;

/** Read once per process, each font when a text first needs it: the files are some megabytes and never change. */
export function loadFonts(): Fonts {
  loaded ??= readFonts();
  return loaded;
}

function readFonts(): Fonts {
  const read = new Map<FontName, fontkit.Font>();
  const fontOf = (name: FontName): fontkit.Font => {
    const font = read.get(name) ?? readFont(name);
    read.set(name, font);
    return font;
  };
  const known = new Map<string, boolean>();
  return {
    coverage: (family, codePoint) => {
      const key = `${family} ${codePoint}`;
      const covered = known.get(key) ?? fontOf(fontNameOf(family, false)).hasGlyphForCodePoint(codePoint);
      known.set(key, covered);
      return covered;
    },
    open: (name) => withGlyphsOfItsOwn(fontOf(name)),
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
