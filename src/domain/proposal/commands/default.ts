import type { LocalDate } from '../../time/wita.js';
import type { Empty } from '../command-map.js';

/** A report that never came, and how such a case ends. */
export interface DefaultCommands {
  default_report: { payload: Empty; facts: Empty };
  close_default: {
    payload: DefaultClosing;
    facts: {
      /** What the institution received, at its prices, in whole rupiah. */
      readonly deliveredValue: bigint;
    };
  };
}

export interface DefaultClosing {
  /** The money is back and checked, or the way of law was begun under a number. */
  readonly clawback: 'VERIFIED' | 'LEGAL';
  readonly number: string;
  readonly dated: LocalDate;
  /** Whole rupiah. */
  readonly amount: string;
  readonly words: string;
}
