import type { DomainError } from '../../domain/errors.js';

/** What one row of the sheet of the budget team means, or meant. */
export interface RowResult {
  readonly line: number;
  readonly registrationNumber: string;
  readonly proposalId: string | null;
  readonly institution: string;
  readonly decision: string;
  /** What goes on; null where nothing does. */
  readonly persons: number | null;
  readonly amount: string | null;
  readonly dropped: number;
  /** Null where the row can be entered, or is. */
  readonly error: DomainError | null;
}
