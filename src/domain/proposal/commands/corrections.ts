import type { LocalDate } from '../../time/wita.js';
import type { CeilingFact, LineCut, LineFact } from '../command-map.js';
import type { ProposalState } from '../states.js';
import type { OutsidePaper } from './outside-paper.js';

/** Entries of papers by bodies that do not log in: what was typed wrong in them can be repaired (process.md 2, *). */
export const correctable = ['consider', 'waitlist', 'reject', 'amend', 'approve_urgent', 'allow_late'] as const;
export type Correctable = (typeof correctable)[number];

export interface CorrectionCommands {
  correct_record: { payload: Correction; facts: CorrectionFacts };
}

/** The paper as it should have been entered; what is right already is said again. */
export interface Correction extends OutsidePaper {
  /** The entry by its number in the history of the case. */
  readonly entry: number;
  readonly corrects: Correctable;
  readonly recordedIn: ProposalState;
  /** Of a waiting list. */
  readonly rank: number | null;
  /** Of a consideration: its lines anew, as cuts of what was recommended; null leaves them. */
  readonly cuts: readonly LineCut[] | null;
  readonly words: string;
}

/** An entry as it stands, with what was repaired in it so far. */
export interface RecordedEntry {
  readonly entry: number;
  readonly corrects: Correctable;
  readonly recordedIn: ProposalState;
  readonly body: string;
  readonly documentNumber: string;
  readonly documentDate: LocalDate;
  readonly signatory: string;
  readonly scan: string | null;
  readonly rank: number | null;
  /** No later entry took its place. */
  readonly inForce: boolean;
}

export interface CorrectionFacts {
  readonly record: RecordedEntry | null;
  /** Days between which the paper must lie, by what they are (I5). */
  readonly notBefore: DatedFact | null;
  readonly notAfter: DatedFact | null;
  /** Another paper of this body has the number (I14). */
  readonly numberTaken: boolean;
  readonly lines: readonly LineFact[];
  readonly ceilings: readonly CeilingFact[];
}
export interface DatedFact {
  readonly what: string;
  readonly on: LocalDate;
}
