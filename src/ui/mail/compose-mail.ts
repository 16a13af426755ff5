import type { Locale } from '../../domain/locale.js';
import { proposalStates } from '../../domain/proposal/states.js';
import { longDate, longDateTime } from '../../domain/time/long-date.js';
import { nameIn } from '../i18n/details.js';
import { wordsOf } from '../i18n/words.js';
import { roleWords } from '../i18n/waiting-words.js';
import type { MailParams, MailTemplate } from './mail-params.js';
import { digestLines, digestTitle } from './digest-lines.js';
import { mailWordsOf } from './mail-words.js';
import { isolate } from '../isolate.js';

type Emergency = NonNullable<MailParams['emergency']>;
type Told = NonNullable<MailParams['institution']>;
type Substitution = NonNullable<MailParams['substitution']>;

/** A mail before it becomes text or HTML: both parts say the same because both are made from this. */
export interface MailContent {
  readonly locale: Locale;
  readonly subject: string;
  readonly greeting: string;
  readonly says: string;
  readonly quotes: { readonly title: string; readonly items: readonly string[] } | null;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly link: { readonly label: string; readonly href: string };
  readonly linkHint: string;
  readonly footer: readonly string[];
}

/** They ask for documents and pact of urgent aid, whatever the case waits for. */
const ofPapers: readonly MailTemplate[] = [
  'urgent_approved',
  'completeness_due',
  'completeness_overdue',
  'completeness_missing',
];
/** What they tell stands in a paper of the case, which the page names first. */
const withPaper: readonly MailTemplate[] = [
  'proposal_rejected',
  'rejection_final',
  'decree_issued',
  'list_updated',
  'letter_drafted',
];
/** Templates whose reader has something to do until a date. */
const withDeadline: readonly MailTemplate[] = [
  'task_assigned',
  'proposal_returned',
  'proposal_rejected',
  'draft_by_letter',
  'late_window',
  'late_allowed',
  'second_person_needed',
  'pact_due',
  'receipt_due',
  'report_due',
  'report_returned',
  'deadline_reminder',
  'escalation',
  'contact_needed',
  'deadline_extended',
  'breach_opened',
  'breach_reminder',
  'breach_overdue',
  ...ofPapers,
];

export function composeMail(
  template: MailTemplate,
  locale: Locale,
  params: MailParams,
  publicUrl: string,
): MailContent {
  const words = mailWordsOf(locale);
  const { subject, says, action } = words.templates[template];
  return {
    locale,
    subject: oneLine(`${subject}: ${titleOf(locale, params)}`),
    greeting: words.greeting,
    says,
    quotes: quotesOf(template, locale, params),
    facts: factsOf(template, locale, params),
    link: { label: action, href: caseAddress(params, publicUrl) + (withPaper.includes(template) ? '#papers' : '') },
    linkHint: params.signUpToken === null ? words.linkHint : words.signUpHint,
    footer: words.footer,
  };
}

function factsOf(template: MailTemplate, locale: Locale, params: MailParams): MailContent['facts'] {
  if (params.substitution !== null) return substitutionFacts(locale, params.substitution);
  if (params.emergency !== null) return emergencyFacts(locale, params.emergency);
  if (params.passwordReset !== null) return resetFacts(locale, params.passwordReset);
  if (params.institution !== null) return institutionFacts(locale, params.institutionName, params.institution);
  if (params.calendarYear !== null) return [[mailWordsOf(locale).facts.year, String(params.calendarYear)]];
  if (params.digest !== null) return [];
  const { facts, waits, noDeadline } = mailWordsOf(locale);
  const deadline = withDeadline.includes(template);
  const due = params.dueAt === null ? noDeadline : longDateTime(new Date(params.dueAt), locale);
  const all: readonly (readonly [string, string | null])[] = [
    [params.breachId === null ? facts.institution : facts.breach, params.institutionName],
    [facts.programme, params.breachId === null ? params.programmeName : null],
    [facts.registration, params.registrationNumber],
    [facts.decree, params.decreeNumber],
    [facts.handover, params.bastNumber],
    [facts.state, stateLabel(params.state, locale)],
    [facts.waitsFor, deadline ? waitsWords(template, params, waits) : null],
    [facts.due, deadline ? due : null],
  ];
  return all.flatMap(([label, value]) => (value === null ? [] : [[label, oneLine(value)] as const]));
}

function waitsWords(
  template: MailTemplate,
  { track, state }: MailParams,
  waits: Readonly<Record<string, string>>,
): string | null {
  if (ofPapers.includes(template)) return waits['COMPLETENESS'] ?? null;
  return state === null ? null : (waits[`${track ?? ''}_${state}`] ?? waits[state] ?? null);
}

function substitutionFacts(locale: Locale, s: Substitution): MailContent['facts'] {
  const { facts } = mailWordsOf(locale);
  return [
    [facts.office, officeOf(locale, s)],
    [facts.holder, oneLine(isolate(s.holder))],
    [facts.substitute, oneLine(isolate(s.substitute))],
    [facts.letter, oneLine(s.letterNumber)],
    [facts.period, `${longDate(s.from, locale)} – ${longDate(s.until, locale)}`],
  ];
}

function institutionFacts(locale: Locale, name: string, told: Told): MailContent['facts'] {
  const { facts } = mailWordsOf(locale);
  const { names } = wordsOf(locale);
  const all: readonly (readonly [string, string | null])[] = [
    [facts.institution, isolate(name)],
    [facts.status, told.status === null ? null : nameIn(names.institutionStatus, told.status)],
    [facts.document, told.document === null ? null : nameIn(names.documents, told.document)],
    [facts.letter, told.number],
    [facts.day, told.day === null ? null : longDate(told.day, locale)],
  ];
  return all.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, oneLine(value)] as const]));
}

function resetFacts(locale: Locale, r: NonNullable<MailParams['passwordReset']>): MailContent['facts'] {
  const { facts } = mailWordsOf(locale);
  return [
    [facts.person, oneLine(isolate(r.person))],
    [facts.why, oneLine(r.reason)],
    [facts.requestedBy, oneLine(isolate(r.requestedBy))],
    [facts.confirmedBy, oneLine(isolate(r.confirmedBy))],
  ];
}

function emergencyFacts(locale: Locale, e: Emergency): MailContent['facts'] {
  const { facts } = mailWordsOf(locale);
  const all: readonly (readonly [string, string | null])[] = [
    [facts.office, roleWords(e.role, locale)],
    [facts.person, isolate(e.person)],
    [facts.hours, String(e.hours)],
    [facts.why, e.reason],
    [facts.requestedBy, isolate(e.requestedBy)],
    [facts.confirmedBy, e.confirmedBy === null ? null : isolate(e.confirmedBy)],
  ];
  return all.flatMap(([label, value]) => (value === null ? [] : [[label, oneLine(value)] as const]));
}

function officeOf(locale: Locale, { kind, role }: Substitution): string {
  return `${kind === 'PLT' ? 'Plt.' : 'Plh.'} ${roleWords(role, locale)}`;
}

function quotesOf(template: MailTemplate, locale: Locale, params: MailParams): MailContent['quotes'] {
  const words = mailWordsOf(locale);
  if (params.digest !== null) {
    const { title, items } = digestLines(locale, params.digest, (state) => stateLabel(state, locale) ?? state);
    return { title, items: items.map(oneLine) };
  }
  switch (template) {
    case 'proposal_returned':
    case 'report_returned':
      return params.remarks.length === 0 ? null : { title: words.remarks, items: params.remarks };
    case 'proposal_rejected':
    case 'proposal_expired':
    case 'case_held':
    case 'case_resumed':
    case 'audit_started':
    case 'audit_ended':
    case 'decision_recalled':
    case 'rejection_final':
    case 'appeal_granted':
    case 'deadline_extended':
    case 'entry_refused':
    case 'receipt_accepted_in_freeze':
    case 'receipt_accepted':
    case 'receipt_refused':
    case 'institution_step_waits':
    case 'institution_status_changed':
    case 'institution_document_invalid':
    case 'institution_account_refused':
      return params.reason === null || params.reason === '' ? null : { title: words.reason, items: [params.reason] };
    default:
      return null;
  }
}

function titleOf(locale: Locale, params: MailParams): string {
  const person = params.emergency?.person ?? params.passwordReset?.person;
  if (person !== undefined) return isolate(person);
  if (params.calendarYear !== null) return String(params.calendarYear);
  if (params.digest !== null) return digestTitle(locale, params.digest);
  return params.substitution === null ? caseTitle(params) : officeOf(locale, params.substitution);
}

function caseTitle(params: MailParams): string {
  return params.registrationNumber === null
    ? isolate(params.institutionName)
    : `${isolate(params.institutionName)} (${params.registrationNumber})`;
}

function caseAddress(params: MailParams, publicUrl: string): string {
  return new URL(pathOf(params), publicUrl).href;
}

function pathOf(params: MailParams): string {
  if (params.proposalId !== null) return `/cases/${encodeURIComponent(params.proposalId)}`;
  if (params.decreeId !== null) return `/decrees/${encodeURIComponent(params.decreeId)}`;
  if (params.batchId !== null) return `/deliveries/${encodeURIComponent(params.batchId)}`;
  if (params.substitution !== null) return '/substitutions';
  if (params.emergency !== null) return '/emergency';
  if (params.breachId !== null) return `/privacy/breaches/${encodeURIComponent(params.breachId)}`;
  if (params.passwordReset !== null) return '/password';
  if (params.signUpToken !== null) return `/sign-up/${encodeURIComponent(params.signUpToken)}`;
  if (params.institution !== null)
    return params.institution.id === null
      ? '/institution'
      : `/institutions/${encodeURIComponent(params.institution.id)}`;
  if (params.calendarYear !== null) return `/calendar?year=${params.calendarYear}`;
  return params.digest === null ? '/' : '/inbox';
}

function stateLabel(state: string | null, locale: Locale): string | null {
  const known = Object.entries(proposalStates).find(([name]) => name === state)?.[1];
  if (known === undefined) return null;
  return locale === 'id' ? known.labelId : known.labelEn;
}

/** Names are typed by people; a line break in one must not start a header or a paragraph of its own. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
