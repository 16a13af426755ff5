import { refuse, type DomainError } from './errors.js';
import type { Policy } from './policy.js';
import { grades, scoreCriteria, type Grade, type ScoreCriterion } from './score-points.js';

/** What an official typed for a criterion, with the reason. Accreditation is a grade, everything else a number. */
export interface TypedScore {
  readonly criterion: ScoreCriterion;
  readonly grade: Grade | null;
  readonly points: number | null;
  readonly reason: string;
}

/** What the formulas read of the record. */
export interface ScoringFacts {
  /** Persons whom the visit found, or whose absence it proved. */
  readonly persons: number;
  readonly targetGroup: string;
  /** Persons with a decree of the year before, of those in the client registers: of the regency and of the province. */
  readonly area: {
    readonly covered: number;
    readonly registered: number;
    readonly coveredAll: number;
    readonly registeredAll: number;
  };
  /** The last report that was due; null where none ever was. */
  readonly lastReport: { readonly fiscalYear: number; readonly onTime: boolean } | null;
  /** What was typed for this revision before. */
  readonly typed: readonly TypedScore[];
}

export interface CriterionScore {
  readonly criterion: ScoreCriterion;
  readonly points: number;
  readonly maximum: number;
  /** NONE: the record has nothing to compute from, and nobody typed it. */
  readonly basis: 'FORMULA' | 'TYPED' | 'NONE';
  /** What the formula read, or the grade that was typed. */
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  readonly reason: string | null;
}
export interface Score {
  readonly points: number;
  readonly criteria: readonly CriterionScore[];
}

type Scoring = Pick<Policy, 'scorePoints' | 'scoreGroups' | 'scoreResidents'>;
type Computed = Pick<CriterionScore, 'points' | 'inputs'>;

export function maximumOf({ scorePoints }: Scoring, criterion: ScoreCriterion): number {
  return criterion === 'ACCREDITATION'
    ? Math.max(...grades.map((grade) => scorePoints[`ACCREDITATION_${grade}`]))
    : scorePoints[criterion];
}

/** What the record alone says of a criterion; null where it says nothing. */
function formula(policy: Scoring, criterion: ScoreCriterion, facts: ScoringFacts): Computed | null {
  const { scorePoints: points } = policy;
  const { persons, targetGroup, area, lastReport } = facts;
  switch (criterion) {
    case 'NEED': {
      const full = policy.scoreResidents;
      return {
        points: Math.floor((points.NEED * Math.min(persons, full)) / full),
        inputs: { persons, full },
      };
    }
    case 'SPM': {
      const priority = policy.scoreGroups.some((group) => group === targetGroup);
      return { points: priority ? points.SPM : 0, inputs: { targetGroup, priority } };
    }
    case 'AREA': {
      // nobody was reached in the year before, or nobody is registered: there is no mean to be below
      if (area.coveredAll === 0 || area.registered === 0) return null;
      const below = area.covered * area.registeredAll < area.coveredAll * area.registered;
      return { points: below ? points.AREA : 0, inputs: { ...area, below } };
    }
    case 'REPORT':
      return lastReport === null ? null : { points: lastReport.onTime ? points.REPORT : 0, inputs: { ...lastReport } };
    case 'ACCREDITATION':
    case 'FACILITY':
      return null;
  }
}

/** The score of a case: typed where an official typed it, else computed, else nothing (process.md 10). */
export function scoreOf(policy: Scoring, facts: ScoringFacts, typed: readonly TypedScore[]): Score {
  const criteria = scoreCriteria.map((criterion): CriterionScore => {
    const maximum = maximumOf(policy, criterion);
    const entry = typed.find((one) => one.criterion === criterion);
    if (entry !== undefined) {
      const { grade, reason } = entry;
      const points = grade === null ? (entry.points ?? 0) : policy.scorePoints[`ACCREDITATION_${grade}`];
      return { criterion, points, maximum, basis: 'TYPED', inputs: grade === null ? {} : { grade }, reason };
    }
    const computed = formula(policy, criterion, facts);
    return computed === null
      ? { criterion, points: 0, maximum, basis: 'NONE', inputs: {}, reason: null }
      : { criterion, maximum, basis: 'FORMULA', ...computed, reason: null };
  });
  return { points: criteria.reduce((sum, { points }) => sum + points, 0), criteria };
}

/** A typed entry is a grade or a number within the criterion, once each, and always with its reason. */
export function typedError(policy: Scoring, typed: readonly TypedScore[]): DomainError | null {
  const seen = new Set<ScoreCriterion>();
  for (const { criterion, grade, points, reason } of typed) {
    const maximum = maximumOf(policy, criterion);
    const whole = criterion === 'ACCREDITATION' ? grade !== null && points === null : grade === null && points !== null;
    if (!whole || seen.has(criterion) || (points ?? 0) > maximum)
      return refuse('INVALID_INPUT', { fields: [`scores.${criterion}`], limit: maximum });
    if (reason.trim() === '') return refuse('REASON_REQUIRED', { field: `scoreReason.${criterion}` });
    seen.add(criterion);
  }
  return null;
}

/** Criteria about which neither the record nor an official says anything, where the policy wants a whole score. */
export function unscoredError(policy: Scoring & Pick<Policy, 'scoresNeeded'>, score: Score): DomainError | null {
  const missing = score.criteria.filter(({ basis }) => basis === 'NONE').map(({ criterion }) => `scores.${criterion}`);
  return policy.scoresNeeded > 0 && missing.length > 0 ? refuse('INCOMPLETE', { fields: missing }) : null;
}

export interface Ranked {
  readonly id: string;
  readonly points: number | null;
  /** ISO instant at which the revision that was scored came in whole. */
  readonly completeAt: string;
}

/** The order of a ranked list: more points first, then the earlier complete submission; the unscored last. */
export function byRank(a: Ranked, b: Ranked): number {
  return (b.points ?? -1) - (a.points ?? -1) || a.completeAt.localeCompare(b.completeAt) || a.id.localeCompare(b.id);
}
