import { refuse, type DomainError } from '../../errors.js';
import { addDays, endOfDay, witaDate } from '../../time/wita.js';
import { paperNote } from '../commands/outside-paper.js';
import type { ProposalCase } from '../proposal-case.js';
import type { Rule } from '../rule.js';

/** The desk check and the visit are waived; why, stands in the record. */
export const passUrgent: Rule<'pass_urgent'> = ({ payload: { words } }) =>
  words.trim() === ''
    ? refuse('REASON_REQUIRED', { field: 'words' })
    : { change: { data: { waived: true, endorsed: [] } }, note: { words } };

export const approveUrgent: Rule<'approve_urgent'> = ({ case: c, payload, facts, context }) => {
  const { documentDate } = payload;
  if (documentDate > witaDate(context.now)) return refuse('DATE_ORDER', { first: 'documentDate', second: 'today' });
  if (facts.disasterOn !== null && documentDate < facts.disasterOn)
    return refuse('DATE_ORDER', { first: 'disaster', second: 'documentDate' });
  if (documentDate < `${c.fiscalYear}-01-01`) return refuse('TOO_EARLY', { earliest: `${c.fiscalYear}-01-01` });
  const due = endOfDay(addDays(witaDate(context.now), context.policy.completenessDays));
  return {
    change: {
      decreeId: facts.decreeId,
      decreedAmount: c.consideredAmount,
      data: { listVersion: 1, completeness: { dueAt: due.toISOString(), done: false, told: false } },
    },
    note: { ...paperNote(payload), persons: facts.persons, amount: c.consideredAmount ?? '0' },
  };
};

export const completePapers: Rule<'complete_papers'> = ({ case: c, facts }) => {
  const { completeness } = c.data;
  if (completeness === null || completeness.done)
    return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'complete_papers' });
  if (facts.missingPapers.length > 0) return refuse('INCOMPLETE', { fields: facts.missingPapers });
  return { change: { data: { completeness: { ...completeness, done: true } } }, note: {} };
};

/** What was let off until later is there before the case closes. */
export function completenessError(c: ProposalCase): DomainError | null {
  const { completeness } = c.data;
  return completeness === null || completeness.done ? null : refuse('INCOMPLETE', { fields: ['completeness'] });
}
