import { scoreCriteria } from '../../domain/score-points.js';
import type { CaseView } from '../../app/queries/case-view.js';
import type { PayloadInput, ReadPayload } from './read-payload.js';
import { wholeNumber } from './whole-number.js';

/** Criteria for which something is typed; the others are computed. */
export function readScore({ form, words }: PayloadInput): ReadPayload {
  const errors: Record<string, string> = {};
  const typed = scoreCriteria.flatMap((criterion) => {
    const text = form.text(`scores.${criterion}`);
    if (text === '') return [];
    const graded = criterion === 'ACCREDITATION';
    const points = graded ? null : wholeNumber(text);
    const reason = form.text(`scoreReason.${criterion}`);
    if (!graded && points === null) errors[`scores.${criterion}`] = words.fieldProblems.wrong;
    if (reason === '') errors[`scoreReason.${criterion}`] = words.fieldProblems.missing;
    return [{ criterion, grade: graded ? text : null, points, reason }];
  });
  return { payload: { typed }, errors };
}

/** The form opens with what was typed before. */
export function typedScores({ score }: CaseView): Record<string, string> {
  const typed = score?.criteria.filter(({ basis }) => basis === 'TYPED') ?? [];
  return Object.fromEntries(
    typed.flatMap(({ criterion, points, inputs, reason }) => [
      [`scores.${criterion}`, String(inputs['grade'] ?? points)],
      [`scoreReason.${criterion}`, reason ?? ''],
    ]),
  );
}
