import { roles, type Role } from './roles.js';

/** Watchers, institutions, regencies and administrators are nobody's emergency. */
const never: readonly Role[] = [
  'LKS_OPERATOR',
  'LKS_CHAIR',
  'KABKOTA_OFFICER',
  'INSPECTORATE',
  'BPK_AUDITOR',
  'DPO',
  'ADMIN',
];
export const emergencyRoles: readonly Role[] = (Object.keys(roles) as Role[]).filter((role) => !never.includes(role));

/** An office held for some hours by the word of two people. */
export interface EmergencyOffice {
  readonly id: string;
  readonly role: string;
  /** Names of the two. */
  readonly requestedBy: string;
  readonly confirmedBy: string;
}
