import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatRupiah, MAX_RUPIAH, parseRupiah, terbilang } from '../../../src/domain/rupiah.js';

const amount = fc.bigInt({ min: 0n, max: MAX_RUPIAH });

/** Reads number words back by the grammar of the language, independently of how they were made. */
function readWords(words: string): bigint {
  const units = new Map(
    ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'].map((word, digit) => [
      word,
      BigInt(digit),
    ]),
  );
  const scales = new Map([
    ['ribu', 10n ** 3n],
    ['juta', 10n ** 6n],
    ['miliar', 10n ** 9n],
    ['triliun', 10n ** 12n],
    ['kuadriliun', 10n ** 15n],
    ['kuintiliun', 10n ** 18n],
  ]);
  let [total, group, digit] = [0n, 0n, 0n];
  const close = (factor: bigint): void => {
    total += (group + digit) * factor;
    [group, digit] = [0n, 0n];
  };
  for (const word of words.replace(/\bse(ratus|puluh|belas|ribu)\b/g, 'satu $1').split(' ')) {
    const unit = units.get(word);
    const scale = scales.get(word);
    if (unit !== undefined) digit = unit;
    else if (scale !== undefined) close(scale);
    else {
      group += word === 'ratus' ? digit * 100n : word === 'puluh' ? digit * 10n : digit + 10n;
      digit = 0n;
    }
  }
  close(1n);
  return total;
}

describe('rupiah in figures', () => {
  it.each([
    [0n, 'Rp0'],
    [999n, 'Rp999'],
    [1_000n, 'Rp1.000'],
    [1_234_567n, 'Rp1.234.567'],
    [-50_000n, '-Rp50.000'],
  ])('%s is written %s', (rupiah, text) => {
    expect(formatRupiah(rupiah)).toBe(text);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(amount, (rupiah) => {
        expect(parseRupiah(formatRupiah(rupiah))).toEqual({ ok: true, rupiah });
        expect(parseRupiah(rupiah.toString())).toEqual({ ok: true, rupiah });
        expect(parseRupiah(` rp. ${formatRupiah(rupiah).slice(2)},00 `)).toEqual({ ok: true, rupiah });
        expect(parseRupiah(`${formatRupiah(rupiah)},-`)).toEqual({ ok: true, rupiah });
      }),
    );
  });

  it.each([
    ['', 'RUPIAH_EMPTY'],
    ['   ', 'RUPIAH_EMPTY'],
    ['Rp', 'RUPIAH_MALFORMED'],
    ['12a', 'RUPIAH_MALFORMED'],
    ['1,234,567', 'RUPIAH_MALFORMED'],
    ['1.23', 'RUPIAH_MALFORMED'],
    ['1.2345', 'RUPIAH_MALFORMED'],
    ['1e6', 'RUPIAH_MALFORMED'],
    ['0x10', 'RUPIAH_MALFORMED'],
    ['١٢٣', 'RUPIAH_MALFORMED'],
    ['Rp1.000 2.000', 'RUPIAH_MALFORMED'],
    ['-1', 'RUPIAH_NEGATIVE'],
    ['Rp-1.000', 'RUPIAH_NEGATIVE'],
    ['−5', 'RUPIAH_NEGATIVE'],
    ['1.000,50', 'RUPIAH_FRACTION'],
    ['1000,5', 'RUPIAH_FRACTION'],
    ['9223372036854775808', 'RUPIAH_TOO_LARGE'],
  ])('"%s" is refused as %s', (text, code) => {
    expect(parseRupiah(text)).toEqual({ ok: false, code });
  });

  it('ten megabytes are refused at once', () => {
    expect(parseRupiah('9'.repeat(10_000_000))).toEqual({ ok: false, code: 'RUPIAH_TOO_LARGE' });
  });

  it('never throws and never reads a negative amount', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-Rp0-9., ]*$/)), (text) => {
        const parsed = parseRupiah(text);
        if (parsed.ok) expect(parsed.rupiah >= 0n && parsed.rupiah <= MAX_RUPIAH).toBe(true);
      }),
    );
  });
});

describe('rupiah in words', () => {
  it.each([
    [0n, 'nol'],
    [1n, 'satu'],
    [10n, 'sepuluh'],
    [11n, 'sebelas'],
    [12n, 'dua belas'],
    [20n, 'dua puluh'],
    [21n, 'dua puluh satu'],
    [100n, 'seratus'],
    [111n, 'seratus sebelas'],
    [1_000n, 'seribu'],
    [1_001n, 'seribu satu'],
    [2_000n, 'dua ribu'],
    [11_000n, 'sebelas ribu'],
    [100_000n, 'seratus ribu'],
    [101_000n, 'seratus satu ribu'],
    [1_000_000n, 'satu juta'],
    [1_001_000n, 'satu juta seribu'],
    [1_234_567n, 'satu juta dua ratus tiga puluh empat ribu lima ratus enam puluh tujuh'],
    [275_520_000n, 'dua ratus tujuh puluh lima juta lima ratus dua puluh ribu'],
    [1_000_000_000_000n, 'satu triliun'],
    [-15n, 'minus lima belas'],
    [
      MAX_RUPIAH,
      'sembilan kuintiliun dua ratus dua puluh tiga kuadriliun tiga ratus tujuh puluh dua triliun tiga puluh enam miliar delapan ratus lima puluh empat juta tujuh ratus tujuh puluh lima ribu delapan ratus tujuh',
    ],
  ])('%s is %s', (number, words) => {
    expect(terbilang(number)).toBe(words);
  });

  it('reads back to the same number', () => {
    fc.assert(
      fc.property(fc.oneof(amount, fc.bigInt({ min: 0n, max: 2_000_000n })), (number) => {
        expect(readWords(terbilang(number))).toBe(number);
      }),
    );
  });

  it('is never empty, doubled or "satu ribu" where "seribu" is meant', () => {
    fc.assert(
      fc.property(amount, (number) => {
        const words = terbilang(number);
        expect(words).toMatch(/^[a-z]+( [a-z]+)*$/);
        expect(words).not.toMatch(/\bsatu (puluh|belas|ratus)\b/);
        expect(words).not.toMatch(/^satu ribu|(juta|miliar|triliun) satu ribu/);
      }),
    );
  });
});
