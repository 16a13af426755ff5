import { superiorOf, type Role } from '../roles.js';
import { alarmKey, type AlarmPlan } from './clocks.js';
import type { ProposalEvent } from './events.js';
import type { ProposalCase } from './proposal-case.js';
import { secondOf } from './recall.js';
import { lateRoles } from './stand-in.js';
import { transitionOf } from './transitions.js';

/** What a due alarm means: a reminder, or one step up the organisation; never a silent approval, never the end of a submitted case. */
export function ringAlarm(c: ProposalCase, plan: AlarmPlan, now: Date): ProposalEvent {
  const fired = [...c.data.fired, alarmKey(plan, c)];
  const base = { command: 'alarm', from: c.state, to: c.state, at: now.toISOString(), dueAt: c.dueAt } as const;
  if (plan.kind === 'SECOND') {
    const row = c.data.pending === null ? null : transitionOf(c, c.data.pending.command);
    const second = row === null ? [] : (secondOf(c, row) ?? []);
    return {
      ...base,
      type: 'second_overdue',
      change: { data: { fired } },
      note: { to: superiors(second), command: c.data.pending?.command ?? '' },
    };
  }
  if (plan.kind === 'HELD' && c.data.hold !== null) {
    const hold = { ...c.data.hold, headTold: true };
    return { ...base, type: 'held_long', change: { data: { hold } }, note: { to: ['HEAD_DINSOS'], since: hold.since } };
  }
  if (plan.kind === 'COMPLETENESS' && c.data.completeness !== null) {
    const completeness = { ...c.data.completeness, told: true };
    return { ...base, type: 'completeness_overdue', change: { data: { completeness } }, note: {} };
  }
  if (plan.kind === 'COMPLETENESS_LATE')
    return { ...base, type: 'completeness_overdue', change: { data: { fired } }, note: { again: true } };
  if (plan.kind === 'INTAKE' && c.data.assisted !== null) {
    const assisted = { ...c.data.assisted, overdueTold: true };
    return { ...base, type: 'intake_overdue', change: { data: { assisted } }, note: { enteredFor: assisted.byName } };
  }
  const letter = { LETTER_1: 1, LETTER_2: 2, LETTER_3: 3 }[plan.kind as string];
  if (letter !== undefined) {
    const letters = [...c.data.letters, { number: letter, at: now.toISOString() }];
    return { ...base, type: 'letter_drafted', change: { data: { letters } }, note: { letter } };
  }
  if (plan.kind === 'DEADLINE') {
    const level = c.escalation + 1;
    return {
      ...base,
      type: 'escalated',
      change: { escalation: level, data: { fired } },
      note: { to: superiors(lateRoles(c)), level },
    };
  }
  return { ...base, type: 'reminded', change: { data: { fired } }, note: { reminder: plan.kind } };
}

function superiors(roles: readonly Role[]): readonly Role[] {
  return [...new Set(roles.map((role) => superiorOf[role]).filter((role) => role !== undefined))];
}
