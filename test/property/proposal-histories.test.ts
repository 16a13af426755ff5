import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { proposalStates } from '../../src/domain/proposal/states.js';
import { newWorld, type ModelWorld } from '../support/histories/model-case.js';
import { brokenBy, contradictions } from '../support/histories/model-laws.js';
import { pass, tryMove } from '../support/histories/model-run.js';
import { anyMove } from '../support/histories/moves.js';
import { propertyRun, propertyTimeout } from '../support/histories/property-run.js';

const history = fc.array(anyMove, { minLength: 1, maxLength: 160, size: 'max' });
/** How many lines of Rp500.000 the limits give: from nothing to more than all three cases ask for. */
const limit = fc.nat({ max: 20 });

describe('whatever people try, in whatever order', () => {
  it(
    'no history of three cases breaks an invariant, and their events alone make the same cases',
    () => {
      const reached = new Set<string>();
      fc.assert(
        fc.property(history, limit, (moves, units) => {
          const world = newWorld(units);
          const broken = moves.flatMap((tried) => brokenBy(tryMove(world, tried)));
          expect([...broken, ...contradictions(world)]).toEqual([]);
          // then nobody does anything for more than a year: what the clock alone makes of it breaks nothing either
          pass(world, 24 * 400);
          expect(contradictions(world)).toEqual([]);
          for (const { events } of world.cases) for (const event of events) reached.add(event.to);
        }),
        propertyRun(2_000),
      );
      // the histories go everywhere: none of the laws holds only because nobody came so far
      expect(Object.keys(proposalStates).filter((state) => state !== 'DRAFT' && !reached.has(state))).toEqual([]);
    },
    propertyTimeout,
  );
});

describe('the laws themselves', () => {
  const damages: readonly (readonly [string, (world: ModelWorld) => ModelWorld, RegExp])[] = [
    ['a row that its events do not make', (world) => damaged(world, { agendaNumber: '9' }), /its events make another/],
    ['an amount that rises', (world) => damaged(world, { recommendedAmount: '9000000' }), /I1 amounts rise/],
    ['a decree without a consideration', (world) => damaged(world, { decreedAmount: '1' }), /I1 amounts rise/],
    ['a fenced case in another state', (world) => damaged(world, { fencedBy: 'decree-1' }), /left by another door/],
    ['a limit that holds for nobody', withLimit(10n, 0n), /I2 PROGRAMME holds 10 for 0/],
    ['a hard limit that is exceeded', withLimit(0n, 10_000_000_000n), /I2 PROGRAMME is exceeded/],
    [
      'two duties of a forbidden pair',
      withDuties('VERIFIER', 'RECOMMENDER'),
      /I8 somebody is VERIFIER and RECOMMENDER/,
    ],
  ];

  it.each(damages)('see %s', (_name, damage, finding) => {
    expect(contradictions(damage(newWorld(9))).join('\n')).toMatch(finding);
  });

  function damaged(world: ModelWorld, change: Partial<(typeof world.cases)[number]['now']>): ModelWorld {
    const cases = world.cases.map((model, index) =>
      index === 0 ? { ...model, now: { ...model.now, ...change } } : model,
    );
    return { ...world, cases };
  }
  function withLimit(reserved: bigint, consumed: bigint) {
    return (world: ModelWorld): ModelWorld => ({
      ...world,
      ceilings: world.ceilings.map(({ fact, held }) => ({ fact: { ...fact, reserved, consumed }, held })),
    });
  }
  function withDuties(...duties: readonly string[]) {
    return (world: ModelWorld): ModelWorld => {
      world.cases[0]?.duties.set('somebody', new Set(duties));
      return world;
    };
  }
});
