/** Whom a home cares for; also the five groups of the minimum services of a province (Permensos 9/2018). */
export const targetGroups = ['CHILD', 'ELDERLY', 'DISABILITY', 'HOMELESS', 'DISASTER'] as const;
export type TargetGroup = (typeof targetGroups)[number];
