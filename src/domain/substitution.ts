import { roles, superiorOf, type Role } from './roles.js';

/** Plt.: the office is vacant; Plh.: its holder is away for some days. */
export const substitutionKinds = ['PLH', 'PLT'] as const;
export type SubstitutionKind = (typeof substitutionKinds)[number];

/** Verifiers and reviewers are named case by case; auditors, administrators and institutions are nobody's substitute. */
const ofThePerson: readonly Role[] = [
  'LKS_OPERATOR',
  'LKS_CHAIR',
  'KABKOTA_OFFICER',
  'ADMIN_VERIFIER',
  'FIELD_VERIFIER',
  'APPEAL_REVIEWER',
  'INSPECTORATE',
  'BPK_AUDITOR',
  'DPO',
  'ADMIN',
];
export const substitutableRoles: readonly Role[] = (Object.keys(roles) as Role[]).filter(
  (role) => !ofThePerson.includes(role),
);
/** Who signs for money is appointed by decree (process.md 3). */
export const byDecree: readonly Role[] = ['HEAD_DINSOS'];

/** An office somebody has at this instant through a substitution and not of his own. */
export interface ActingOffice {
  readonly role: string;
  readonly kind: SubstitutionKind;
  readonly holderId: string;
  readonly holder: string;
}

/** Both names for the record, where the step needed an office that the person has only as a substitute. */
export function onBehalf(
  offices: readonly Role[] | 'SYSTEM',
  actor: { readonly roles: readonly string[]; readonly acting?: readonly ActingOffice[] },
): Readonly<Record<string, string>> {
  const acting = actor.acting ?? [];
  if (offices === 'SYSTEM' || acting.length === 0) return {};
  const actingIn = (role: string): ActingOffice | undefined => acting.find((office) => office.role === role);
  // first the offices of the step, then those above that stand in when time has passed
  for (const usable of [offices, offices.flatMap((role) => superiorOf[role] ?? [])]) {
    const held = usable.filter((role) => actor.roles.includes(role));
    if (held.some((role) => actingIn(role) === undefined)) return {};
    const used = held.map(actingIn).find((office) => office !== undefined);
    if (used !== undefined) return { actingKind: used.kind, actingOffice: used.role, actingFor: used.holder };
  }
  return {};
}
