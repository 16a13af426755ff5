import { refuse } from '../../errors.js';
import { witaDate } from '../../time/wita.js';
import { paperNote } from '../commands/outside-paper.js';
import type { Rule } from '../rule.js';
import { ceilingError } from './ceilings.js';
import { amountOf, claimedError, cutLines } from './recommendation.js';

export const consider: Rule<'consider'> = ({ payload, facts, context }) => {
  if (payload.documentDate > witaDate(context.now))
    return refuse('DATE_ORDER', { first: 'documentDate', second: 'today' });
  const kept = cutLines(facts.lines, payload.cuts);
  if ('code' in kept) return kept;
  const claimed = claimedError(facts.lines, kept);
  if (claimed !== null) return claimed;
  const amount = amountOf(facts.lines, kept);
  if (amount === 0n) return refuse('INCOMPLETE', { fields: ['lines'] });
  // process.md 7: a scope that the programme names but that has no row is refused
  const missing = facts.namedScopes.filter((scope) => !facts.ceilings.some((ceiling) => ceiling.scope === scope));
  if (missing.length > 0) return refuse('CEILING_MISSING', { scopes: missing });
  const over = ceilingError(facts.ceilings, amount);
  if (over !== null) return over;
  return {
    change: { consideredAmount: amount.toString(), data: { waitingRank: null } },
    note: { ...paperNote(payload), cuts: payload.cuts.length },
  };
};

/** What the case no longer has once it stands on the waiting list, or below the budget again. */
const withoutBudget = { budgetLine: null, sipdId: null } as const;

export const waitlist: Rule<'waitlist'> = ({ payload, context }) => {
  if (payload.documentDate > witaDate(context.now))
    return refuse('DATE_ORDER', { first: 'documentDate', second: 'today' });
  return {
    change: { ...withoutBudget, consideredAmount: null, data: { waitingRank: payload.rank } },
    note: { ...paperNote(payload), rank: payload.rank },
  };
};

export const cut: Rule<'cut'> = ({ case: c, payload, facts }) => {
  if (c.fencedBy !== null) return refuse('FENCED_BY_DECREE', { decree: c.fencedBy });
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  const note = { words: payload.words, cuts: payload.cuts.length };
  if (payload.to === 'WAITLISTED') {
    if (payload.cuts.length > 0) return refuse('INVALID_INPUT', { fields: ['cuts'] });
    return { to: 'WAITLISTED', change: { ...withoutBudget, consideredAmount: null }, note };
  }
  if (payload.cuts.length === 0) return refuse('INCOMPLETE', { fields: ['cuts'] });
  const kept = cutLines(facts.lines, payload.cuts);
  if ('code' in kept) return kept;
  const amount = amountOf(facts.lines, kept);
  if (amount === 0n) return refuse('INCOMPLETE', { fields: ['lines'] });
  const over = ceilingError(facts.ceilings, amount);
  return over ?? { change: { ...withoutBudget, consideredAmount: amount.toString() }, note };
};

export const linkBudget: Rule<'link_budget'> = ({ case: c, payload, facts }) => {
  // a provincial unit is part of the government: its goods are ordinary spending, never social aid (domain.md 6)
  if (facts.institutionKind === 'UPTD' && payload.accountCode.startsWith('5.1.06'))
    return refuse('ACCOUNT_REFUSED', { account: payload.accountCode });
  if (payload.accountCode !== facts.packageAccountCode)
    return refuse('ACCOUNT_REFUSED', { account: payload.accountCode, expected: facts.packageAccountCode });
  if (facts.line === null) return refuse('CEILING_MISSING', { scopes: ['DPA_LINE'], key: payload.budgetLine });
  const over = ceilingError([facts.line], BigInt(c.consideredAmount ?? '0'));
  if (over !== null) return over;
  return {
    change: { budgetLine: payload.budgetLine, sipdId: payload.sipdId },
    note: { budgetLine: payload.budgetLine, accountCode: payload.accountCode, sipdId: payload.sipdId },
  };
};
