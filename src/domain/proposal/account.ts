import { refuse, type DomainError } from '../errors.js';
import { trackOfAccount, type Track } from './track.js';

/** Accounts of social aid, by who receives it (Kepmendagri 050-5889): 01 person, 02 family, 03 group, 04 institution. */
const SOCIAL_AID = '5.1.06';
const byLevel: Readonly<Record<string, readonly string[]>> = {
  PERSON: ['01', '02'],
  INSTITUTION: ['03', '04'],
};

export interface AccountFacts {
  readonly institutionKind: string;
  readonly track: Track;
  /** Whether the decree names persons or institutions. */
  readonly annexLevel: string;
  readonly packageAccountCode: string;
}

/** Whether a case may be paid from an account, and in which words not. */
export function accountError(account: string, facts: AccountFacts): DomainError | null {
  const { institutionKind, track, annexLevel, packageAccountCode } = facts;
  const no = (why: string): DomainError => refuse('ACCOUNT_REFUSED', { account, why });
  // a provincial unit is part of the government: its goods are ordinary spending, never social aid (domain.md 6)
  if (institutionKind === 'UPTD' && isSocialAid(account)) return no('UPTD');
  if (trackOfAccount(account) !== track) return no(track === 'PLANNED' ? 'URGENT_ONLY' : 'NOT_URGENT');
  const receiver = account.slice(SOCIAL_AID.length + 1).split('.')[0] ?? '';
  const allowed = byLevel[annexLevel];
  if (isSocialAid(account) && allowed !== undefined && !allowed.includes(receiver)) return no(annexLevel);
  return account === packageAccountCode ? null : refuse('ACCOUNT_REFUSED', { account, expected: packageAccountCode });
}

function isSocialAid(account: string): boolean {
  return account === SOCIAL_AID || account.startsWith(`${SOCIAL_AID}.`);
}
