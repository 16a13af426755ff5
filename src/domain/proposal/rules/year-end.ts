import { refuse, type DomainError } from '../../errors.js';
import type { Policy } from '../../policy.js';
import { addDays, witaDate } from '../../time/wita.js';
import type { ProposalCase } from '../proposal-case.js';
import { paperNote } from '../commands/outside-paper.js';
import type { Rule } from '../rule.js';

/** What no decree holds is given up only when its year is over: until then there may be money for it. */
export function yearEndError(c: ProposalCase, now: Date, { yearEnd }: Policy): DomainError | null {
  if (c.fencedBy !== null) return refuse('FENCED_BY_DECREE', { decree: c.fencedBy });
  return witaDate(now) > yearEnd ? null : refuse('TOO_EARLY', { earliest: addDays(yearEnd, 1) });
}

export const carryOver: Rule<'carry_over'> = ({ case: c, payload: { words }, facts, context }) => {
  const early = yearEndError(c, context.now, context.policy);
  if (early !== null) return early;
  if (words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  if (facts.next === null) return refuse('NO_NEXT_PROGRAMME', { year: c.fiscalYear + 1 });
  return {
    change: { data: { carriedTo: facts.draftId } },
    note: { words, year: facts.next.fiscalYear, carriedTo: facts.draftId },
  };
};

/** Only in the days after the window that the programme's policy grants, and which the clock has opened (process.md 2.1). */
export const allowLate: Rule<'allow_late'> = ({ case: c, payload, context }) => {
  const late = lateError(c, context.now);
  if (late !== null) return late;
  if (payload.documentDate > witaDate(context.now))
    return refuse('DATE_ORDER', { first: 'documentDate', second: 'today' });
  return {
    change: { data: { lateAllowed: true } },
    note: { ...paperNote(payload), until: c.dueAt === null ? '' : witaDate(new Date(c.dueAt)) },
  };
};

/** A draft has a deadline of its own only while it may still be sent late. */
export function lateError(c: ProposalCase, now: Date): DomainError | null {
  const open = c.dueAt !== null && now <= new Date(c.dueAt) && !c.data.lateAllowed;
  return open ? null : refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'allow_late' });
}
