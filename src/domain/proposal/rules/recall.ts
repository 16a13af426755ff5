import { refuse, type DomainError } from '../../errors.js';
import { deadlineAfter } from '../../time/working-days.js';
import { dueAfterEntering, legalDateOf } from '../clocks.js';
import type { ProposalCase } from '../proposal-case.js';
import { recalledRow } from '../recall.js';
import type { DecisionContext, Rule } from '../rule.js';
import { hoursIn } from '../urgent-hours.js';
import { ceilingError } from './ceilings.js';

/** Only who decided, or who holds that office, takes a decision back, and only while nothing followed it. */
export function recallError(c: ProposalCase, { actor }: DecisionContext): DomainError | null {
  const { last } = c.data;
  const row = recalledRow(c);
  if (last === null || row === null) return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'recall' });
  // of the offices that may endorse it is the one that did
  const given = last.command === 'endorse' ? c.data.endorsed.slice(-1) : row.roles === 'SYSTEM' ? [] : row.roles;
  const offices = [...given, ...(row.second ?? [])];
  const decided = actor.userId !== null && last.by.includes(actor.userId);
  return decided || offices.some((office) => actor.roles.includes(office))
    ? null
    : refuse('WRONG_ROLE', { needed: offices });
}

/** The amount that stood before the decision; a waiting list, other than a rejection, has taken it out of the case. */
export function consideredBefore(c: ProposalCase): string {
  return c.data.last?.fields.consideredAmount ?? c.consideredAmount ?? '0';
}

export const recall: Rule<'recall'> = ({ case: c, payload: { words }, facts, context }) => {
  if (words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  const error = recallError(c, context);
  const { last } = c.data;
  if (error !== null || last === null)
    return error ?? refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'recall' });
  if (facts.contentChanged) return refuse('STALE_VERSION', { field: 'content' });
  if (facts.lostNeeds > 0) return refuse('ALREADY_CLAIMED', { lines: facts.lostNeeds });
  const over = ceilingError(facts.ceilings, BigInt(consideredBefore(c)));
  if (over !== null) return over;
  const { policy, now, holidays } = context;
  const before = { state: last.state, track: c.track };
  const dueAt =
    legalDateOf(before, policy) === null && hoursIn(before, policy) === null
      ? deadlineAfter(now, Math.max(last.workingDaysLeft, policy.minimumResubmitDays), holidays)
      : dueAfterEntering(last.state, now, context, c.track);
  return {
    to: last.state,
    dueAt,
    change: { ...last.fields, escalation: 0, data: last.data },
    note: { command: last.command, words },
  };
};
