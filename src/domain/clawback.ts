import { refuse, type DomainError } from './errors.js';
import { isTerminal, type ProposalState } from './proposal/states.js';
import type { Role } from './roles.js';
import type { LocalDate } from './time/wita.js';

/** What an institution must give back goes these stages (process.md 5); OVERDUE comes by the clock. */
export type ClawbackState = 'REQUESTED' | 'BILLED' | 'OVERDUE' | 'DEPOSITED' | 'VERIFIED' | 'LEGAL' | 'CANCELLED';

export const clawbackSteps = ['request', 'bill', 'deposit', 'verify', 'refuse', 'legal', 'cancel'] as const;
export type ClawbackStep = (typeof clawbackSteps)[number];

/** Who may take a step, and where the debt stands before it; null where there is none yet. */
const table: Readonly<
  Record<ClawbackStep, { readonly roles: readonly Role[]; readonly from: readonly (ClawbackState | null)[] }>
> = {
  request: { roles: ['HEAD_DINSOS'], from: [null] },
  bill: { roles: ['SUBBAG_KEUANGAN'], from: ['REQUESTED'] },
  deposit: { roles: ['SUBBAG_KEUANGAN'], from: ['BILLED', 'OVERDUE', 'LEGAL'] },
  verify: { roles: ['SUBBAG_KEUANGAN', 'HEAD_DINSOS'], from: ['DEPOSITED'] },
  refuse: { roles: ['SUBBAG_KEUANGAN', 'HEAD_DINSOS'], from: ['DEPOSITED'] },
  legal: { roles: ['HEAD_DINSOS'], from: ['OVERDUE'] },
  // the report came after all, or the request was wrong
  cancel: { roles: ['HEAD_DINSOS'], from: ['REQUESTED', 'BILLED', 'OVERDUE'] },
};

export interface Debt {
  readonly state: ClawbackState;
  /** Whole rupiah. */
  readonly amount: bigint;
  /** Date of the letter that asked for it. */
  readonly dated: LocalDate;
  readonly billedOn: LocalDate | null;
  readonly billDue: LocalDate | null;
  readonly depositedBy: string | null;
  readonly legalNumber: string | null;
}
/** What a person says with a step; each step reads its own part. */
export interface ClawbackWords {
  readonly number: string;
  readonly dated: LocalDate | null;
  readonly due: LocalDate | null;
  /** Whole rupiah. */
  readonly amount: bigint | null;
  readonly reason: string;
}
export interface ClawbackContext {
  readonly roles: readonly string[];
  readonly userId: string | null;
  readonly today: LocalDate;
  readonly caseState: ProposalState;
  readonly deliveredValue: bigint;
}

/** Steps that this person may take now, for the page. */
export function stepsFor(
  debt: Pick<Debt, 'state' | 'depositedBy'> | null,
  { roles, userId, caseState }: Pick<ClawbackContext, 'roles' | 'userId' | 'caseState'>,
): readonly ClawbackStep[] {
  return clawbackSteps.filter((step) => {
    if (!table[step].from.includes(debt?.state ?? null)) return false;
    if (step === 'request' && !isOwed(caseState)) return false;
    if (step === 'verify' && debt?.depositedBy === userId) return false;
    return table[step].roles.some((role) => roles.includes(role));
  });
}

/** Only what was received can be owed: the report is missing, or the case has ended. */
function isOwed(state: ProposalState): boolean {
  return state === 'DEFAULTED' || isTerminal(state);
}

/** Why a step may not be taken; null where it may. */
export function clawbackError(
  debt: Debt | null,
  step: ClawbackStep,
  words: ClawbackWords,
  context: ClawbackContext,
): DomainError | null {
  const { roles, from } = table[step];
  if (!roles.some((role) => context.roles.includes(role))) return refuse('WRONG_ROLE', { needed: roles });
  if (!from.includes(debt?.state ?? null)) return refuse('CLAWBACK_STAGE', { stage: debt?.state ?? 'NONE' });
  switch (step) {
    case 'request':
      if (!isOwed(context.caseState)) return refuse('NOT_ALLOWED_IN_STATE', { state: context.caseState });
      return (
        missingError(words, ['number', 'dated', 'amount', 'reason']) ??
        amountError(words.amount, 1n, context.deliveredValue) ??
        orderError(null, words.dated, context.today)
      );
    case 'bill':
      return (
        missingError(words, ['number', 'dated', 'due']) ??
        orderError(debt?.dated ?? null, words.dated, context.today) ??
        ((words.due ?? '') < (words.dated ?? '') ? refuse('DATE_ORDER', { first: 'dated', second: 'due' }) : null)
      );
    case 'deposit':
      return (
        missingError(words, ['number', 'dated', 'amount']) ??
        amountError(words.amount, debt?.amount ?? 0n, null) ??
        orderError(debt?.billedOn ?? null, words.dated, context.today)
      );
    case 'verify':
      return debt?.depositedBy === context.userId ? refuse('SAME_PERSON', {}) : null;
    case 'refuse':
    case 'cancel':
      return missingError(words, ['reason']);
    case 'legal':
      return missingError(words, ['number', 'dated']) ?? orderError(debt?.billDue ?? null, words.dated, context.today);
  }
}

function missingError(words: ClawbackWords, needed: readonly (keyof ClawbackWords)[]): DomainError | null {
  const missing = needed.filter((name) => words[name] === null || words[name] === '');
  if (missing.length === 0) return null;
  return missing.includes('reason')
    ? refuse('REASON_REQUIRED', { field: 'reason' })
    : refuse('INCOMPLETE', { fields: missing });
}
function amountError(amount: bigint | null, least: bigint, most: bigint | null): DomainError | null {
  const given = amount ?? 0n;
  if (given < least) return refuse('INVALID_INPUT', { fields: ['amount'], limit: least.toString() });
  if (most !== null && given > most) return refuse('INVALID_INPUT', { fields: ['amount'], limit: most.toString() });
  return null;
}
function orderError(earliest: LocalDate | null, dated: LocalDate | null, today: LocalDate): DomainError | null {
  const day = dated ?? today;
  if (day > today) return refuse('DATE_ORDER', { first: 'dated', second: 'today' });
  return earliest !== null && day < earliest ? refuse('DATE_ORDER', { earliest }) : null;
}

/** Where a deposit that was not found leaves the debt. */
export function stateAfterRefusal({ legalNumber }: Pick<Debt, 'legalNumber'>): ClawbackState {
  return legalNumber === null ? 'BILLED' : 'LEGAL';
}

/** Money of an earlier year goes back to another account than money of the same year. */
export function isEarlierYear(fiscalYear: number, depositedOn: LocalDate): boolean {
  return Number(depositedOn.slice(0, 4)) > fiscalYear;
}
