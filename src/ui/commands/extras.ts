import type { RankedItemView, RecordedEntryView } from '../views.js';

/** What some forms show besides the case. */
export interface CommandExtras {
  /** Holders of the office who took no part in the case. */
  readonly appealReviewers: readonly { readonly userId: string; readonly name: string }[];
  /** People to whom the task may be given. */
  readonly staff: readonly { readonly userId: string; readonly name: string }[];
  /** Persons of the client register who may come into the list. */
  readonly entrants: readonly { readonly personId: string; readonly name: string; readonly birthDate: string }[];
  /** Lines of the budget document, with what is free on them. */
  readonly budgetLines: readonly { readonly line: string; readonly free: string }[];
  /** What the ranked list proposes for this case, and of how many; null where it stands on none. */
  readonly ranked: { readonly item: RankedItemView; readonly of: number } | null;
  /** The entry that is corrected, and the others that this office may correct. */
  readonly records: { readonly chosen: RecordedEntryView | null; readonly others: readonly RecordedEntryView[] };
  /** How many of those at home are visited, where a visit is entered. */
  readonly sample: { readonly homeCareSampleShare: number; readonly homeCareSampleMinimum: number } | null;
  /** What was saved of the visit on the way. */
  readonly visitCopy: { readonly savedAt: string; readonly savedBy: string } | null;
  /** Files that came with a refused form: they are stored and need not be chosen again. */
  readonly keptFiles: Readonly<Record<string, readonly { readonly blobId: string; readonly name: string }[]>>;
}
export const noExtras: CommandExtras = {
  staff: [],
  entrants: [],
  appealReviewers: [],
  budgetLines: [],
  ranked: null,
  sample: null,
  visitCopy: null,
  records: { chosen: null, others: [] },
  keptFiles: {},
};
