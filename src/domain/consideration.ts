import { partOf, type AllottedLine } from './allotment.js';
import { refuse, type DomainError } from './errors.js';
import type { LineCut } from './proposal/command-map.js';

export const considerationDecisions = ['CONSIDER', 'WAITLIST', 'REJECT'] as const;
export type ConsiderationDecision = (typeof considerationDecisions)[number];

/** One row of the sheet of the budget team as it came back; null where a cell was left empty. */
export interface ConsideredRow {
  readonly registrationNumber: string;
  readonly persons: number | null;
  /** Whole rupiah. */
  readonly amount: string | null;
  readonly decision: ConsiderationDecision;
  readonly reason: string;
}
/** A recommended line with the place of its person in the list. */
export interface RecommendedLine extends AllottedLine {
  readonly position: number;
}
export type PlannedEntry =
  | { readonly type: 'consider'; readonly cuts: readonly LineCut[]; readonly persons: number; readonly amount: bigint }
  | { readonly type: 'waitlist' }
  | { readonly type: 'reject' };

/**
 * What a row means for the lines of its proposal: so many persons keep everything in the order of the list, or the amount goes as
 * far as it does, line by line. What falls out is named with the reason of the row.
 */
export function planEntry(row: ConsideredRow, lines: readonly RecommendedLine[]): DomainError | PlannedEntry {
  const reason = row.reason.trim();
  if (row.decision !== 'CONSIDER') {
    if (reason === '') return refuse('REASON_REQUIRED', { field: 'reason' });
    return { type: row.decision === 'WAITLIST' ? 'waitlist' : 'reject' };
  }
  const kept = keptOf(row, lines);
  if ('code' in kept) return kept;
  const cuts = lines.flatMap((line, place) => {
    const quantity = kept[place] ?? 0;
    return quantity < line.quantity ? [{ lineId: line.id, quantity, reason }] : [];
  });
  if (cuts.length > 0 && reason === '') return refuse('REASON_REQUIRED', { field: 'reason' });
  const amount = lines.reduce((sum, line, place) => sum + line.unitPrice * BigInt(kept[place] ?? 0), 0n);
  if (amount === 0n) return refuse('INCOMPLETE', { fields: ['lines'] });
  const persons = new Set(lines.filter((_, place) => (kept[place] ?? 0) > 0).map(({ position }) => position)).size;
  if (row.amount !== null && BigInt(row.amount) !== amount)
    return refuse('SHEET_AMOUNT', { amount: row.amount, expected: amount.toString() });
  return { type: 'consider', cuts, persons, amount };
}

/** The quantity that each line keeps. */
function keptOf(row: ConsideredRow, lines: readonly RecommendedLine[]): DomainError | readonly number[] {
  if (row.persons !== null) {
    const order = [...new Set(lines.map(({ position }) => position))].toSorted((a, b) => a - b);
    if (row.persons > order.length) return refuse('INVALID_INPUT', { fields: ['persons'], limit: order.length });
    const staying = new Set(order.slice(0, row.persons));
    return lines.map((line) => (staying.has(line.position) ? line.quantity : 0));
  }
  if (row.amount === null) return lines.map(({ quantity }) => quantity);
  const part = partOf(lines, BigInt(row.amount));
  return part === null ? refuse('INVALID_INPUT', { fields: ['amount'] }) : part.lines.map(({ quantity }) => quantity);
}
