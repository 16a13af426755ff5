import type { Role } from './roles.js';

/** Who looks at two entries side by side and says whether they are one person. */
export const identityJudges: readonly Role[] = ['ADMIN_VERIFIER', 'FIELD_VERIFIER', 'KETUA_TIM', 'KABID'];

/** Whether two entries without a NIK are one person, and by what whoever decides knows it: never in free words, which would be data of theirs. */
export const identityGrounds = {
  SAME: ['SAME_CARD', 'SAME_FAMILY', 'SEEN_AT_VISIT', 'INSTITUTIONS_AGREE'],
  DIFFERENT: ['OTHER_CARD', 'OTHER_FAMILY', 'SEEN_BOTH', 'INSTITUTIONS_AGREE'],
} as const;

export type IdentityVerdict = keyof typeof identityGrounds;
export type IdentityGround = (typeof identityGrounds)[IdentityVerdict][number];

export const identityVerdicts: readonly IdentityVerdict[] = ['SAME', 'DIFFERENT'];
export const allIdentityGrounds: readonly IdentityGround[] = [
  ...new Set<IdentityGround>([...identityGrounds.SAME, ...identityGrounds.DIFFERENT]),
];

export function groundFits(verdict: IdentityVerdict, ground: IdentityGround): boolean {
  return identityGrounds[verdict].some((one) => one === ground);
}
