import { refuse, type DomainError } from '../errors.js';
import type { Role } from '../roles.js';

export const accountStates = ['PROPOSED', 'CHECKED', 'IN_FORCE', 'REFUSED', 'REPLACED'] as const;
export type AccountState = (typeof accountStates)[number];
export const accountAnswers = ['check', 'confirm', 'refuse'] as const;
export type AccountAnswer = (typeof accountAnswers)[number];

const table: Readonly<
  Record<
    AccountAnswer,
    { readonly roles: readonly Role[]; readonly from: readonly AccountState[]; readonly to: AccountState }
  >
> = {
  check: { roles: ['SUBBAG_KEUANGAN'], from: ['PROPOSED'], to: 'CHECKED' },
  confirm: { roles: ['SUBBAG_KEUANGAN', 'SEKRETARIS_DINAS', 'HEAD_DINSOS'], from: ['CHECKED'], to: 'IN_FORCE' },
  refuse: {
    roles: ['SUBBAG_KEUANGAN', 'SEKRETARIS_DINAS', 'HEAD_DINSOS'],
    from: ['PROPOSED', 'CHECKED'],
    to: 'REFUSED',
  },
};

export interface AccountStanding {
  readonly state: AccountState;
  readonly proposedBy: string;
  readonly checkedBy: string | null;
}
export interface Answerer {
  readonly roles: readonly string[];
  readonly userId: string | null;
}

export function stateAfter(answer: AccountAnswer): AccountState {
  return table[answer].to;
}

/** Answers that this person may give now. */
export function accountAnswersFor(account: AccountStanding, person: Answerer): readonly AccountAnswer[] {
  return accountAnswers.filter((answer) => answerError(account, answer, person) === null);
}

/** Why an answer may not be given; null where it may. Whoever proposed does not check, whoever checked does not confirm. */
export function answerError(account: AccountStanding, answer: AccountAnswer, person: Answerer): DomainError | null {
  const { roles, from } = table[answer];
  if (!roles.some((role) => person.roles.includes(role))) return refuse('WRONG_ROLE', { needed: roles });
  if (!from.includes(account.state)) return refuse('ACCOUNT_STAGE', { stage: account.state });
  if (answer === 'refuse') return null;
  const before = answer === 'confirm' ? [account.proposedBy, account.checkedBy] : [account.proposedBy];
  return before.includes(person.userId) ? refuse('SAME_PERSON') : null;
}

/** Digits of an account, 6 to 20, without what people type between them; null for anything else. */
export function readAccountNumber(text: string): string | null {
  const digits = text.replaceAll(/[\s.-]/g, '');
  return /^\d{6,20}$/.test(digits) ? digits : null;
}

/** The same name, however it is typed; the database compares likewise. */
export function sameName(one: string, other: string): boolean {
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return plain(one) === plain(other);
}
