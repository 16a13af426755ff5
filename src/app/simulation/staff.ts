import type { Role } from '../../domain/roles.js';

/** How many simulated officials hold each role; several, so that second persons and substitutes exist. */
export const staff = {
  SECRETARIAT: 3,
  ADMIN_VERIFIER: 3,
  FIELD_VERIFIER: 6,
  KETUA_TIM: 2,
  KABID: 2,
  SEKRETARIS_DINAS: 2,
  HEAD_DINSOS: 2,
  SUBBAG_PERENCANAAN: 3,
  SUBBAG_KEUANGAN: 1,
  PENGURUS_BARANG: 2,
  LPJ_REVIEWER: 3,
  APPEAL_REVIEWER: 2,
  INSPECTORATE: 1,
  BPK_AUDITOR: 1,
  ADMIN: 1,
} as const satisfies Partial<Record<Role, number>>;

/** Field verifiers go out in named pairs. */
export const TEAM_SIZE = 2;
export const TEAMS = staff.FIELD_VERIFIER / TEAM_SIZE;

export function staffEmail(role: Role, index: number): string {
  return `${role.toLowerCase().replaceAll('_', '-')}-${index + 1}@salur.invalid`;
}
export function unitEmail(unitCode: string): string {
  return `${unitCode.toLowerCase()}@salur.invalid`;
}
export function regencyEmail(regencyCode: string): string {
  return `kabkota-${regencyCode.replace('.', '')}@salur.invalid`;
}
export function institutionEmail(code: string, of: 'operator' | 'chair'): string {
  return `${of === 'operator' ? 'operator' : 'ketua'}-${code.toLowerCase()}@salur.invalid`;
}
