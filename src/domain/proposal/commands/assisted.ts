import type { ChairPaper } from '../assisted.js';
import type { Empty } from '../command-map.js';

/** What an officer enters for an institution, and who compares it with the chair's paper. */
export interface AssistedCommands {
  record_paper: { payload: ChairPaper; facts: { readonly scanExists: boolean } };
  confirm_intake: { payload: { readonly words: string }; facts: Empty };
}
