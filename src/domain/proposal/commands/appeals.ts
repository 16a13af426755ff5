import type { CeilingFact } from '../command-map.js';

type Empty = Readonly<Record<never, never>>;

/** The objection of an institution whose proposal was rejected, and what comes of it. */
export interface AppealCommands {
  appeal: { payload: { readonly words: string }; facts: Empty };
  name_reviewer: { payload: { readonly userId: string }; facts: ReviewerFacts };
  grant: { payload: { readonly words: string }; facts: GrantFacts };
  deny: { payload: { readonly words: string }; facts: Empty };
  close_appeal: { payload: Empty; facts: Empty };
}

export interface ReviewerFacts {
  /** Whether the named person holds the office now. */
  readonly holdsOffice: boolean;
  readonly tookPart: boolean;
  readonly name: string;
}
export interface GrantFacts {
  /** The limits of urgent aid, on which it is reserved again; none on the planned track. */
  readonly ceilings: readonly CeilingFact[];
  /** What was recommended of each line, and whether another proposal took the person's need meanwhile. */
  readonly lines: readonly {
    readonly id: string;
    readonly upper: number;
    readonly unitPrice: bigint;
    readonly claimedElsewhere: boolean;
  }[];
}
