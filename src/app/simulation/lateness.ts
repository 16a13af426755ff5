import { later, type Look } from './desk.js';
import type { LateStep } from './case-plan.js';
import type { CaseInHand } from './routines/duties.js';

const HOUR_MS = 60 * 60 * 1000;

/**
 * Puts a step off where the plan has its person late: until the last hour of the deadline, when the reminder has rung, or
 * until the morning after it, when the superior has been told. Null where the step is to be done now.
 */
export function dueUnless(
  { town, house, waiting }: Pick<CaseInHand, 'town' | 'house' | 'waiting'>,
  step: LateStep,
): Look | null {
  const lateness = house.plan.late[step];
  if (lateness === undefined || waiting.dueAt === null) return null;
  const from = new Date(waiting.dueAt.getTime() + (lateness === 'reminded' ? -HOUR_MS : 9 * HOUR_MS));
  return town.now() < from ? later(from) : null;
}
