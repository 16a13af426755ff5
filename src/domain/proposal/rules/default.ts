import { refuse } from '../../errors.js';
import { witaDate } from '../../time/wita.js';
import { defaultsAt, reportDate } from '../report-lateness.js';
import type { Rule } from '../rule.js';

export const defaultReport: Rule<'default_report'> = ({ case: c, context }) => {
  const at = defaultsAt(c, context.policy);
  if (at === null || context.now < at) return refuse('TOO_EARLY', at === null ? {} : { after: witaDate(at) });
  return { change: {}, note: { reportDate: reportDate(c, context.policy) } };
};

export const closeDefault: Rule<'close_default'> = ({ payload, facts, context }) => {
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  if (payload.dated > witaDate(context.now)) return refuse('DATE_ORDER', { first: 'dated', second: 'today' });
  const amount = BigInt(payload.amount);
  if (amount <= 0n || amount > facts.deliveredValue)
    return refuse('INVALID_INPUT', { fields: ['amount'], limit: facts.deliveredValue.toString() });
  const { clawback, number, dated, words } = payload;
  return {
    change: { data: { clawback: { state: clawback, number } } },
    note: { clawback, number, dated, amount: payload.amount, words },
  };
};
