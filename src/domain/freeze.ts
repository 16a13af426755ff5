import { refuse, type DomainError } from './errors.js';
import type { LocalDate } from './time/wita.js';

/** The freeze that holds for a proposal on the day of an act: by which letter, and its last day. */
export interface FreezeFact {
  readonly letterNumber: string;
  readonly untilOn: LocalDate;
}

/** No hand-over in a freeze unless its group or programme is exempt (process.md 1, I7). */
export function freezeError(freeze: FreezeFact | null): DomainError | null {
  return freeze === null ? null : refuse('FROZEN', { number: freeze.letterNumber, until: freeze.untilOn });
}
