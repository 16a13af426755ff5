import type { ProposalTask } from '../proposal-task.js';
import type { LocalDate } from '../time/wita.js';
import type { DecreeState } from './decree-states.js';

/** ADDED: the proposal is yet to be fenced · FENCED: it is held · FROZEN: its part of the annex stands · REMOVED: it is free or never came. */
export type EntryState = 'ADDED' | 'FENCED' | 'FROZEN' | 'DECREED' | 'REMOVED';

export interface DecreeEntry {
  readonly proposalId: string;
  readonly state: EntryState;
  /** Frozen; null before. */
  readonly persons: number | null;
  /** Whole rupiah as a decimal string; frozen, null before. */
  readonly amount: string | null;
  readonly linesHash: string | null;
  readonly task: ProposalTask | null;
}

/** What the signed paper says, as the recorder typed it from the paper. */
export interface SignedPaper {
  readonly number: string;
  readonly signedOn: LocalDate;
  readonly signatory: string;
  readonly signedBlobId: string;
  readonly persons: number;
  /** Whole rupiah as a decimal string. */
  readonly amount: string;
}

/** The recorded paper that waits for its second person (process.md 2, *): bound to content, annex and version. */
export interface PendingPaper {
  readonly paper: SignedPaper;
  readonly contentHash: string;
  readonly version: number;
  readonly enteredBy: string;
  readonly enteredByName: string;
  /** ISO instant. */
  readonly enteredAt: string;
  /** The superior has been told that the second person is late. */
  readonly overdueTold: boolean;
}

/** One decree as `decideDecree` reads it and `evolveDecree` writes it. */
export interface DecreeCase {
  readonly id: string;
  readonly programmeId: string;
  readonly title: string;
  readonly fiscalYear: number;
  readonly state: DecreeState;
  readonly version: number;
  readonly number: string | null;
  readonly signedOn: LocalDate | null;
  readonly signatory: string | null;
  readonly signedBlobId: string | null;
  readonly rootHash: string | null;
  /** ISO instant. */
  readonly frozenAt: string | null;
  readonly pending: PendingPaper | null;
  readonly entries: readonly DecreeEntry[];
}

export function liveEntries(d: DecreeCase): readonly DecreeEntry[] {
  return d.entries.filter((entry) => entry.state !== 'REMOVED');
}

/** Head-count and money of the annex as it was frozen. */
export function frozenTotals(d: DecreeCase): { readonly persons: number; readonly amount: bigint } {
  const live = liveEntries(d);
  return {
    persons: live.reduce((sum, entry) => sum + (entry.persons ?? 0), 0),
    amount: live.reduce((sum, entry) => sum + BigInt(entry.amount ?? '0'), 0n),
  };
}
