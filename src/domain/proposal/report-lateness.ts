import type { Policy } from '../policy.js';
import { addDays, endOfDay, startOfDay, witaDate, type LocalDate } from '../time/wita.js';
import type { ProposalCase } from './proposal-case.js';

/** Calendar days after the report date on which a letter is drafted; the first is letter I. */
export const letterDays = [1, 7, 14] as const;

/** The day the report was due: kept with the case, because a state entered later has a deadline of its own. */
export function reportDate(c: ProposalCase, policy: Policy): LocalDate {
  return c.data.reportDueAt === null ? policy.reportDue : witaDate(new Date(c.data.reportDueAt));
}

/** When letter `number` (1 to 3) is drafted; legal days are counted, never shifted. */
export function letterAt(c: ProposalCase, policy: Policy, number: number): Date {
  return startOfDay(addDays(reportDate(c, policy), letterDays[number - 1] ?? 0));
}

/**
 * When a missing report becomes a default (process.md 2.2); never while a report is being checked, and a returned one not
 * before its own deadline, which a hold may have stopped.
 */
export function defaultsAt(c: ProposalCase, policy: Policy): Date | null {
  const days = endOfDay(addDays(reportDate(c, policy), policy.defaultAfterDays));
  if (c.state === 'REPORT_DUE') return days;
  if (c.state !== 'REPORT_RETURNED' || c.dueAt === null) return null;
  const due = new Date(c.dueAt);
  return due > days ? due : days;
}
