import type { Actor } from '../domain/actor.js';

/** Whoever holds the servers' settings is the operator of this installation. */
export const OPERATOR: Actor = { kind: 'system', purpose: 'operator' };
