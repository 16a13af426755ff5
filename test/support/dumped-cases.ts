import type { Draft } from './world.js';

/** What stands open in the dump of a release, and who may go on with it (`cases.json` beside the dump). */
export interface DumpedCases {
  readonly programmeId: string;
  readonly packageId: string;
  readonly unitId: string;
  /** Two of every office. */
  readonly users: Readonly<Record<string, readonly string[]>>;
  readonly drafts: Readonly<
    Record<'returned' | 'held' | 'endorsed' | 'pending' | 'fenced' | 'signed' | 'dispatched' | 'reportDue', Draft>
  >;
  /** Holds `fenced`. */
  readonly openDecree: string;
  readonly decreeInForce: string;
  /** Brings to `dispatched` what it was decreed. */
  readonly batchOnTheWay: string;
}
