/** What a limit gives to a ranked list (process.md 10): in full while it lasts, the last one in part, the rest waits. */
export interface Allotted {
  readonly share: 'FULL' | 'PART' | 'RESERVE';
  /** Whole rupiah. */
  readonly amount: bigint;
}
export interface AllottedLine {
  readonly id: string;
  readonly quantity: number;
  readonly unitPrice: bigint;
}
/** A part of a proposal: lines with the quantity that each keeps. */
export interface Part {
  readonly amount: bigint;
  readonly lines: readonly AllottedLine[];
}

/** The place of the first one that the limit no longer gives in full; the length of the list where it gives all. */
export function firstBeyond(amounts: readonly bigint[], limit: bigint): number {
  let left = limit;
  for (const [place, amount] of amounts.entries()) {
    if (amount > left) return place;
    left -= amount;
  }
  return amounts.length;
}

/** As much of the lines, in their order, as the rest pays; null where that is less than half of what was recommended. */
export function partOf(lines: readonly AllottedLine[], rest: bigint): Part | null {
  let [left, whole] = [rest, 0n];
  const kept = lines.map((line) => {
    whole += line.unitPrice * BigInt(line.quantity);
    const affordable = line.unitPrice === 0n ? BigInt(line.quantity) : left / line.unitPrice;
    const quantity = affordable < BigInt(line.quantity) ? Number(affordable) : line.quantity;
    left -= line.unitPrice * BigInt(quantity);
    return { ...line, quantity };
  });
  const amount = rest - left;
  return amount > 0n && amount * 2n >= whole ? { amount, lines: kept } : null;
}

/** The shares of a ranked list: `lines` are those of the first one beyond the limit. */
export function allot(amounts: readonly bigint[], limit: bigint, lines: readonly AllottedLine[]): readonly Allotted[] {
  const beyond = firstBeyond(amounts, limit);
  const spent = amounts.slice(0, beyond).reduce((sum, amount) => sum + amount, 0n);
  const part = partOf(lines, limit - spent);
  return amounts.map((amount, place): Allotted => {
    if (place < beyond) return { share: 'FULL', amount };
    if (place === beyond && part !== null) return { share: 'PART', amount: part.amount };
    return { share: 'RESERVE', amount: 0n };
  });
}
