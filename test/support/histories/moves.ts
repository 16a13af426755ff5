import fc from 'fast-check';
import type { Move } from './model-run.js';

const die = fc.nat({ max: 9 });

/** One thing that somebody tries, mostly sensible, sometimes not, at once or after some hours. */
export const anyMove: fc.Arbitrary<Move> = fc.record({
  caseNumber: fc.nat({ max: 2 }),
  sensible: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  command: fc.nat({ max: 500 }),
  person: fc.nat({ max: 60 }),
  version: fc.oneof(
    { weight: 6, arbitrary: fc.constant('seen' as const) },
    { weight: 3, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constant('old' as const) },
  ),
  dice: fc.tuple(die, die, die),
  hours: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 24 * 9 }) }),
});
