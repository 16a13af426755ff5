import type { LocalDate } from '../../time/wita.js';

/** A receipt that was captured inside a freeze and waits for the head of the office. */
export interface QuarantinedReceipt {
  readonly id: string;
  readonly dropId: string;
  readonly receivedOn: LocalDate;
  readonly letterNumber: string;
}

export interface QuarantineCommands {
  judge_receipt: {
    payload: { readonly quarantineId: string; readonly accepted: boolean; readonly words: string };
    /** Captured lines that are not open any more as they were captured. */
    facts: { readonly changedLines: number };
  };
}
