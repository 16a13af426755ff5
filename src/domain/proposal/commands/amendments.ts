import type { OutsidePaper } from './outside-paper.js';
import type { LocalDate } from '../../time/wita.js';
import type { CeilingFact, LineCut, LineFact } from '../command-map.js';

/** What a decree gave and a later one takes back. */
export interface AmendmentCommands {
  draft_amendment: {
    payload: { readonly words: string; readonly cuts: readonly LineCut[]; readonly raises: readonly LineCut[] };
    facts: AmendableFacts;
  };
  amend: { payload: AmendPayload; facts: AmendableFacts & { readonly decreeSignedOn: LocalDate | null } };
}

export interface AmendableFacts {
  /** The decreed lines of which nothing was handed over yet. */
  readonly lines: readonly LineFact[];
  /** Lines of which more may be decreed, also those that were dropped: at most what was requested. */
  readonly raisable: readonly RaisableLine[];
  /** The limits that carry what is decreed. */
  readonly ceilings: readonly CeilingFact[];
  readonly linesHash: string;
  /** Drops of which goods have left the store and that nobody confirmed. */
  readonly goodsOnTheWay: number;
  /** The decree has heard that this proposal is in force. */
  readonly inForce: boolean;
}
export interface AmendPayload extends OutsidePaper {
  readonly scanBlobId: string;
  /** What is decreed after it, as the paper says: whole rupiah as a decimal string. */
  readonly amount: string;
}

export interface RaisableLine {
  readonly id: string;
  readonly position: number;
  readonly now: number;
  readonly recommended: number;
  readonly considered: number;
  readonly requested: number;
  readonly unitPrice: bigint;
  readonly claimedElsewhere: boolean;
}
