import type { ClawbackState } from '../../clawback.js';
import type { Empty } from '../command-map.js';

/** A report that never came, and how such a case ends. */
export interface DefaultCommands {
  default_report: { payload: Empty; facts: Empty };
  close_default: {
    payload: { readonly words: string };
    facts: {
      /** What the institution owes for the case; null where nobody asked for it. */
      readonly debt: {
        readonly state: ClawbackState;
        /** Of the deposit, or of the way of law. */
        readonly number: string;
        /** Whole rupiah. */
        readonly amount: string;
      } | null;
    };
  };
}
