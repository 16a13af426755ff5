import type { CeilingFact } from '../command-map.js';

export interface RecallCommands {
  recall: { payload: { readonly words: string }; facts: RecallFacts };
}

/** What a recall must find as it was, or take again. */
export interface RecallFacts {
  /** The institution has changed its working copy since it was returned. */
  readonly contentChanged: boolean;
  /** Needs that were given back and that another proposal took meanwhile. */
  readonly lostNeeds: number;
  /** Limits on which the money would be reserved again. */
  readonly ceilings: readonly CeilingFact[];
}
