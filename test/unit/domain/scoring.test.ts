import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { areScorePoints, grades, scoreCriteria } from '../../../src/domain/score-points.js';
import { defaultPolicy } from '../../../src/domain/policy.js';
import { decide } from '../../../src/domain/proposal/decide.js';
import {
  byRank,
  maximumOf,
  scoreOf,
  typedError,
  type Ranked,
  type ScoringFacts,
  type TypedScore,
} from '../../../src/domain/scoring.js';
import { aCase, aPerson, samples } from '../../support/cases.js';

const policy = defaultPolicy(2026);
const { scoring } = samples.score.facts;

const anyFacts: fc.Arbitrary<ScoringFacts> = fc.record({
  persons: fc.nat(300),
  targetGroup: fc.constantFrom('CHILD', 'ELDERLY', 'SOMEBODY'),
  area: fc.record({
    covered: fc.nat(50),
    registered: fc.nat(500),
    coveredAll: fc.nat(5_000),
    registeredAll: fc.nat(50_000),
  }),
  lastReport: fc.option(fc.record({ fiscalYear: fc.constant(2025), onTime: fc.boolean() })),
  typed: fc.constant([]),
});
/** Anything that may be typed within the criteria. */
const anyTyped: fc.Arbitrary<TypedScore[]> = fc.subarray([...scoreCriteria]).chain((chosen) =>
  fc.tuple(
    ...chosen.map((criterion) =>
      fc.record({
        criterion: fc.constant(criterion),
        grade: criterion === 'ACCREDITATION' ? fc.constantFrom(...grades) : fc.constant(null),
        points: criterion === 'ACCREDITATION' ? fc.constant(null) : fc.nat(maximumOf(policy, criterion)),
        reason: fc.constant('Dilihat sendiri'),
      }),
    ),
  ),
);

describe('the score of a case', () => {
  it('is between 0 and 100, the sum of its criteria, and each of them within its own maximum', () => {
    fc.assert(
      fc.property(anyFacts, anyTyped, (facts, typed) => {
        expect(typedError(policy, typed)).toBeNull();
        const score = scoreOf(policy, facts, typed);
        expect(score.criteria.map(({ criterion }) => criterion)).toEqual([...scoreCriteria]);
        for (const one of score.criteria) {
          expect(one.points).toBeGreaterThanOrEqual(0);
          expect(one.points).toBeLessThanOrEqual(one.maximum);
        }
        expect(score.points).toBe(score.criteria.reduce((sum, { points }) => sum + points, 0));
        expect(score.points).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('never falls where a home has more residents, a better grade, or a number typed higher', () => {
    fc.assert(
      fc.property(anyFacts, anyTyped, fc.nat(50), (facts, typed, more) => {
        const points = (of: ScoringFacts, said: readonly TypedScore[]): number => scoreOf(policy, of, said).points;
        const before = points(facts, typed);
        expect(points({ ...facts, persons: facts.persons + more }, typed)).toBeGreaterThanOrEqual(before);
        const better = typed.map((one) =>
          one.grade === null ? { ...one, points: maximumOf(policy, one.criterion) } : { ...one, grade: 'A' as const },
        );
        expect(points(facts, better)).toBeGreaterThanOrEqual(before);
        const onTime = { ...facts, lastReport: { fiscalYear: 2025, onTime: true } };
        expect(points(onTime, typed)).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('says where each number comes from', () => {
    const typed = [{ criterion: 'ACCREDITATION' as const, grade: 'B' as const, points: null, reason: 'BAN 7/2025' }];
    const { points, criteria } = scoreOf(policy, { ...scoring, persons: 26, lastReport: null }, typed);
    expect(criteria.map(({ criterion, points: each, basis }) => [criterion, each, basis])).toEqual([
      ['ACCREDITATION', 15, 'TYPED'],
      ['NEED', 13, 'FORMULA'],
      ['SPM', 15, 'FORMULA'],
      // 1 of 4 here, 4 of 8 in the province
      ['AREA', 15, 'FORMULA'],
      ['REPORT', 0, 'NONE'],
      ['FACILITY', 0, 'NONE'],
    ]);
    expect(points).toBe(58);
  });

  it('knows no mean where nobody was reached the year before', () => {
    const area = { covered: 0, registered: 4, coveredAll: 0, registeredAll: 8 };
    const found = scoreOf(policy, { ...scoring, area }, []).criteria.find(({ criterion }) => criterion === 'AREA');
    expect(found).toMatchObject({ points: 0, basis: 'NONE' });
  });
});

describe('what an official types', () => {
  const facility = { criterion: 'FACILITY', grade: null, points: 5, reason: 'Ruang belajar' } as const;
  it.each([
    ['more than the criterion gives', [{ ...facility, points: 11 }], 'INVALID_INPUT'],
    ['a criterion twice', [facility, facility], 'INVALID_INPUT'],
    ['a grade for something else', [{ ...facility, grade: 'A', points: null }], 'INVALID_INPUT'],
    ['a number instead of a grade', [{ ...facility, criterion: 'ACCREDITATION' }], 'INVALID_INPUT'],
    ['no reason', [{ ...facility, reason: ' ' }], 'REASON_REQUIRED'],
  ] as const)('is refused: %s', (_name, typed, code) => {
    expect(typedError(policy, typed)?.code).toBe(code);
  });

  it('makes its author a verifier of the case, who does not recommend it', () => {
    const context = { ...aPerson(['HEAD_DINSOS', 'KABID'], { duties: ['VERIFIER'] }) };
    const c = aCase('FIELD_VERIFIED', {
      data: { ...aCase('FIELD_VERIFIED').data, endorsers: [], endorsed: [] },
    });
    const recommending = { type: 'recommend' as const, ...samples.recommend };
    const said = { type: recommending.type, expectedVersion: null, step: recommending, words: '' };
    expect(decide(c, said, context)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN_PAIR' } });
    const scoringStep = { type: 'score' as const, ...samples.score };
    const scored = decide(
      c,
      { type: 'score', expectedVersion: null, step: scoringStep, words: '' },
      aPerson(['KABID']),
    );
    expect(scored).toMatchObject({ ok: true, duties: ['OFFICIAL', 'VERIFIER'] });
  });

  it('is awaited before the recommendation where the policy wants a whole score', () => {
    const wanting = { ...aPerson(['HEAD_DINSOS']), policy: { ...policy, scoresNeeded: 1 } };
    const c = aCase('FIELD_VERIFIED', { data: { ...aCase('FIELD_VERIFIED').data, endorsers: [], endorsed: [] } });
    const given = (typed: readonly TypedScore[]) => {
      const facts = { ...samples.recommend.facts, scoring: { ...scoring, typed } };
      const step = { type: 'recommend' as const, payload: samples.recommend.payload, facts };
      return decide(c, { type: 'recommend', expectedVersion: null, step, words: '' }, wanting);
    };
    expect(given([facility])).toMatchObject({
      ok: false,
      error: { code: 'INCOMPLETE', details: { fields: ['scores.ACCREDITATION'] } },
    });
    const grade = { criterion: 'ACCREDITATION', grade: 'NONE', points: null, reason: 'Belum terakreditasi' } as const;
    expect(given([facility, grade])).toMatchObject({ ok: true });
  });
});

describe('the order of a ranked list', () => {
  const anyRanked: fc.Arbitrary<Ranked> = fc.record({
    id: fc.uuid(),
    points: fc.option(fc.nat(100)),
    completeAt: fc.constantFrom('2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z'),
  });
  it('goes by points, then by the earlier complete submission; the unscored come last', () => {
    fc.assert(
      fc.property(fc.array(anyRanked), (list) => {
        const sorted = list.toSorted(byRank);
        for (const [index, one] of sorted.entries()) {
          const next = sorted[index + 1];
          if (next === undefined) continue;
          expect(one.points ?? -1).toBeGreaterThanOrEqual(next.points ?? -1);
          if (one.points === next.points) expect(one.completeAt <= next.completeAt).toBe(true);
        }
      }),
    );
  });
});

describe('the points of a policy', () => {
  it('are at most 100 together, and a better grade never gives less', () => {
    expect(areScorePoints(policy.scorePoints)).toBe(true);
    expect(areScorePoints({ ...policy.scorePoints, NEED: 26 })).toBe(false);
    expect(areScorePoints({ ...policy.scorePoints, ACCREDITATION_B: 5 })).toBe(false);
  });
});
