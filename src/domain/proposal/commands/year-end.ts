import type { OutsidePaper } from './outside-paper.js';

/** What becomes of a proposal that the year, or its window, has left behind. */
export interface YearEndCommands {
  carry_over: { payload: { readonly words: string }; facts: NextYearFacts };
  allow_late: {
    payload: OutsidePaper;
    facts: Readonly<Record<never, never>>;
  };
}

export interface NextYearFacts {
  /** The programme of the next year that takes the same package; null while there is none. */
  readonly next: { readonly programmeId: string; readonly packageId: string; readonly fiscalYear: number } | null;
  /** The id that the new draft gets. */
  readonly draftId: string;
}
