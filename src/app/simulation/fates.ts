import type { ProposalState } from '../../domain/proposal/states.js';

/** What becomes of the institutions beside the published table, which end without aid. */
export const fates = {
  never_sent: 'EXPIRED',
  lapsed: 'EXPIRED',
  withdrawn: 'WITHDRAWN',
  rejected: 'REJECTED_FINAL',
  appeal_denied: 'REJECTED_FINAL',
  waitlisted: 'EXPIRED',
  carried_over: 'EXPIRED',
} as const satisfies Record<string, ProposalState>;

export type Fate = keyof typeof fates;

/** A carried case ends, and so does the draft of the next year that it opens and that nobody sends. */
export function casesOf(fate: Fate): number {
  return fate === 'carried_over' ? 2 : 1;
}

/** So many institutions of each fate at this scale, at least one. */
export function institutionsPerFate(scale: number): number {
  return Math.max(1, Math.round(scale));
}
