import type { Authority } from '../ports.js';

/** Who keeps the system running has no business with people (process.md 3): an administrator alone sees numbers, no names. */
export function maySeePersons({ scope, roles }: Authority): boolean {
  if (scope === 'public') return false;
  return scope !== 'province' || roles.some((role) => role !== 'ADMIN');
}
