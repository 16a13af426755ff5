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
};
