/** The families of fonts: the text's own, and those that draw what it lacks, in the order in which they are asked. */
export const FAMILIES = ['text', 'wide', 'devanagari', 'han'] as const;
export type Family = (typeof FAMILIES)[number];

/** A stretch of text that one font draws. */
export interface TextRun {
  readonly text: string;
  readonly family: Family;
}

/** Which characters each family draws itself. */
export type Coverage = (family: Family, codePoint: number) => boolean;

/** Stands for a character that no font has; the fonts' own sign for it has no dependable width in foreign scripts. */
const UNKNOWN = '□';
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const MARK = /\p{M}/u;
/** Signs of vowels belong to the letter before them, two at most with its dot; a third is a pile. */
const PILED = /(?<!\p{Script=Devanagari}\p{M}{0,2})\p{M}|(?<=\p{M}{3})\p{M}/gu;

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
    .replace(/\p{Cf}/gu, '')
    .replace(PILED, '')
    .trim();
}

/**
 * Splits printable text by the font that draws it. Right-to-left words always go to one font, together with the spaces between
 * them, because only a run that is shaped as a whole has its words in the right order.
 */
export function splitRuns(text: string, covers: Coverage): readonly TextRun[] {
  const runs: { text: string; family: Family }[] = [];
  let spaces = '';
  for (const character of text) {
    if (character === ' ') {
      spaces += character;
      continue;
    }
    const last = runs.at(-1);
    const found = familyOf(character, last?.family, covers);
    const [family, drawn] = found === null ? (['wide', UNKNOWN] as const) : [found, character];
    if (last?.family === family) {
      last.text += spaces + drawn;
    } else if (last?.family === 'text') {
      last.text += spaces;
      runs.push({ text: drawn, family });
    } else {
      runs.push({ text: spaces + drawn, family });
    }
    spaces = '';
  }
  return runs;
}

function familyOf(character: string, last: Family | undefined, covers: Coverage): Family | null {
  const codePoint = character.codePointAt(0) ?? 0;
  // a sign stays with the letter that it belongs to
  if (last !== undefined && MARK.test(character) && covers(last, codePoint)) return last;
  const candidates = RIGHT_TO_LEFT.test(character) ? FAMILIES.filter((family) => family !== 'text') : FAMILIES;
  return candidates.find((family) => covers(family, codePoint)) ?? null;
}
