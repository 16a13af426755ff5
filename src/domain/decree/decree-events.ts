import type { DecreeCase, DecreeEntry } from './decree-case.js';
import type { DecreeState } from './decree-states.js';

export type DecreeEventType =
  'include' | 'exclude' | 'freeze' | 'entered' | 'record' | 'pending_refused' | 'second_overdue' | 'proposals_answered';

export type DecreeChange = Partial<
  Pick<DecreeCase, 'number' | 'signedOn' | 'signatory' | 'signedBlobId' | 'rootHash' | 'frozenAt' | 'pending'>
> & { readonly entries?: readonly DecreeEntry[] };

/** One decided fact with its whole change; `note` is for the reader of the history. */
export interface DecreeEvent {
  readonly type: DecreeEventType;
  readonly from: DecreeState;
  readonly to: DecreeState;
  /** ISO instant. */
  readonly at: string;
  readonly change: DecreeChange;
  readonly note: Readonly<Record<string, string | number | null | readonly string[]>>;
}

/** Answers of proposals and alarms decide nothing, so a page opened before them stays good. */
const quiet: ReadonlySet<DecreeEventType> = new Set(['proposals_answered', 'second_overdue']);

export function evolveDecree(before: DecreeCase, event: DecreeEvent): DecreeCase {
  const { entries = [], ...fields } = event.change;
  const changed = new Map(entries.map((entry) => [entry.proposalId, entry]));
  const kept = before.entries.map((entry) => changed.get(entry.proposalId) ?? entry);
  const known = new Set(before.entries.map((entry) => entry.proposalId));
  return {
    ...before,
    ...fields,
    state: event.to,
    version: before.version + (quiet.has(event.type) ? 0 : 1),
    entries: [...kept, ...entries.filter((entry) => !known.has(entry.proposalId))],
  };
}
