import type { Role } from './roles.js';

/** Why personal data is opened in full. A closed choice, so that the log of it can hold no personal data itself. */
export const accessPurposes = [
  'VERIFICATION',
  'CORRECTION',
  'CONTACT',
  'DELIVERY',
  'COMPLAINT',
  'AUDIT',
  'DATA_SUBJECT',
] as const;
export type AccessPurpose = (typeof accessPurposes)[number];

/** What was opened. */
export type AccessField = 'NIK' | 'FAMILY_CARD' | 'PHONE' | 'FILE' | 'EVERYTHING';

export function isAccessPurpose(text: string): text is AccessPurpose {
  return (accessPurposes as readonly string[]).includes(text);
}

/** Who takes a whole case along as one file. */
export const bundleRoles: readonly Role[] = ['INSPECTORATE', 'BPK_AUDITOR', 'KABID'];
