import { Refusal, refuse } from '../../domain/errors.js';
import type { ActorTx } from '../ports.js';

/** The administrator, or the operator's shell. Errors: WRONG_ROLE. */
export function requireAdministrator(tx: ActorTx): void {
  const { scope, roles } = tx.authority;
  if (scope !== 'system' && !(scope === 'province' && roles.includes('ADMIN'))) {
    throw new Refusal(refuse('WRONG_ROLE', { needed: ['ADMIN'] }));
  }
}
