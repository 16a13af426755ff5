import type { CeilingFact, LineCut, LineFacts } from '../command-map.js';
import type { OutsidePaper } from './outside-paper.js';

/** What the budget team and the planning section may still say while no decree holds the proposal. */
export interface WaitingListCommands {
  waitlist: { payload: WaitlistPayload; facts: Readonly<Record<never, never>> };
  cut: { payload: CutPayload; facts: LineFacts & { readonly ceilings: readonly CeilingFact[] } };
}

export interface WaitlistPayload extends OutsidePaper {
  /** Place on the list; 1 is considered first. */
  readonly rank: number;
}
export interface CutPayload {
  /** Lower amounts that go on, or nothing for now and a place on the waiting list. */
  readonly to: 'CONSIDERED' | 'WAITLISTED';
  readonly words: string;
  readonly cuts: readonly LineCut[];
}
