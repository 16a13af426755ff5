import type { MailTemplate } from './mail-params.js';
import type { TemplateWords } from './mail-words.js';

/** What is told of cases and lines that stand still. */
export const overlayMailsEn = {
  held_lines_changed: {
    subject: 'Lines of aid held or let go',
    says: 'Some lines of the aid for your institution are held or go on again; the others are not touched. Which, and why, is in Salur.',
    action: 'See the persons',
  },
  case_held: {
    subject: 'Proposal on hold',
    says: 'The proposal of your institution is on hold. Working-day deadlines stop until it is resumed; dates set by law go on.',
    action: 'View the proposal',
  },
  case_resumed: {
    subject: 'Proposal resumed',
    says: 'The proposal of your institution is being processed again. The deadline goes on with the working days that were left.',
    action: 'View the proposal',
  },
  audit_started: {
    subject: 'Proposal under audit',
    says: 'The Inspectorate is auditing the proposal of your institution. Working-day deadlines stop meanwhile; dates set by law go on.',
    action: 'View the proposal',
  },
  audit_ended: {
    subject: 'The audit has ended',
    says: 'The audit of the proposal of your institution has ended. It is being processed again.',
    action: 'View the proposal',
  },
  held_long: {
    subject: 'Long on hold',
    says: 'The following case has been on hold for long. Please look whether the reason still stands.',
    action: 'Open the case',
  },
} as const satisfies Partial<Record<MailTemplate, TemplateWords>>;
