import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { Role } from '../../domain/roles.js';
import type { ActorTx } from '../ports.js';

export function requireSignedIn(actor: Actor): void {
  if (actor.kind !== 'user') throw new Refusal(refuse('NOT_SIGNED_IN'));
}
export function requireRole(tx: ActorTx, needed: readonly Role[]): void {
  const { scope, roles } = tx.authority;
  if (scope !== 'province' || !needed.some((role) => roles.includes(role))) {
    throw new Refusal(refuse('WRONG_ROLE', { needed }));
  }
}
/** Officials see every decree and batch; an institution or regency only what is in force, and of it only its own part. */
export function isOfficial(tx: ActorTx): boolean {
  return tx.authority.scope === 'province' || tx.authority.scope === 'system';
}
