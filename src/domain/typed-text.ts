// Overrides and isolates let a text show other words than it holds; a name written from right to left needs none of them.
const BIDI_CONTROL = /[\u202A-\u202E\u2066-\u2069]/u;
// Pasted text carries them unseen and PostgreSQL refuses the first; tab and line feed stay.
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/gu;

export function hasBidiControl(text: string): boolean {
  return BIDI_CONTROL.test(text);
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
