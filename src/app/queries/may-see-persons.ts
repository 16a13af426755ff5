import { hasBusiness } from '../../domain/roles.js';
import type { Authority } from '../ports.js';

/** Who keeps system or data in order has no business with people (process.md 3): such an office alone sees numbers, no names. */
export function maySeePersons({ scope, roles }: Authority): boolean {
  if (scope === 'public') return false;
  return scope !== 'province' || hasBusiness(roles);
}
