/** Largest amount the record can hold (PostgreSQL bigint). */
export const MAX_RUPIAH = 9_223_372_036_854_775_807n;

export type RupiahParse =
  | { readonly ok: true; readonly rupiah: bigint }
  | {
      readonly ok: false;
      readonly code: 'RUPIAH_EMPTY' | 'RUPIAH_MALFORMED' | 'RUPIAH_NEGATIVE' | 'RUPIAH_FRACTION' | 'RUPIAH_TOO_LARGE';
    };

/** Whole rupiah as official papers write it: `Rp1.234.567`. */
export function formatRupiah(rupiah: bigint): string {
  return rupiah < 0n ? `-Rp${groupThousands(-rupiah)}` : `Rp${groupThousands(rupiah)}`;
}

/** Digits in groups of three with a point between them, as Indonesian numbers are written: `1.234.567`. */
export function groupThousands(number: bigint | number): string {
  return number.toString().replace(/\B(?=(\d{3})+$)/g, '.');
}

/**
 * Reads an amount as people type it: `1234567`, `1.234.567`, `Rp 1.234.567`, `Rp1.234.567,00`, `1.234.567,-`.
 * Sen other than 00 are refused, for the record holds whole rupiah; so is the English grouping `1,234,567`, which cannot be told from
 * a decimal fraction when it is cut short.
 */
export function parseRupiah(text: string): RupiahParse {
  // Longer than any amount that fits; a page may send megabytes, and the patterns below should not see them.
  if (text.length > 64) return { ok: false, code: 'RUPIAH_TOO_LARGE' };
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, code: 'RUPIAH_EMPTY' };
  const match = /^([-−])?\s*(?:rp\.?\s*)?([-−])?\s*(\d{1,3}(?:\.\d{3})+|\d+)(?:,(-+|\d{1,2}))?$/i.exec(trimmed);
  if (match === null) return { ok: false, code: 'RUPIAH_MALFORMED' };
  const [, signBefore, signAfter, digits = '', sen = '00'] = match;
  if (/[1-9]/.test(sen)) return { ok: false, code: 'RUPIAH_FRACTION' };
  const rupiah = BigInt(digits.replaceAll('.', ''));
  if ((signBefore ?? signAfter) !== undefined && rupiah > 0n) return { ok: false, code: 'RUPIAH_NEGATIVE' };
  if (rupiah > MAX_RUPIAH) return { ok: false, code: 'RUPIAH_TOO_LARGE' };
  return { ok: true, rupiah };
}

const DIGITS = ['', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'] as const;
const SCALES = ['', 'ribu', 'juta', 'miliar', 'triliun', 'kuadriliun'] as const;
const BEYOND_SCALES = 10n ** 18n;

/** The number in Indonesian words, as cheques and decrees repeat it: `seratus dua puluh ribu`. */
export function terbilang(number: bigint): string {
  if (number === 0n) return 'nol';
  if (number < 0n) return `minus ${terbilang(-number)}`;
  if (number >= BEYOND_SCALES) {
    return joinWords([
      `${terbilang(number / BEYOND_SCALES)} kuintiliun`,
      number % BEYOND_SCALES === 0n ? '' : terbilang(number % BEYOND_SCALES),
    ]);
  }
  const groups: string[] = [];
  let rest = number;
  for (const scale of SCALES) {
    const group = Number(rest % 1000n);
    rest /= 1000n;
    // "Seribu", but "satu juta".
    if (group === 1 && scale === 'ribu') groups.unshift('seribu');
    else if (group > 0) groups.unshift(joinWords([belowThousand(group), scale]));
  }
  return joinWords(groups);
}

function belowThousand(number: number): string {
  const hundreds = Math.floor(number / 100);
  const words = hundreds === 0 ? '' : hundreds === 1 ? 'seratus' : `${DIGITS[hundreds]} ratus`;
  return joinWords([words, belowHundred(number % 100)]);
}

function belowHundred(number: number): string {
  const [tens, units] = [Math.floor(number / 10), number % 10];
  if (tens === 0) return DIGITS[units] ?? '';
  if (tens > 1) return joinWords([`${DIGITS[tens]} puluh`, DIGITS[units] ?? '']);
  if (units === 0) return 'sepuluh';
  return units === 1 ? 'sebelas' : `${DIGITS[units]} belas`;
}

function joinWords(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ');
}
