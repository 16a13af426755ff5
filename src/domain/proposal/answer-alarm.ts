import type { AlarmPlan } from './clocks.js';
import { decide, type Decision } from './decide.js';
import type { ProposalCase } from './proposal-case.js';
import { ringAlarm } from './ring-alarm.js';
import type { DecisionContext, StepInput } from './rule.js';

/** What the clock says to a case: a window that closes and an appeal that nobody made are steps of the table; all else only tells people. */
export function answerAlarm(
  c: ProposalCase,
  plan: AlarmPlan,
  context: DecisionContext,
  facts: { readonly windowClosesAt: Date },
): Pick<Decision, 'events' | 'effect'> {
  const step = stepOf(plan, facts);
  if (step === null) return { events: [ringAlarm(c, plan, context.now)], effect: null };
  const decided = decide(c, { type: step.type, expectedVersion: null, words: '', step }, context);
  if (!decided.ok) throw new Error(`${plan.kind} of ${c.id} could not be answered: ${decided.error.code}`);
  return decided;
}

function stepOf(plan: AlarmPlan, { windowClosesAt }: { readonly windowClosesAt: Date }): StepInput | null {
  if (plan.kind === 'WINDOW') return { type: 'close_window', payload: {}, facts: { windowClosesAt } };
  if (plan.kind === 'APPEAL') return { type: 'close_appeal', payload: {}, facts: {} };
  return null;
}

/** Of alarms that are due at once the one that ends something comes first: nobody is reminded of what is over. */
export function firstToAnswer(due: readonly AlarmPlan[]): AlarmPlan | undefined {
  return due.find((plan) => plan.kind === 'WINDOW' || plan.kind === 'APPEAL') ?? due[0];
}
