import { refuse } from '../../errors.js';
import { witaDate } from '../../time/wita.js';
import { paperNote } from '../commands/outside-paper.js';
import { accountError } from '../account.js';
import type { LineFact } from '../command-map.js';
import type { ProposalEvent } from '../events.js';
import type { OverLimit } from '../proposal-case.js';
import type { Rule } from '../rule.js';
import { passedLimits } from './ceilings.js';
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
  const passed = passedLimits(facts.ceilings, amount, mostOf(facts.lines, kept), payload.overReason ?? '');
  if ('code' in passed) return passed;
  return {
    change: { consideredAmount: amount.toString(), data: { waitingRank: null, overLimits: passed } },
    note: { ...paperNote(payload), cuts: payload.cuts.length, ...passedNote(passed) },
  };
};

/** What the person gets who gets most. */
function mostOf(lines: readonly LineFact[], kept: ReadonlyMap<string, number>): bigint {
  const each = new Map<number, bigint>();
  for (const line of lines) {
    const part = line.unitPrice * BigInt(kept.get(line.id) ?? 0);
    each.set(line.position, (each.get(line.position) ?? 0n) + part);
  }
  return [...each.values()].reduce((most, part) => (part > most ? part : most), 0n);
}

function passedNote(passed: readonly OverLimit[]): ProposalEvent['note'] {
  const [first] = passed;
  if (first === undefined) return {};
  return { overLimits: passed.map(({ scope }) => scope), overReason: first.reason };
}

/** What the case no longer has once it stands on the waiting list, or below the budget again. */
const withoutBudget = { budgetLine: null, sipdId: null } as const;

export const waitlist: Rule<'waitlist'> = ({ payload, context }) => {
  if (payload.documentDate > witaDate(context.now))
    return refuse('DATE_ORDER', { first: 'documentDate', second: 'today' });
  return {
    change: { ...withoutBudget, consideredAmount: null, data: { waitingRank: payload.rank, overLimits: [] } },
    note: { ...paperNote(payload), rank: payload.rank },
  };
};

export const cut: Rule<'cut'> = ({ case: c, payload, facts }) => {
  if (c.fencedBy !== null) return refuse('FENCED_BY_DECREE', { decree: c.fencedBy });
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  const note = { words: payload.words, cuts: payload.cuts.length };
  if (payload.to === 'WAITLISTED') {
    if (payload.cuts.length > 0) return refuse('INVALID_INPUT', { fields: ['cuts'] });
    return { to: 'WAITLISTED', change: { ...withoutBudget, consideredAmount: null, data: { overLimits: [] } }, note };
  }
  if (payload.cuts.length === 0) return refuse('INCOMPLETE', { fields: ['cuts'] });
  const kept = cutLines(facts.lines, payload.cuts);
  if ('code' in kept) return kept;
  const amount = amountOf(facts.lines, kept);
  if (amount === 0n) return refuse('INCOMPLETE', { fields: ['lines'] });
  // less than before: what is still above a soft limit keeps its flag, with the reason of the cut
  const passed = passedLimits(facts.ceilings, amount, mostOf(facts.lines, kept), payload.words);
  if ('code' in passed) return passed;
  return {
    change: { ...withoutBudget, consideredAmount: amount.toString(), data: { overLimits: passed } },
    note: { ...note, ...passedNote(passed) },
  };
};

export const linkBudget: Rule<'link_budget'> = ({ case: c, payload, facts }) => {
  const { institutionKind, annexLevel, packageAccountCode } = facts;
  const account = { institutionKind, annexLevel, packageAccountCode, track: c.track };
  const wrong = accountError(payload.accountCode, account);
  if (wrong !== null) return wrong;
  if (facts.line === null) return refuse('CEILING_MISSING', { scopes: ['DPA_LINE'], key: payload.budgetLine });
  const passed = passedLimits([facts.line], BigInt(c.consideredAmount ?? '0'), 0n, payload.overReason ?? '');
  if ('code' in passed) return passed;
  return {
    change: {
      budgetLine: payload.budgetLine,
      sipdId: payload.sipdId,
      ...(passed.length === 0 ? {} : { data: { overLimits: [...c.data.overLimits, ...passed] } }),
    },
    note: {
      budgetLine: payload.budgetLine,
      accountCode: payload.accountCode,
      sipdId: payload.sipdId,
      ...passedNote(passed),
    },
  };
};
