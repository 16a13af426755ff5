import type { institutionMailsId } from './institution-mails-id.js';
import type { TemplateWords } from './mail-words.js';

export const institutionMailsEn: Readonly<Record<keyof typeof institutionMailsId, TemplateWords>> = {
  institution_step_waits: {
    subject: 'A change of status waits for a second person',
    says: 'Another official proposes the following change of status of an institution. It holds once you, or another official who may, have confirmed it.',
    action: 'Open the institution',
  },
  institution_status_changed: {
    subject: 'The status of the institution has changed',
    says: 'The status of your institution in Salur has changed. Letter and reason stand in its history.',
    action: 'Open the file of the institution',
  },
  institution_file_sent: {
    subject: 'The file of an institution waits to be checked',
    says: 'The following institution has sent its file for registration. Please check each document, then register it.',
    action: 'Check the file',
  },
  institution_document_invalid: {
    subject: 'A document of the institution needs repair',
    says: 'The secretariat has checked the file of your institution; the following document is not valid. Upload the right one and send the file again.',
    action: 'Open the file of the institution',
  },
  institution_expiring: {
    subject: 'A document of the institution will expire',
    says: 'The following document is good for a short time only. Without a valid registration no proposal can be sent or stand in a decree.',
    action: 'Renew the document',
  },
  sign_up: {
    subject: 'Confirm the registration of an institution',
    says: 'The following institution was registered in Salur with this address. Open the link to choose a password and complete the file of the institution.',
    action: 'Go on with the registration',
  },
  sign_up_known: {
    subject: 'You have an account already',
    says: 'Somebody registered the following institution with this address, which has an account in Salur. Sign in with it; if you forgot the password, ask the administrator.',
    action: 'Sign in',
  },
  institution_account_waits: {
    subject: 'A bank account of an institution waits to be checked',
    says: 'The following institution proposes a bank account. Please compare it with the photo of the bank book; another person confirms it.',
    action: 'Check the account',
  },
  institution_account_in_force: {
    subject: 'The bank account of the institution is in force',
    says: 'The account that your institution proposed was checked and confirmed by two officials and is in force. If your institution did not propose it, call the finance section at once.',
    action: 'See the account',
  },
  institution_account_refused: {
    subject: 'The bank account of the institution was not taken',
    says: 'The account that your institution proposed was not taken. The one before, if any, stays in force.',
    action: 'See the account',
  },
};
