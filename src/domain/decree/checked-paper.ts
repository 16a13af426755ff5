import { refuse, type DomainError } from '../errors.js';
import type { LocalDate } from '../time/wita.js';
import { frozenTotals, liveEntries, type DecreeCase } from './decree-case.js';

/** What the second person types from the signed paper, without seeing what the recorder typed. */
export interface CheckedPaper {
  readonly number: string;
  readonly signedOn: LocalDate;
  readonly institutions: number;
  readonly persons: number;
  /** Whole rupiah as a decimal string. */
  readonly amount: string;
}

/**
 * Number and date must be those that the recorder typed, institutions, heads and money those of the frozen annex: two people
 * have read the same paper, and it is what was frozen. What differs is named, never what it should have been.
 */
export function checkError(d: DecreeCase, checked: CheckedPaper | null): DomainError | null {
  const entered = d.pending?.paper;
  if (entered === undefined) return null;
  if (checked === null) {
    return refuse('INCOMPLETE', { fields: ['number', 'signedOn', 'institutions', 'persons', 'amount'] });
  }
  const totals = frozenTotals(d);
  const same: Readonly<Record<keyof CheckedPaper, boolean>> = {
    number: checked.number.trim() === entered.number.trim(),
    signedOn: checked.signedOn === entered.signedOn,
    institutions: checked.institutions === liveEntries(d).length,
    persons: checked.persons === totals.persons,
    amount: BigInt(checked.amount) === totals.amount,
  };
  const differs = Object.entries(same).flatMap(([field, equal]) => (equal ? [] : [field]));
  return differs.length === 0 ? null : refuse('LIST_MISMATCH', { differs });
}
