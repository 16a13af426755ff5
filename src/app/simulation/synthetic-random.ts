import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Seeded chance: the same seed gives the same row of answers on every machine. */
export interface Random {
  /** A whole number between both bounds, both included. */
  between(least: number, most: number): number;
  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean;
  pick<T>(choices: readonly T[]): T;
}

export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const between = (least: number, most: number): number => uniformInt(generator, least, most);
  return {
    between,
    chance: (percent) => between(1, 1_000) <= percent * 10,
    pick: (choices) => {
      const choice = choices[between(0, choices.length - 1)];
      if (choice === undefined) throw new Error('There is nothing to pick from.');
      return choice;
    },
  };
}

/**
 * Splits a whole into parts of at least one by weight, exactly (largest remainder): the parts always add up to the whole.
 */
export function splitWhole(whole: number, weights: readonly number[]): readonly number[] {
  const spare = whole - weights.length;
  if (spare < 0) throw new Error(`${whole} cannot be split into ${weights.length} parts of at least one.`);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => (spare * weight) / total);
  const parts = shares.map((share) => 1 + Math.floor(share));
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .toSorted((left, right) => right.remainder - left.remainder || left.index - right.index);
  const missing = whole - parts.reduce((sum, part) => sum + part, 0);
  for (const { index } of byRemainder.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
