import { describe, expect, it } from '@jest/globals';
import {
  clawbackError,
  clawbackSteps,
  isEarlierYear,
  stateAfterRefusal,
  stepsFor,
  type ClawbackContext,
  type ClawbackState,
  type ClawbackStep,
  type ClawbackWords,
  type Debt,
} from '../../../src/domain/clawback.js';

const debt = (state: ClawbackState, over: Partial<Debt> = {}): Debt => ({
  state,
  amount: 1_000n,
  dated: '2026-03-01',
  billedOn: '2026-03-02',
  billDue: '2026-03-05',
  depositedBy: 'finance-1',
  legalNumber: null,
  ...over,
});
const words: ClawbackWords = {
  number: '900/1',
  dated: '2026-03-09',
  due: '2026-03-20',
  amount: 1_000n,
  reason: 'LPJ tidak ada',
};
const context: ClawbackContext = {
  roles: ['HEAD_DINSOS', 'SUBBAG_KEUANGAN'],
  userId: 'finance-2',
  today: '2026-03-10',
  caseState: 'DEFAULTED',
  deliveredValue: 1_000n,
};
const states: readonly (ClawbackState | null)[] = [
  null,
  'REQUESTED',
  'BILLED',
  'OVERDUE',
  'DEPOSITED',
  'VERIFIED',
  'LEGAL',
  'CANCELLED',
];

describe('a clawback', () => {
  it('goes its stages, and no other way', () => {
    const ways = states.flatMap((state) =>
      clawbackSteps
        .filter((step) => clawbackError(state === null ? null : debt(state), step, words, context) === null)
        .map((step) => `${state ?? 'NONE'} ${step}`),
    );
    expect(ways).toEqual([
      'NONE request',
      'REQUESTED bill',
      'REQUESTED cancel',
      'BILLED deposit',
      'BILLED cancel',
      'OVERDUE deposit',
      'OVERDUE legal',
      'OVERDUE cancel',
      'DEPOSITED verify',
      'DEPOSITED refuse',
      'LEGAL deposit',
    ]);
    for (const state of states)
      for (const step of stepsFor(state === null ? null : debt(state), context))
        expect(ways).toContain(`${state ?? 'NONE'} ${step}`);
  });

  const refusals: readonly (readonly [
    string,
    Debt | null,
    ClawbackStep,
    Partial<ClawbackWords>,
    Partial<ClawbackContext>,
    string,
  ])[] = [
    ['of whom it is not the office', null, 'request', {}, { roles: ['SUBBAG_KEUANGAN'] }, 'WRONG_ROLE'],
    ['for a case that still reports', null, 'request', {}, { caseState: 'REPORT_DUE' }, 'NOT_ALLOWED_IN_STATE'],
    ['of more than was received', null, 'request', { amount: 1_001n }, {}, 'INVALID_INPUT'],
    ['without a reason', null, 'request', { reason: '' }, {}, 'REASON_REQUIRED'],
    ['dated tomorrow', null, 'request', { dated: '2026-03-11' }, {}, 'DATE_ORDER'],
    ['billed before it was asked for', debt('REQUESTED'), 'bill', { dated: '2026-02-28' }, {}, 'DATE_ORDER'],
    ['due before its bill', debt('REQUESTED'), 'bill', { due: '2026-03-08' }, {}, 'DATE_ORDER'],
    ['billed without a number', debt('REQUESTED'), 'bill', { number: '' }, {}, 'INCOMPLETE'],
    ['deposited in part', debt('BILLED'), 'deposit', { amount: 999n }, {}, 'INVALID_INPUT'],
    ['deposited before its bill', debt('BILLED'), 'deposit', { dated: '2026-03-01' }, {}, 'DATE_ORDER'],
    ['verified by who recorded it', debt('DEPOSITED'), 'verify', {}, { userId: 'finance-1' }, 'SAME_PERSON'],
    ['before the law before its day', debt('OVERDUE'), 'legal', { dated: '2026-03-04' }, {}, 'DATE_ORDER'],
    ['billed twice', debt('BILLED'), 'bill', {}, {}, 'CLAWBACK_STAGE'],
  ];
  it.each(refusals)('is refused %s', (_name, of, step, said, over, code) => {
    expect(clawbackError(of, step, { ...words, ...said }, { ...context, ...over })?.code).toBe(code);
  });

  it('says of which year the money was, and falls back to where it stood when no money is found', () => {
    expect([isEarlierYear(2026, '2026-12-31'), isEarlierYear(2026, '2027-01-01')]).toEqual([false, true]);
    expect([
      stateAfterRefusal(debt('DEPOSITED')),
      stateAfterRefusal(debt('DEPOSITED', { legalNumber: 'L/1' })),
    ]).toEqual(['BILLED', 'LEGAL']);
  });
});
