/** A stretch of text that one font draws. */
export interface TextRun {
  readonly text: string;
  readonly fallback: boolean;
}

/** Which characters each font draws itself. */
export interface Coverage {
  text(codePoint: number): boolean;
  fallback(codePoint: number): boolean;
}

/** Stands for a character that no font has; the fonts' own sign for it has no dependable width in foreign scripts. */
const UNKNOWN = '□';
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * Text as it may stand on one line of a form: composed (NFC); lone surrogates shown as U+FFFD; without control and formatting characters,
 * which draw nothing or turn the reading direction of what follows (a name must not be able to reverse the amount beside it); and without
 * marks that no letter takes up, which could be piled up over the lines above and below.
 */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .replace(/\p{Cf}|\p{M}/gu, '')
    .trim();
}

/**
 * Splits printable text by the font that draws it. Right-to-left words always go to the fallback font, together with the spaces between
 * them, because only a run that is shaped as a whole has its words in the right order.
 */
export function splitRuns(text: string, coverage: Coverage): readonly TextRun[] {
  const runs: { text: string; fallback: boolean }[] = [];
  let spaces = '';
  for (const character of text) {
    if (character === ' ') {
      spaces += character;
      continue;
    }
    const codePoint = character.codePointAt(0) ?? 0;
    const fallback = RIGHT_TO_LEFT.test(character) || !coverage.text(codePoint);
    const drawn = fallback && !coverage.fallback(codePoint) ? UNKNOWN : character;
    const last = runs.at(-1);
    if (last?.fallback === fallback) {
      last.text += spaces + drawn;
    } else if (last?.fallback === false) {
      last.text += spaces;
      runs.push({ text: drawn, fallback });
    } else {
      runs.push({ text: spaces + drawn, fallback });
    }
    spaces = '';
  }
  return runs;
}
