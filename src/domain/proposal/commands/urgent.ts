import type { LocalDate } from '../../time/wita.js';
import type { Empty } from '../command-map.js';
import type { OutsidePaper } from './outside-paper.js';

/** What is said in an urgent case alone (process.md 2.3). */
export interface UrgentCommands {
  pass_urgent: { payload: { readonly words: string }; facts: Empty };
  approve_urgent: {
    payload: OutsidePaper;
    facts: {
      /** The id that the approval gets among the decrees. */
      readonly decreeId: string;
      readonly persons: number;
      readonly disasterOn: LocalDate | null;
    };
  };
  complete_papers: { payload: Empty; facts: { readonly missingPapers: readonly string[] } };
}
