import { refuse, type DomainError } from '../../errors.js';
import type { Policy } from '../../policy.js';
import { addDays, witaDate, type LocalDate } from '../../time/wita.js';
import { dateOrLater } from '../clocks.js';
import type { CarriedStock, UndeliveredFacts } from '../commands/stock-year.js';
import type { ProposalCase } from '../proposal-case.js';
import type { Rule, RuleVerdict } from '../rule.js';

/** The last day of the year that is closed next: of the decree, or of the stock that was carried out of it. */
function lastDay({ data: { carriedStock } }: ProposalCase, policy: Policy): LocalDate {
  return carriedStock?.until ?? policy.yearEnd;
}

/** What keeps the year open whatever the form says. */
export function openYearError(c: ProposalCase, now: Date, policy: Policy, command: string): DomainError | null {
  if (c.data.amendment !== null)
    return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command, waitsFor: 'SECRETARIAT' });
  const earliest = addDays(lastDay(c, policy), policy.receiptDays + 1);
  return witaDate(now) < earliest ? refuse('TOO_EARLY', { earliest }) : null;
}

function undeliveredError(c: ProposalCase, facts: UndeliveredFacts, command: string): DomainError | null {
  if (facts.money !== (command === 'lapse_money')) return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command });
  if (facts.goodsOnTheWay > 0) return refuse('INCOMPLETE', { fields: ['receipts'] });
  return facts.openLines.length === 0 ? refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command }) : null;
}

/** Goods in the store go on next year on the same decree; what never came, or lay there a second year, lapses. */
export const closeYear: Rule<'close_year'> = ({ case: c, payload, facts, context }) => {
  const { now, policy } = context;
  const error = openYearError(c, now, policy, 'close_year') ?? undeliveredError(c, facts, 'close_year');
  if (error !== null) return error;
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  const known = new Set(facts.openLines.map((line) => line.itemId));
  if (payload.lapsedItems.some((item) => !known.has(item))) return refuse('INVALID_INPUT', { fields: ['lapsedItems'] });
  const stale = c.data.carriedStock !== null;
  const left = stale ? [] : facts.openLines.filter((line) => !payload.lapsedItems.includes(line.itemId));
  const lapsed = facts.openLines.length - left.length;
  const asOf = lastDay(c, policy);
  const carriedStock: CarriedStock = { asOf, until: yearAfter(asOf) };
  const verdict = lapse(c, lapsed, left.length + facts.receivedLines);
  return {
    ...verdict,
    ...(left.length === 0 ? {} : { dueAt: dateOrLater(carriedStock.until, now, context) }),
    change: { ...verdict.change, escalation: 0, data: { ...verdict.change.data, carriedStock } },
    note: { words: payload.words, asOf, lapsed, carried: left.length },
  };
};

export const lapseMoney: Rule<'lapse_money'> = ({ case: c, payload, facts, context }) => {
  const { now, policy } = context;
  const error = openYearError(c, now, policy, 'lapse_money') ?? undeliveredError(c, facts, 'lapse_money');
  if (error !== null) return error;
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  const lapsed = facts.openLines.length;
  return {
    ...lapse(c, lapsed, facts.receivedLines),
    note: { words: payload.words, asOf: lastDay(c, policy), lapsed },
  };
};

/** Nothing received and nothing left to receive ends the case; else the list goes on without the lapsed lines (I4). */
function lapse(c: ProposalCase, lapsed: number, remaining: number): Pick<RuleVerdict, 'to' | 'change'> {
  const { listVersion } = c.data;
  const newList = lapsed > 0 && remaining > 0 && listVersion > 0;
  return {
    ...(remaining === 0 ? { to: 'CANCELLED' as const } : {}),
    change: newList ? { data: { listVersion: listVersion + 1 } } : {},
  };
}

function yearAfter(date: LocalDate): LocalDate {
  return `${Number(date.slice(0, 4)) + 1}-12-31`;
}
