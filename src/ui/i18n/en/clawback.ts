import type { clawback as model, clawbackHistory as modelHistory } from '../id/clawback.js';
import { longDate } from '../../../domain/time/long-date.js';
import { noteText, type Note } from '../notes.js';

function day(n: Note, name: string): string {
  const text = noteText(n, name);
  return text === '' ? '' : longDate(text, 'en');
}
function paper(n: Note): string {
  return `number ${noteText(n, 'number')} of ${day(n, 'dated')}`;
}
export const clawbackHistory: typeof modelHistory = {
  clawback_paid: () => 'recorded that the clawback is paid.',
  clawback_request: (n) => `asked for the money back, letter ${paper(n)}: “${noteText(n, 'reason')}”`,
  clawback_bill: (n) => `sent the bill ${paper(n)}, due on ${day(n, 'due')}.`,
  clawback_deposit: (n) => `recorded the deposit, STS ${paper(n)}.`,
  clawback_verify: () => 'checked the deposit: it was received.',
  clawback_refuse: (n) => `refused the deposit: “${noteText(n, 'reason')}”`,
  clawback_overdue: (n) => `recorded the bill as overdue since ${day(n, 'due')}.`,
  clawback_legal: (n) => `began the way of law, ${paper(n)}.`,
  clawback_cancel: (n) => `cancelled the clawback: “${noteText(n, 'reason')}”`,
};

export const clawback: typeof model = {
  title: 'Clawbacks',
  heading: 'Clawback',
  lead: 'What institutions must give back. An institution cannot propose before its deposit is verified.',
  stage: 'Stage',
  notAsked: 'Nothing was asked back yet.',
  blocked: 'The institution cannot propose until it has paid.',
  saved: 'The clawback is saved.',
  sameYear: 'deposited in the same fiscal year',
  earlierYear: 'deposited for spending of an earlier year',
  papers: {
    request: 'Letter of request',
    reason: 'Reason',
    bill: 'Bill',
    deposit: 'STS',
    year: 'Year of the deposit',
    legal: 'Way of law',
  },
  states: {
    REQUESTED: 'Asked back, not billed yet',
    BILLED: 'Billed',
    OVERDUE: 'The bill is overdue',
    DEPOSITED: 'Deposited, waits for the check of a second person',
    VERIFIED: 'Paid: the deposit is verified',
    LEGAL: 'On the way of law',
    CANCELLED: 'The clawback is cancelled',
  },
  steps: {
    request: { label: 'Ask for the money back', number: 'Number of the letter of request' },
    bill: { label: 'Record the bill', number: 'Number of the bill' },
    deposit: { label: 'Record the deposit', number: 'Number of the STS' },
    verify: { label: 'Verify the deposit', number: '' },
    refuse: { label: 'Refuse the deposit', number: '' },
    legal: { label: 'Begin the way of law', number: 'Number of the referral' },
    cancel: { label: 'Cancel the clawback', number: '' },
  },
};
