import type { ProposalState } from '../../domain/proposal/states.js';

/** What becomes of the institutions beside the published table, which end without aid. */
export const fates = {
  never_sent: 'EXPIRED',
  lapsed: 'EXPIRED',
  withdrawn: 'WITHDRAWN',
  rejected: 'REJECTED_FINAL',
  appeal_denied: 'REJECTED_FINAL',
  waitlisted: 'WAITLISTED',
} as const satisfies Record<string, ProposalState>;

export type Fate = keyof typeof fates;

/** So many institutions of each fate at this scale, at least one. */
export function institutionsPerFate(scale: number): number {
  return Math.max(1, Math.round(scale));
}
