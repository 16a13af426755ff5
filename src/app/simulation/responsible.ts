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
  if (role === 'FIELD_VERIFIER') return (plan.number % TEAMS) * TEAM_SIZE;
  return plan.number % holders(role);
}

export function secondIndex(role: Role, house: House): number {
  if (role === 'FIELD_VERIFIER') return firstIndex(role, house) + 1;
  return (house.plan.number + 1) % holders(role);
}

function holders(role: Role): number {
  return (staff as Partial<Record<Role, number>>)[role] ?? 1;
}
