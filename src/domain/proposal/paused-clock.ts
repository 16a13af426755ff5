import { deadlineAfter, workingDaysLeft, type Holidays } from '../time/working-days.js';
import { endOfDay, witaDate } from '../time/wita.js';
import { legalDateOf, type ClockFacts } from './clocks.js';
import type { PausedClock, ProposalCase } from './proposal-case.js';
import type { ProposalState } from './states.js';
import { hoursIn } from './urgent-hours.js';

/** The deadline of a case and what of it stands still, after a step that wants `dueAt` in `to`. */
export function clockUnder(
  c: ProposalCase,
  to: ProposalState,
  dueAt: string | null,
  overlaid: boolean,
  now: Date,
  facts: ClockFacts,
): { readonly dueAt: string | null; readonly paused: PausedClock | null } {
  const kept = to === c.state && dueAt === null ? c.data.paused : null;
  if (!overlaid) return { dueAt: kept === null ? dueAt : resumed(kept, now, facts.holidays), paused: null };
  if (dueAt === null || isLegal({ ...c, state: to }, dueAt, facts)) return { dueAt, paused: kept };
  const due = new Date(dueAt);
  if (due >= now && hoursIn({ ...c, state: to }, facts.policy) !== null) {
    const millisecondsLeft = due.getTime() - now.getTime();
    return { dueAt: null, paused: { dueAt, workingDaysLeft: null, millisecondsLeft } };
  }
  return {
    dueAt: null,
    paused: { dueAt, workingDaysLeft: due < now ? null : workingDaysLeft(now, due, facts.holidays) },
  };
}

/**
 * Legal dates do not stop (process.md 1, 8): the clock of these states is one unless the date had passed before. The report
 * date is one on whatever day it falls, and so is the end of the year in which carried goods must leave the store.
 */
export function isLegal(
  c: Pick<ProposalCase, 'state' | 'track' | 'data'>,
  dueAt: string,
  { policy }: ClockFacts,
): boolean {
  const { reportDueAt, carriedStock } = c.data;
  if (c.state === 'REPORT_DUE' && dueAt === reportDueAt) return true;
  return [legalDateOf(c, policy), carriedStock?.until ?? null].some(
    (date) => date !== null && endOfDay(date).toISOString() === dueAt,
  );
}

/** The clock goes on with the whole working days, or the hours, it had: none lost, none gained. */
export function resumed(
  { dueAt, workingDaysLeft: left, millisecondsLeft }: PausedClock,
  now: Date,
  holidays: Holidays,
): string {
  if (millisecondsLeft !== undefined) return new Date(now.getTime() + millisecondsLeft).toISOString();
  if (left === null) return dueAt;
  const due = left === 0 ? endOfDay(witaDate(now)) : deadlineAfter(now, left, holidays);
  return due.toISOString();
}
