import type { Role } from '../roles.js';
import type { ProposalCase } from './proposal-case.js';

/** Cases that came to FIELD_VERIFIED before the levels were kept in them have these. */
export const FORMER_ENDORSERS: readonly Role[] = ['KETUA_TIM', 'KABID', 'SEKRETARIS_DINAS'];

/** Whose endorsement is missing next; null where all are given and the recommendation may come. */
export function nextEndorser({ data }: Pick<ProposalCase, 'data'>): Role | null {
  return (data.endorsers ?? FORMER_ENDORSERS)[data.endorsed.length] ?? null;
}
