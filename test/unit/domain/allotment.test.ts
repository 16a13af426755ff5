import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allot, firstBeyond, partOf, type AllottedLine } from '../../../src/domain/allotment.js';

const anyLines: fc.Arbitrary<AllottedLine[]> = fc
  .array(fc.record({ quantity: fc.integer({ min: 1, max: 5 }), unitPrice: fc.bigInt(1n, 900n) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((lines) => lines.map((line, place) => ({ ...line, id: `line-${place}` })));
const amountOf = (lines: readonly AllottedLine[]): bigint =>
  lines.reduce((sum, { quantity, unitPrice }) => sum + unitPrice * BigInt(quantity), 0n);

/** Shares of a list of proposals, each with its own lines. */
function shares(list: readonly AllottedLine[][], limit: bigint) {
  const amounts = list.map(amountOf);
  return { amounts, shares: allot(amounts, limit, list[firstBeyond(amounts, limit)] ?? []) };
}

describe('what a limit gives to a ranked list', () => {
  it('is full in order, at most one in part with at least half of it, and never more than the limit', () => {
    fc.assert(
      fc.property(fc.array(anyLines, { maxLength: 8 }), fc.bigInt(0n, 20_000n), (list, limit) => {
        const { amounts, shares: given } = shares(list, limit);
        const kinds = given.map(({ share }) => share).join(' ');
        expect(kinds).toMatch(/^(FULL ?)*(PART ?)?(RESERVE ?)*$/);
        expect(given.reduce((sum, { amount }) => sum + amount, 0n) <= limit).toBe(true);
        for (const [place, { share, amount }] of given.entries()) {
          const asked = amounts[place] ?? 0n;
          if (share === 'FULL') expect(amount).toBe(asked);
          if (share === 'PART') expect(amount * 2n >= asked && amount < asked).toBe(true);
          if (share === 'RESERVE') expect(amount).toBe(0n);
        }
      }),
    );
  });

  it('never gives a proposal less where the limit is higher', () => {
    fc.assert(
      fc.property(fc.array(anyLines, { maxLength: 8 }), fc.bigInt(0n, 9_000n), fc.bigInt(0n, 9_000n), (list, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const more = shares(list, high).shares;
        for (const [place, { share }] of shares(list, low).shares.entries())
          if (share === 'FULL') expect(more[place]?.share).toBe('FULL');
      }),
    );
  });

  it('keeps of a part the lines in their order, as far as the rest pays', () => {
    const lines = [
      { id: 'a', quantity: 2, unitPrice: 100n },
      { id: 'b', quantity: 3, unitPrice: 100n },
      { id: 'c', quantity: 1, unitPrice: 50n },
    ];
    expect(partOf(lines, 460n)).toEqual({
      amount: 450n,
      lines: [
        { id: 'a', quantity: 2, unitPrice: 100n },
        { id: 'b', quantity: 2, unitPrice: 100n },
        { id: 'c', quantity: 1, unitPrice: 50n },
      ],
    });
    // 550 in all, of which 250 would be paid
    expect(partOf(lines, 299n)).toBeNull();
    expect(partOf(lines, 300n)?.amount).toBe(300n);
  });
});
