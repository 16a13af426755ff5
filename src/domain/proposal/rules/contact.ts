import { refuse, type DomainError } from '../../errors.js';
import { witaDate } from '../../time/wita.js';
import type { Policy } from '../../policy.js';
import type { ProposalCase } from '../proposal-case.js';
import type { Rule } from '../rule.js';
import { yearEndError } from './year-end.js';

/** So many contacts of one stay in a state are kept with the case; the history keeps all. */
const KEPT = 50;

export const logContact: Rule<'log_contact'> = ({ case: c, payload, context }) => {
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  return {
    change: { data: { contacts: [...c.data.contacts, context.now.toISOString()].slice(-KEPT) } },
    note: { channel: payload.channel, reached: payload.reached, words: payload.words },
  };
};

/** A returned proposal ends only by a person, after its deadline and after the institution was sought (process.md 2.1). */
export function expiryError(c: ProposalCase, now: Date, policy: Policy): DomainError | null {
  if (c.state !== 'RETURNED') return yearEndError(c, now, policy);
  const { dueAt } = c;
  if (dueAt === null || new Date(dueAt) >= now)
    return refuse('TOO_EARLY', dueAt === null ? {} : { after: witaDate(new Date(dueAt)) });
  const contacts = c.data.contacts.filter((at) => at > dueAt).length;
  return contacts < policy.contactsBeforeExpiry
    ? refuse('NOT_CONTACTED', { contacts, needed: policy.contactsBeforeExpiry })
    : null;
}

export const expire: Rule<'expire'> = ({ case: c, payload: { words }, context }) => {
  if (words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  return expiryError(c, context.now, context.policy) ?? { change: {}, note: { words } };
};
