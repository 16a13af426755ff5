import type { ClawbackState } from '../../clawback.js';
import { refuse, type DomainError } from '../../errors.js';
import { witaDate } from '../../time/wita.js';
import { defaultsAt, reportDate } from '../report-lateness.js';
import type { Rule } from '../rule.js';

export const defaultReport: Rule<'default_report'> = ({ case: c, context }) => {
  const at = defaultsAt(c, context.policy);
  if (at === null || context.now < at) return refuse('TOO_EARLY', at === null ? {} : { after: witaDate(at) });
  return { change: {}, note: { reportDate: reportDate(c, context.policy) } };
};

/** A case without its report is closed once the money is back and checked, or the way of law was begun under a number. */
export function debtError(stage: ClawbackState | null): DomainError | null {
  return stage === 'VERIFIED' || stage === 'LEGAL' ? null : refuse('CLAWBACK_STAGE', { stage: stage ?? 'NONE' });
}

export const closeDefault: Rule<'close_default'> = ({ payload: { words }, facts: { debt } }) => {
  if (words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  const open = debtError(debt?.state ?? null);
  if (open !== null || debt === null) return open ?? refuse('CLAWBACK_STAGE', { stage: 'NONE' });
  const { number, amount } = debt;
  const state = debt.state === 'LEGAL' ? 'LEGAL' : 'VERIFIED';
  return { change: { data: { clawback: { state, number } } }, note: { clawback: state, number, amount, words } };
};
