import fc from 'fast-check';
import type { Move } from '../histories/model-run.js';
import { anyMove } from '../histories/moves.js';
import type { PlannedDeath } from './faults.js';

export interface ClientMove extends Move {
  /** The next person does not wait for this one's answer. */
  readonly hasty: boolean;
  /** A double click. */
  readonly twice: boolean;
  /** Decided by the ordinary activity at once, as a case with many lines is. */
  readonly heavy: boolean;
}
export interface Scenario {
  readonly moves: readonly ClientMove[];
  readonly deaths: readonly PlannedDeath[];
  readonly units: number;
  readonly longHistory: number;
  /** In which order the workers take up what there is. */
  readonly order: number;
}

const seldom = fc.nat({ max: 5 }).map((number) => number === 0);
const clientMove: fc.Arbitrary<ClientMove> = fc
  .tuple(anyMove, seldom, seldom, seldom)
  .map(([move, hasty, twice, heavy]) => ({ ...move, hasty, twice, heavy }));
const death = fc.record({
  // often one right after the other, so that quick attempts are spent
  after: fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 60 }) }, { weight: 1, arbitrary: fc.constant(0) }),
  of: fc.constantFrom('worker' as const, 'worker and Temporal' as const, 'database' as const),
});
const scenario: fc.Arbitrary<Scenario> = fc
  .record({
    favourite: fc.nat({ max: 2 }),
    moves: fc.array(fc.tuple(clientMove, fc.nat({ max: 3 })), { minLength: 10, maxLength: 90, size: 'max' }),
    deaths: fc.array(death, { maxLength: 12, size: 'max' }),
    units: fc.nat({ max: 20 }),
    longHistory: fc.integer({ min: 5, max: 60 }),
    order: fc.nat(),
  })
  .map(({ favourite, moves, ...rest }) => ({
    ...rest,
    moves: moves.map(([move, whim]) => (whim === 0 ? move : carriedOn(move, favourite))),
  }));

/** Three moves of four carry one case on by what is right, so that histories reach the later steps. */
function carriedOn(move: ClientMove, caseNumber: number): ClientMove {
  return { ...move, caseNumber, sensible: true, dice: [0, 0, 0], version: 'seen' };
}

/** The same seed draws the same scenario, for ever. */
export function scenarioOf(seed: number): Scenario {
  const [drawn] = fc.sample(scenario, { seed, numRuns: 1 });
  if (drawn === undefined) throw new Error('nothing was drawn');
  return drawn;
}

/**
 * An institution's first submission is refused, so that its case lives as a draft; worker and Temporal die at each point of
 * the second one, in several orders, and half of its senders never ask again.
 */
export const submissionsThatDie: readonly Scenario[] = Array.from({ length: 90 }, (_, index) => ({
  moves: [submission([0, 7, 0]), submission([0, 0, 0])],
  deaths: [{ after: 8 + (index % 15), of: 'worker and Temporal' }],
  units: 9,
  longHistory: 60,
  order: index,
}));

function submission(dice: ClientMove['dice']): ClientMove {
  const calm = { hours: 0, hasty: false, twice: false, heavy: false };
  return { caseNumber: 0, sensible: true, command: 0, person: 0, version: 'seen', dice, ...calm };
}
