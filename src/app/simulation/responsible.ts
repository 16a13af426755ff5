import type { Role } from '../../domain/roles.js';
import type { House } from './read-world.js';
import { staff, TEAM_SIZE, TEAMS } from './staff.js';

/**
 * How colleagues of one role share the cases, so that two never run to the same one: by the case's number; the next one
 * in the row checks what a colleague entered.
 */
export function responsible(role: Role, index: number, house: House): boolean {
  return index === firstIndex(role, house) || index === secondIndex(role, house);
}

export function firstIndex(role: Role, { plan }: Pick<House, 'plan'>): number {
  if (role === 'FIELD_VERIFIER') return (areaOf(plan) % TEAMS) * TEAM_SIZE;
  if (role === 'KABID') return areaOf(plan) % holders(role);
  return plan.number % holders(role);
}

export function secondIndex(role: Role, house: House): number {
  if (role === 'FIELD_VERIFIER') return firstIndex(role, house) + 1;
  if (role === 'KABID') return (firstIndex(role, house) + 1) % holders(role);
  return (house.plan.number + 1) % holders(role);
}

/** Whoever plans journeys and goes on them keeps to an area, so that one letter covers everybody there. */
function areaOf({ code }: House['plan']): number {
  const area = code.slice(0, code.lastIndexOf('-'));
  return Array.from(area, (sign) => sign.codePointAt(0) ?? 0).reduce((sum, sign) => sum + sign, 0);
}

function holders(role: Role): number {
  return (staff as Partial<Record<Role, number>>)[role] ?? 1;
}
