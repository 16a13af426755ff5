import type { UrgentMails } from './mail-words.js';

/** What is said of urgent aid and its papers (process.md 2.3). */
export const urgentMailsEn: UrgentMails = {
  urgent_approved: {
    subject: 'Urgent aid approved',
    says: 'The Governor approved urgent aid for your proposal and the goods may leave. Upload the documents that are missing and send the signed integrity pact within the time shown in the proposal.',
    action: 'Complete the proposal',
  },
  completeness_due: {
    subject: 'Papers are due',
    says: 'Documents or the integrity pact for the urgent aid of your institution are still missing and their time ends soon.',
    action: 'Complete the proposal',
  },
  completeness_overdue: {
    subject: 'Papers not complete',
    says: 'Documents or the integrity pact for the urgent aid of your institution are not complete and their time is over. Complete them now: the report cannot be accepted before.',
    action: 'Complete the proposal',
  },
  completeness_missing: {
    subject: 'Papers of urgent aid not complete',
    says: 'This institution did not complete the documents or the integrity pact of urgent aid in time. Contact it and log the contact in Salur.',
    action: 'Open and log the contact',
  },
};
