import type { Policy } from '../policy.js';
import { deadlineAfter, reminderBefore, type Holidays } from '../time/working-days.js';
import { addDays, endOfDay, startOfDay, witaDate, type LocalDate } from '../time/wita.js';
import { confirmableStates } from './assisted.js';
import type { Pending, ProposalCase } from './proposal-case.js';
import { isOverlaid } from './overlays.js';
import { defaultsAt, letterAt, reportDate } from './report-lateness.js';
import { secondKey } from './stand-in.js';
import type { Standing } from './transitions.js';
import { isTerminal, type ProposalState } from './states.js';
import type { Track } from './track.js';
import { hoursAfter, hoursIn, urgentReminder } from './urgent-hours.js';

export interface ClockFacts {
  readonly policy: Policy;
  readonly holidays: Holidays;
  /** The district's flag: field visits get the policy's extra days. */
  readonly remote: boolean;
}

/** When the one waited for in `state` must have acted, counted from `now` (process.md 8); null where no clock runs. */
export function dueAfterEntering(
  state: ProposalState,
  now: Date,
  facts: ClockFacts,
  track: Track,
  levels: number = facts.policy.endorsements.length,
): Date | null {
  const { policy, holidays, remote } = facts;
  const hours = hoursIn({ state, track }, policy);
  if (hours !== null) return hoursAfter(now, hours);
  const date = legalDateOf({ state, track }, policy);
  if (date !== null) return dateOrLater(date, now, facts);
  switch (state) {
    case 'FIELD_VERIFIED':
      return deadlineAfter(
        now,
        levels > 0 ? policy.endorsementDays : (policy.workingDays.FIELD_VERIFIED ?? 7),
        holidays,
      );
    case 'FIELD_VERIFICATION':
      return deadlineAfter(
        now,
        (policy.workingDays.FIELD_VERIFICATION ?? 14) + (remote ? policy.remoteExtraDays : 0),
        holidays,
      );
    default: {
      const days = policy.workingDays[state];
      return days === undefined ? null : deadlineAfter(now, days, holidays);
    }
  }
}

/** The date that the law or the budget sets for a state; null where working days are counted. */
export function legalDateOf({ state, track }: Standing, policy: Policy): LocalDate | null {
  // nothing of the budget's year binds what nobody could foresee; the report has its date all the same
  if (track === 'UNPLANNED' && state !== 'IN_DELIVERY' && state !== 'REPORT_DUE') return null;
  switch (state) {
    case 'RECOMMENDED':
      return policy.considerationDue;
    case 'CONSIDERED':
      return policy.budgetDue;
    case 'WAITLISTED':
      return policy.yearEnd;
    case 'BUDGETED':
      return policy.decreeDue;
    case 'IN_DELIVERY':
    case 'REPORT_DUE':
      return policy.reportDue;
    default:
      return null;
  }
}

/** A draft lives until its window closes, or for the days that it may come late. */
export function draftEnds({ dueAt }: Pick<ProposalCase, 'dueAt'>, windowClosesAt: Date): Date {
  return dueAt === null ? windowClosesAt : new Date(dueAt);
}

/** Until when the institution may appeal; a case that was rejected before appeals existed has no date of its own. */
export function appealEnds(c: ProposalCase, { policy, holidays }: Pick<ClockFacts, 'policy' | 'holidays'>): Date {
  if (c.dueAt !== null) return new Date(c.dueAt);
  return deadlineAfter(new Date(c.stateSince), policy.workingDays.REJECTED ?? 21, holidays);
}

/** A legal date stands; only where it has already passed (a late programme) the policy's working days count instead. */
export function dateOrLater(
  date: LocalDate,
  now: Date,
  { policy, holidays }: Pick<ClockFacts, 'policy' | 'holidays'>,
): Date {
  const due = endOfDay(date);
  return due > now ? due : deadlineAfter(now, policy.lateDateDays, holidays);
}

export type AlarmKind =
  | 'WINDOW'
  | 'REMINDER'
  | 'DEADLINE'
  | 'REPORT_H30'
  | 'REPORT_H14'
  | 'REPORT_H7'
  | 'REPORT_H1'
  | 'SECOND'
  | 'HELD'
  | 'INTAKE'
  | 'LETTER_1'
  | 'LETTER_2'
  | 'LETTER_3'
  | 'DEFAULT'
  | 'COMPLETENESS_SOON'
  | 'COMPLETENESS'
  | 'COMPLETENESS_LATE'
  | 'APPEAL';
export interface AlarmPlan {
  readonly kind: AlarmKind;
  readonly at: Date;
}

const reportReminders: readonly (readonly [AlarmKind, number])[] = [
  ['REPORT_H30', 30],
  ['REPORT_H14', 14],
  ['REPORT_H7', 7],
  ['REPORT_H1', 1],
];

/** Every instant at which this case must be looked at without a person; derived from the case alone, so that it can be rebuilt. */
export function alarmsOf(c: ProposalCase, facts: ClockFacts & { readonly windowClosesAt: Date }): readonly AlarmPlan[] {
  if (isTerminal(c.state)) return [];
  const plans: AlarmPlan[] = [];
  const since = new Date(c.stateSince);
  // an urgent need has no window: its draft waits for the institution alone
  if (c.state === 'DRAFT' && c.track === 'PLANNED') {
    const ends = draftEnds(c, facts.windowClosesAt);
    const at = reminderBefore(ends, facts.holidays);
    if (at > since) plans.push({ kind: 'REMINDER', at });
    plans.push({ kind: 'WINDOW', at: ends });
  }
  const due = c.dueAt === null || c.state === 'DRAFT' ? null : new Date(c.dueAt);
  if (due !== null && c.state === 'REPORT_DUE') {
    for (const [kind, days] of reportReminders) {
      const at = startOfDay(addDays(reportDate(c, facts.policy), -days));
      if (at > since) plans.push({ kind, at });
    }
  } else if (due !== null) {
    const hours = hoursIn(c, facts.policy);
    const at = hours === null ? reminderBefore(due, facts.holidays) : urgentReminder(due, hours);
    if (at > since) plans.push({ kind: 'REMINDER', at });
  }
  if (c.state === 'REJECTED') plans.push({ kind: 'APPEAL', at: appealEnds(c, facts) });
  else if (due !== null) plans.push({ kind: 'DEADLINE', at: due });
  if (c.data.pending !== null) {
    const entered = new Date(c.data.pending.enteredAt);
    const at =
      hoursIn(c, facts.policy) === null
        ? deadlineAfter(entered, secondDays(c.data.pending, facts.policy), facts.holidays)
        : hoursAfter(entered, facts.policy.urgentSecondHours);
    plans.push({ kind: 'SECOND', at });
  }
  plans.push(...lateReportAlarms(c, facts.policy));
  const { hold, assisted } = c.data;
  plans.push(...completenessAlarms(c, facts));
  if (assisted !== null && assisted.confirmed === null && !assisted.overdueTold && confirmableStates.includes(c.state))
    plans.push({ kind: 'INTAKE', at: endOfDay(addDays(witaDate(new Date(assisted.since)), facts.policy.intakeDays)) });
  if (hold !== null && !hold.headTold)
    plans.push({ kind: 'HELD', at: startOfDay(addDays(witaDate(new Date(hold.since)), facts.policy.heldDays)) });
  return plans
    .filter((plan) => !isOverlaid(c.data) || plan.kind === 'HELD' || goesOnForTheInstitution(c, plan))
    .filter((plan) => !c.data.fired.includes(alarmKey(plan, c)))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** Working days in which the second person answers. */
function secondDays({ command }: Pending, policy: Policy): number {
  return command === 'update_list' ? policy.listUpdateDays : policy.secondPersonDays;
}

/** The papers of urgent aid: a reminder, their date, and the head of the office when they do not come after it either. */
function completenessAlarms({ data: { completeness } }: ProposalCase, facts: ClockFacts): readonly AlarmPlan[] {
  if (completeness === null || completeness.done) return [];
  const due = new Date(completeness.dueAt);
  if (completeness.told)
    return [{ kind: 'COMPLETENESS_LATE', at: deadlineAfter(due, facts.policy.secondPersonDays, facts.holidays) }];
  return [
    { kind: 'COMPLETENESS_SOON', at: reminderBefore(due, facts.holidays) },
    { kind: 'COMPLETENESS', at: due },
  ];
}

const letterKinds = ['LETTER_1', 'LETTER_2', 'LETTER_3'] as const;

/** Letters while no report was sent, and the day on which that becomes a default. */
function lateReportAlarms(c: ProposalCase, policy: Policy): readonly AlarmPlan[] {
  const at = defaultsAt(c, policy);
  const drafted = c.data.letters.map((letter) => letter.number);
  const letters = c.state === 'REPORT_DUE' ? letterKinds : [];
  return [
    ...letters.flatMap((kind, index): readonly AlarmPlan[] =>
      drafted.includes(index + 1) ? [] : [{ kind, at: letterAt(c, policy, index + 1) }],
    ),
    ...(at === null ? [] : [{ kind: 'DEFAULT', at } as const]),
  ];
}

/** Under a hold or an audit nobody is urged who may not act; the report may be sent, and its date does not stop. */
function goesOnForTheInstitution(c: ProposalCase, plan: AlarmPlan): boolean {
  return plan.kind === 'DEFAULT' || (c.state === 'REPORT_DUE' && plan.kind !== 'SECOND');
}

/** Names one firing: the same kind may fire again only for another deadline or another entry. */
export function alarmKey(plan: AlarmPlan, c: ProposalCase): string {
  return plan.kind === 'SECOND' ? secondKey(c) : `${plan.kind}@${plan.at.toISOString()}`;
}
