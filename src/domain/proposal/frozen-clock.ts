import { addDays, witaDate, type LocalDate } from '../time/wita.js';
import { deadlineAfter, isWorkingDay, type Holidays } from '../time/working-days.js';
import type { AlarmPlan } from './clocks.js';
import type { ProposalEvent } from './events.js';
import type { ProposalCase } from './proposal-case.js';

/** Whether days of a freeze could move what this alarm speaks of: of all clocks only that of the hand-over waits (process.md 1). */
export function asksForFreeze(c: ProposalCase, plan: AlarmPlan): boolean {
  return c.state === 'PACT_SIGNED' && c.dueAt !== null && (plan.kind === 'REMINDER' || plan.kind === 'DEADLINE');
}

/** The deadline of the hand-over goes on by the working days on which nothing could be handed over; null where none was lost. */
export function moveByFreeze(
  c: ProposalCase,
  frozen: ReadonlySet<LocalDate>,
  { now, holidays }: { readonly now: Date; readonly holidays: Holidays },
): ProposalEvent | null {
  if (c.dueAt === null) return null;
  const due = new Date(c.dueAt);
  const lost = frozenDaysIn(new Date(c.data.frozenCountedTo ?? c.stateSince), due, frozen, holidays);
  if (lost === 0) return null;
  const dueAt = deadlineAfter(due, lost, new Set([...holidays, ...frozen])).toISOString();
  return {
    type: 'deadline_frozen',
    command: 'alarm',
    from: c.state,
    to: c.state,
    at: now.toISOString(),
    dueAt,
    change: { data: { frozenCountedTo: dueAt } },
    note: { workingDays: lost },
  };
}

function frozenDaysIn(after: Date, until: Date, frozen: ReadonlySet<LocalDate>, holidays: Holidays): number {
  const last = witaDate(until);
  let count = 0;
  for (let day = addDays(witaDate(after), 1); day <= last; day = addDays(day, 1))
    if (frozen.has(day) && isWorkingDay(day, holidays)) count += 1;
  return count;
}
