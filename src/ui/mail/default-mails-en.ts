import type { DefaultMails } from './mail-words.js';

/** What is said of a report that does not come, and of what is owed then (process.md 2.2, 5). */
export const defaultMailsEn: DefaultMails = {
  report_defaulted: {
    subject: 'Report in default',
    says: 'The report of your institution is in default. It can still be sent; if not, the aid is claimed back and the institution cannot propose again.',
    action: 'Write the report',
  },
  inform_inspectorate: {
    subject: 'Report in default: inform the Inspectorate?',
    says: 'The report of the following case is in default. We propose to inform the Inspectorate.',
    action: 'Open the case',
  },
  default_closed: {
    subject: 'Closed by clawback',
    says: 'The proposal of your institution was closed without a report. Until the clawback is paid the institution cannot propose again.',
    action: 'View the proposal',
  },
  clawback_overdue: {
    subject: 'Deposit overdue',
    says: 'The last day to pay back what your institution owes has passed and no deposit is recorded. Pay it now; until it is verified the institution cannot propose again.',
    action: 'Open the proposal',
  },
};
