import type { Role } from '../roles.js';

/** Signs of a fictitious institution (domain.md 4), as the database raises them. */
export const flagSigns = [
  'SAME_NPWP',
  'SAME_DEED',
  'SAME_ACCOUNT',
  'SAME_CHAIR',
  'SAME_PLACE',
  'ACCOUNT_NAME',
  'OVER_BEDS',
] as const;
export type FlagSign = (typeof flagSigns)[number];
export const flagResolvers: readonly Role[] = ['KABID', 'INSPECTORATE'];
