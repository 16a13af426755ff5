import type { TargetGroup } from '../target-groups.js';
import type { LocalDate } from '../time/wita.js';

export const institutionKinds = ['LKSA', 'LKS_LU', 'LKS_PD', 'LKS_TS', 'IPWL', 'LKS_OTHER', 'UPTD'] as const;
export type InstitutionKind = (typeof institutionKinds)[number];
/** Kinds that register themselves; a provincial unit is the province's own. */
export const signUpKinds = institutionKinds.filter((kind) => kind !== 'UPTD');
export const legalForms = ['FOUNDATION', 'ASSOCIATION', 'NO_LEGAL_ENTITY'] as const;

/** Groups that a kind serves without giving a reason (domain.md 4); the database holds the same. */
const groupsOfKind: Readonly<Partial<Record<InstitutionKind, readonly TargetGroup[]>>> = {
  LKSA: ['CHILD'],
  LKS_LU: ['ELDERLY'],
  LKS_PD: ['DISABILITY'],
  LKS_TS: ['HOMELESS'],
  IPWL: [],
};
export function kindServes(kind: InstitutionKind, group: TargetGroup): boolean {
  return groupsOfKind[kind]?.includes(group) ?? true;
}

/** Documents that a registration asks for: those of the legal entity where there is one. */
export function neededDocuments(legalForm: string | null, accredited: boolean): readonly string[] {
  return [
    'LKS_REG',
    'DEED',
    'DOMICILE',
    'NPWP',
    'BOARD',
    'KTP_CHAIR',
    ...(legalForm === 'NO_LEGAL_ENTITY' ? [] : ['KUMHAM']),
    ...(accredited ? ['ACCRED'] : []),
  ];
}

/** The day that the regime gives a certificate; null where the regime gives none. The printed one counts. */
export function expectedExpiry(on: LocalDate | null, years: number | null): LocalDate | null {
  if (on === null || years === null) return null;
  return `${String(Number(on.slice(0, 4)) + years).padStart(4, '0')}${on.slice(4)}`;
}

/** Calendar days before the end of a document on which its institution is reminded, the last first. */
export const expiryReminders = [7, 30, 90] as const;

/** The reminder that is due so many days before the end; null before the first and after the end. */
export function reminderDue(daysLeft: number): (typeof expiryReminders)[number] | null {
  if (daysLeft < 0) return null;
  return expiryReminders.find((days) => daysLeft <= days) ?? null;
}
