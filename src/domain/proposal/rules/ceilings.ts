import { refuse, type DomainError } from '../../errors.js';
import type { CeilingFact } from '../command-map.js';
import type { OverLimit } from '../proposal-case.js';
import { URGENT_ACCOUNT } from '../track.js';

/** What is left of a limit for this case; of one for each person, what one of them may get. */
function freeOf({ amount, reserved, consumed }: CeilingFact): bigint {
  return amount - reserved - consumed;
}
function over(ceiling: CeilingFact, amount: bigint, perPerson: bigint): boolean {
  return (ceiling.scope === 'PERSON' ? perPerson : amount) > freeOf(ceiling);
}

/** I2: a hard limit holds; what is reserved and consumed already counts. */
export function ceilingError(ceilings: readonly CeilingFact[], amount: bigint, perPerson = 0n): DomainError | null {
  const broken = ceilings.find((ceiling) => ceiling.hard && over(ceiling, amount, perPerson));
  return broken === undefined ? null : refuse('OVER_CEILING', detailsOf(broken, amount, perPerson));
}

/**
 * process.md 7: a soft limit may be passed with a reason, and what was passed stays visible on the case. Answers what is passed,
 * or the refusal where nobody says why.
 */
export function passedLimits(
  ceilings: readonly CeilingFact[],
  amount: bigint,
  perPerson: bigint,
  reason: string,
): DomainError | readonly OverLimit[] {
  const hard = ceilingError(ceilings, amount, perPerson);
  if (hard !== null) return hard;
  const passed = ceilings.filter((ceiling) => over(ceiling, amount, perPerson));
  const [first] = passed;
  if (first === undefined) return [];
  if (reason.trim() === '')
    return refuse('LIMIT_NEEDS_REASON', { ...detailsOf(first, amount, perPerson), field: 'overReason' });
  return passed.map((ceiling) => ({
    scope: ceiling.scope,
    scopeKey: ceiling.scopeKey,
    over: ((ceiling.scope === 'PERSON' ? perPerson : amount) - freeOf(ceiling)).toString(),
    reason: reason.trim(),
  }));
}

function detailsOf(ceiling: CeilingFact, amount: bigint, perPerson: bigint): DomainError['details'] {
  return {
    scope: ceiling.scope,
    scopeKey: ceiling.scopeKey,
    free: freeOf(ceiling).toString(),
    amount: (ceiling.scope === 'PERSON' ? perPerson : amount).toString(),
  };
}

/** Urgent aid is reserved on its account at once: no budget team considers it. */
export function urgentLimitError(ceilings: readonly CeilingFact[], amount: bigint): DomainError | null {
  if (ceilings.length === 0) return refuse('CEILING_MISSING', { scopes: ['ACCOUNT'], key: URGENT_ACCOUNT });
  return ceilingError(ceilings, amount);
}
