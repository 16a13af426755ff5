import type { Locale } from '../../domain/locale.js';
import type { MailTemplate } from './mail-params.js';
import { mailWordsEn } from './mail-words-en.js';
import { mailWordsId } from './mail-words-id.js';

export interface TemplateWords {
  /** Before the case's title in the subject. */
  readonly subject: string;
  readonly says: string;
  readonly action: string;
}
export type UrgentMails = Readonly<
  Record<'urgent_approved' | 'completeness_due' | 'completeness_overdue' | 'completeness_missing', TemplateWords>
>;
export type DefaultMails = Readonly<
  Record<'report_defaulted' | 'inform_inspectorate' | 'default_closed' | 'clawback_overdue', TemplateWords>
>;
export interface MailWords {
  readonly greeting: string;
  readonly facts: Readonly<
    Record<
      | 'institution'
      | 'breach'
      | 'programme'
      | 'registration'
      | 'decree'
      | 'handover'
      | 'state'
      | 'waitsFor'
      | 'due'
      | 'office'
      | 'holder'
      | 'substitute'
      | 'letter'
      | 'period'
      | 'person'
      | 'hours'
      | 'why'
      | 'requestedBy'
      | 'confirmedBy'
      | 'year'
      | 'status'
      | 'document'
      | 'day',
      string
    >
  >;
  readonly remarks: string;
  readonly reason: string;
  readonly noDeadline: string;
  readonly linkHint: string;
  /** Below the link of a registration, which asks for no account. */
  readonly signUpHint: string;
  readonly footer: readonly string[];
  /** What the case waits for, by state. */
  readonly waits: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<MailTemplate, TemplateWords>>;
}

const tables: Readonly<Record<Locale, MailWords>> = { id: mailWordsId, en: mailWordsEn };

export function mailWordsOf(locale: Locale): MailWords {
  return tables[locale];
}
