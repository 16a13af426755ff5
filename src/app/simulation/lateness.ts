import { letterDays } from '../../domain/proposal/report-lateness.js';
import { later, type Look } from './desk.js';
import type { Lateness, LateStep } from './case-plan.js';
import type { CaseInHand } from './routines/duties.js';

const HOUR_MS = 60 * 60 * 1000;
const MORNING_AFTER = 9;
const [firstLetter, secondLetter, thirdLetter] = letterDays;
const HOURS: Readonly<Record<Lateness, number>> = {
  reminded: -1,
  overdue: MORNING_AFTER,
  letter_2: MORNING_AFTER + 24 * (secondLetter - firstLetter),
  letter_3: MORNING_AFTER + 24 * (thirdLetter - firstLetter),
};

/**
 * Puts a step off where the plan has its person late: until the last hour of the deadline, when the reminder has rung, or
 * until the morning after it, when the superior has been told, or the morning of a letter. Null where the step is to be done now.
 */
export function dueUnless(
  { town, house, waiting }: Pick<CaseInHand, 'town' | 'house' | 'waiting'>,
  step: LateStep,
): Look | null {
  const lateness = house.plan.late[step];
  if (lateness === undefined || waiting.dueAt === null) return null;
  const from = new Date(waiting.dueAt.getTime() + HOURS[lateness] * HOUR_MS);
  return town.now() < from ? later(from) : null;
}
