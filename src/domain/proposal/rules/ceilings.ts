import { refuse, type DomainError } from '../../errors.js';
import type { CeilingFact } from '../command-map.js';
import { URGENT_ACCOUNT } from '../track.js';

/** I2: a hard limit holds; what is reserved and consumed already counts. */
export function ceilingError(ceilings: readonly CeilingFact[], amount: bigint): DomainError | null {
  for (const ceiling of ceilings) {
    const free = ceiling.amount - ceiling.reserved - ceiling.consumed;
    if (ceiling.hard && amount > free) {
      return refuse('OVER_CEILING', {
        scope: ceiling.scope,
        scopeKey: ceiling.scopeKey,
        free: free.toString(),
        amount: amount.toString(),
      });
    }
  }
  return null;
}

/** Urgent aid is reserved on its account at once: no budget team considers it. */
export function urgentLimitError(ceilings: readonly CeilingFact[], amount: bigint): DomainError | null {
  if (ceilings.length === 0) return refuse('CEILING_MISSING', { scopes: ['ACCOUNT'], key: URGENT_ACCOUNT });
  return ceilingError(ceilings, amount);
}
