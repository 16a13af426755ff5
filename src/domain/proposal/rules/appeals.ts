import { refuse, type DomainError } from '../../errors.js';
import { witaDate } from '../../time/wita.js';
import { appealEnds } from '../clocks.js';
import type { ProposalCase } from '../proposal-case.js';
import type { DecisionContext, Rule, RuleVerdict } from '../rule.js';
import { reviewsAppeal } from '../stand-in.js';
import type { ProposalState } from '../states.js';
import { urgentLimitError } from './ceilings.js';

export const appeal: Rule<'appeal'> = ({ case: c, payload, context }) => {
  // once: a second rejection is final by itself, so that nobody can come here twice
  if (c.data.appeal !== null || context.now > appealEnds(c, context))
    return refuse('CASE_ENDED', { state: c.state, command: 'appeal' });
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  return { change: { data: { appeal: { reviewer: null, granted: false } } }, note: { words: payload.words } };
};

export const closeAppeal: Rule<'close_appeal'> = ({ case: c, context }) => {
  const ends = appealEnds(c, context);
  if (context.now < ends) return refuse('TOO_EARLY', { closes: witaDate(ends) });
  return { change: {}, note: { closed: witaDate(ends) } };
};

export const nameReviewer: Rule<'name_reviewer'> = ({ case: c, payload, facts, context }) => {
  if (!facts.holdsOffice) return refuse('WRONG_ROLE', { needed: ['APPEAL_REVIEWER'] });
  // whoever names has taken part by that
  if (facts.tookPart || payload.userId === context.actor.userId)
    return refuse('FORBIDDEN_PAIR', { pair: ['APPEAL_REVIEWER', 'OFFICIAL'] });
  return {
    change: { data: { appeal: { granted: false, ...c.data.appeal, reviewer: payload.userId } } },
    note: { reviewer: facts.name },
  };
};

export const grant: Rule<'grant'> = ({ case: c, payload, facts, context }) => {
  const denied = reviewError(c, payload.words, context);
  if (denied !== null) return denied;
  const { rejection } = c.data;
  if (rejection === null) return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'grant' });
  const data = { rejection: null, appeal: { reviewer: null, ...c.data.appeal, granted: true }, endorsed: [] };
  const note = { words: payload.words };
  if (!needsMoney(rejection.from)) return { to: rejection.from, change: { data }, note };
  // what was considered or budgeted is considered anew; once the budget is closed, only from the waiting list
  const change = { consideredAmount: null, budgetLine: null, sipdId: null, data };
  if (c.track === 'PLANNED' && witaDate(context.now) > context.policy.considerationDue)
    return { to: 'WAITLISTED', change, note };
  const again = recommendedAgain(facts.lines, change, note);
  return c.track === 'PLANNED' || 'code' in again ? again : reservedAgain(again, facts.ceilings);
};

/** The claims are taken again; a person whom another proposal took meanwhile is dropped. */
function recommendedAgain(
  lines: Parameters<typeof grant>[0]['facts']['lines'],
  change: RuleVerdict['change'],
  note: RuleVerdict['note'],
): DomainError | RuleVerdict {
  const kept = lines.filter((line) => !line.claimedElsewhere);
  const amount = kept.reduce((sum, line) => sum + line.unitPrice * BigInt(line.upper), 0n);
  const dropped = lines.length - kept.length;
  if (amount === 0n) return refuse('ALREADY_CLAIMED', { lines: dropped });
  return { to: 'RECOMMENDED', change: { ...change, recommendedAmount: amount.toString() }, note: { ...note, dropped } };
}

/** Urgent aid holds its money from the recommendation on. */
function reservedAgain(
  again: RuleVerdict,
  ceilings: Parameters<typeof grant>[0]['facts']['ceilings'],
): DomainError | RuleVerdict {
  const amount = again.change.recommendedAmount ?? '0';
  return (
    urgentLimitError(ceilings, BigInt(amount)) ?? { ...again, change: { ...again.change, consideredAmount: amount } }
  );
}

export const deny: Rule<'deny'> = ({ case: c, payload, context }) =>
  reviewError(c, payload.words, context) ?? { change: {}, note: { words: payload.words } };

function reviewError(c: ProposalCase, words: string, { actor }: DecisionContext): DomainError | null {
  if (!reviewsAppeal(c, actor)) return refuse('WRONG_ROLE', { needed: ['APPEAL_REVIEWER'], team: 'assigned' });
  return words.trim() === '' ? refuse('REASON_REQUIRED', { field: 'words' }) : null;
}

function needsMoney(from: ProposalState): boolean {
  return from === 'RECOMMENDED' || from === 'CONSIDERED' || from === 'BUDGETED';
}
