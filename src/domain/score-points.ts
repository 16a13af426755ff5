export const scoreCriteria = ['ACCREDITATION', 'NEED', 'SPM', 'AREA', 'REPORT', 'FACILITY'] as const;
export type ScoreCriterion = (typeof scoreCriteria)[number];

/** What the accreditation of a home may be. */
export const grades = ['A', 'B', 'C', 'NONE'] as const;
export type Grade = (typeof grades)[number];

/** What a policy gives points for: one number a criterion, but one a grade for accreditation. */
export const scorePointNames = [
  'ACCREDITATION_A',
  'ACCREDITATION_B',
  'ACCREDITATION_C',
  'ACCREDITATION_NONE',
  'NEED',
  'SPM',
  'AREA',
  'REPORT',
  'FACILITY',
] as const;
export type ScorePoints = Readonly<Record<(typeof scorePointNames)[number], number>>;

/** A whole score is at most 100, and a better grade never gives less. */
export function areScorePoints(points: ScorePoints): boolean {
  const { ACCREDITATION_A: a, ACCREDITATION_B: b, ACCREDITATION_C: c, ACCREDITATION_NONE: none } = points;
  const { NEED, SPM, AREA, REPORT, FACILITY } = points;
  return a >= b && b >= c && c >= none && a + NEED + SPM + AREA + REPORT + FACILITY <= 100;
}
