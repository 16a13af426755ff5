// Overrides and isolates let a text show other words than it holds; a name written from right to left needs none of them.
const BIDI_CONTROL = /[\u202A-\u202E\u2066-\u2069]/u;
// Pasted text carries them unseen, and PostgreSQL refuses a NUL in any text and half a surrogate pair in any JSON; tab and line feed stay.
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\p{Surrogate}]/gu;

export function hasBidiControl(text: string): boolean {
  return BIDI_CONTROL.test(text);
}

/** Words that must arrive exactly as they were typed are refused with these in them, not mended. */
export function hasControls(text: string): boolean {
  return text.replaceAll(CONTROL, '') !== text;
}

/** As typed, without control characters and the space around it. */
export function withoutControls(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(CONTROL, '').trim();
}

/** One form for the same name written differently: case, accents, punctuation and spacing do not tell people apart. */
export function normalisedName(text: string): string {
  const letters = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return letters === '' ? text.normalize('NFKC').trim() : letters;
}
