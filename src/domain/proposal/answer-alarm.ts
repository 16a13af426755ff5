import { addDays, endOfDay, witaDate, type LocalDate } from '../time/wita.js';
import type { Policy } from '../policy.js';
import { alarmKey, type AlarmPlan } from './clocks.js';
import { decide, type Decision } from './decide.js';
import type { ProposalEvent } from './events.js';
import { asksForFreeze, moveByFreeze } from './frozen-clock.js';
import type { ProposalCase } from './proposal-case.js';
import { ringAlarm } from './ring-alarm.js';
import type { DecisionContext, StepInput } from './rule.js';

export type ClockCommand = 'close_window' | 'close_appeal' | 'default_report';

/** The step of the table that the clock takes by itself; null where it only tells people. */
export function clockCommand(c: ProposalCase, plan: AlarmPlan, policy: Policy): ClockCommand | null {
  if (plan.kind === 'APPEAL') return 'close_appeal';
  if (plan.kind === 'DEFAULT') return 'default_report';
  return plan.kind === 'WINDOW' && !mayComeLate(c, policy) ? 'close_window' : null;
}

/** What the clock says to a case; `step` is that of `clockCommand`, with its facts, `frozen` the days of a freeze over it. */
export function answerAlarm(
  c: ProposalCase,
  plan: AlarmPlan,
  step: StepInput | null,
  context: DecisionContext,
  frozen: ReadonlySet<LocalDate> = new Set(),
): Pick<Decision, 'events' | 'effect'> {
  const moved = asksForFreeze(c, plan) ? moveByFreeze(c, frozen, context) : null;
  if (moved !== null) return { events: [moved], effect: null };
  if (step === null) {
    const event = plan.kind === 'WINDOW' ? lateWindow(c, plan, context) : ringAlarm(c, plan, context.now);
    return { events: [event], effect: null };
  }
  const decided = decide(c, { type: step.type, expectedVersion: null, words: '', step }, context);
  if (!decided.ok) throw new Error(`${plan.kind} of ${c.id} could not be answered: ${decided.error.code}`);
  return decided;
}

/** Of alarms that are due at once the one that ends something comes first: nobody is reminded of what is over. */
export function firstToAnswer(due: readonly AlarmPlan[]): AlarmPlan | undefined {
  return due.find((plan) => plan.kind === 'WINDOW' || plan.kind === 'APPEAL') ?? due[0];
}

/** A draft gets the days of the exception once: after that it has a deadline of its own. */
function mayComeLate(c: ProposalCase, policy: Policy): boolean {
  return policy.latePolicy === 'EXCEPTION' && c.dueAt === null;
}

/** The window has closed; with leave the draft may still be sent, for so many calendar days (process.md 2.1). */
function lateWindow(c: ProposalCase, plan: AlarmPlan, { now, policy }: DecisionContext): ProposalEvent {
  const closed = witaDate(plan.at);
  const until = addDays(closed, policy.lateDays);
  return {
    type: 'late_window',
    command: 'alarm',
    from: c.state,
    to: c.state,
    at: now.toISOString(),
    dueAt: endOfDay(until).toISOString(),
    change: { data: { fired: [...c.data.fired, alarmKey(plan, c)] } },
    note: { closed, until },
  };
}
