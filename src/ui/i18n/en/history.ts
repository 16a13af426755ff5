import { decreeHolders, isDecreeHolder } from '../../../domain/decree/decree-way.js';
import { nameIn } from '../details.js';
import { longDate } from '../../../domain/time/long-date.js';
import type * as model from '../id/history.js';
import { noteList, noteNumber, noteText, type Note } from '../notes.js';
import { bodies, sources } from './names.js';
import { besidesHistory } from './besides.js';
import { quarantineHistory } from './quarantine.js';
import { correctionHistory } from './correction.js';
import { assisted } from './assisted.js';

function holderIn(code: string): string {
  return isDecreeHolder(code) ? decreeHolders[code].labelEn : code;
}
function bodyIn(code: string): string | undefined {
  return (bodies as Readonly<Record<string, string>>)[code];
}
function day(note: Note, name: string): string {
  const text = noteText(note, name);
  return text === '' ? '' : longDate(text, 'en');
}
function outside(note: Note): string {
  const body = bodyIn(noteText(note, 'external'));
  const number = noteText(note, 'documentNumber');
  if (body === undefined) return '';
  return ` Decided by ${body}${number === '' ? '' : ` according to document ${number} of ${day(note, 'documentDate')}`}.`;
}
function changed(note: Note): string {
  const raises = noteNumber(note, 'raises');
  return `${noteNumber(note, 'cuts')} lines lowered${raises === 0 ? '' : `, ${raises} raised`}`;
}
function checked(note: Note): string {
  const by = noteText(note, 'confirmedBy');
  return by === '' ? '' : ` Checked and confirmed by ${by}.`;
}

export const history: typeof model.history = {
  ...besidesHistory,
  ...correctionHistory,
  ...quarantineHistory,
  ...assisted.history,
  created: (n) => {
    if (noteText(n, 'carriedFrom') !== '') return 'opened the draft from the proposal of the year before.';
    if (noteText(n, 'source') !== '')
      return `opened the draft for ${nameIn(sources, noteText(n, 'source'))}, by letter ${noteText(n, 'documentNumber')} of ${day(n, 'documentDate')}.`;
    if (noteText(n, 'paperNumber') !== '') return 'opened the draft for the institution.';
    return noteText(n, 'title') === '' ? 'opened the draft.' : 'opened the draft decree.';
  },
  submit: (n) => `sent the proposal for ${noteNumber(n, 'persons')} persons.`,
  close_window: (n) =>
    `closed the draft because the window ended on ${day(n, 'closed')}${noteText(n, 'year') === '' ? '' : `; it goes on as a draft of ${noteText(n, 'year')}`}.`,
  register: (n) =>
    `registered the proposal as ${noteText(n, 'registrationNumber')}, agenda number ${noteText(n, 'agendaNumber')}.`,
  start_admin: () => 'started administrative verification.',
  pass_admin: () => 'passed it in administrative verification.',
  return: (n) => `returned the proposal for repair: “${noteText(n, 'words')}”`,
  resubmit: (n) => `sent the repair (version ${noteNumber(n, 'revision')}).`,
  assign_field: (n) =>
    `assigned ${noteText(n, 'team')} for a visit on ${day(n, 'plannedOn')}, order ${noteText(n, 'orderNumber')}.`,
  submit_field: (n) =>
    noteText(n, 'visitedOn') === ''
      ? 'reported the visit.'
      : `reported the visit of ${day(n, 'visitedOn')}: ${noteNumber(n, 'beds')} beds, ${noteNumber(n, 'exceptions')} persons with remarks.${checked(n)}`,
  endorse: (n) => `endorsed it.${noteText(n, 'words') === '' ? '' : ` “${noteText(n, 'words')}”`}`,
  recommend: (n) =>
    `recommended the proposal${noteNumber(n, 'cuts') === 0 ? '' : `, ${noteNumber(n, 'cuts')} lines cut`}.`,
  consider: (n) =>
    `recorded the budget team's consideration${noteNumber(n, 'cuts') === 0 ? '' : `, ${noteNumber(n, 'cuts')} lines cut`}.${outside(n)}${checked(n)}`,
  waitlist: (n) =>
    `recorded that the proposal goes on the waiting list${noteNumber(n, 'rank') === 0 ? '' : `, place ${noteNumber(n, 'rank')}`}.${outside(n)}${checked(n)}`,
  cut: (n) =>
    `cut the proposal for lack of money${noteNumber(n, 'cuts') === 0 ? '' : `, ${noteNumber(n, 'cuts')} lines`}${noteText(n, 'words') === '' ? '.' : `: “${noteText(n, 'words')}”`}${checked(n)}`,
  link_budget: (n) =>
    noteText(n, 'budgetLine') === ''
      ? 'put the proposal into the budget document.'
      : `put the proposal into the budget document, line ${noteText(n, 'budgetLine')}.`,
  include: () => "took the proposal into a draft of a Governor's decree.",
  exclude: () => "took the proposal out of the draft of the Governor's decree.",
  decree: (n) => `decreed the proposal by Governor's decree number ${noteText(n, 'number')}, ${day(n, 'signedOn')}.`,
  set_list: (n) =>
    noteNumber(n, 'persons') === 0
      ? 'set the list of persons.'
      : `set the list of persons, version ${noteNumber(n, 'listVersion')}, with ${noteNumber(n, 'persons')} persons.`,
  hold_lines: (n) => `held ${noteNumber(n, 'lines')} lines: “${noteText(n, 'words')}”`,
  resume_lines: (n) => `let ${noteNumber(n, 'lines')} lines go: “${noteText(n, 'words')}”`,
  update_list: (n) =>
    `brought the list of persons up to date, version ${noteNumber(n, 'listVersion')}: ${noteNumber(n, 'left')} left, ${noteNumber(n, 'joined')} came in their place, by minutes ${noteText(n, 'documentNumber')}, ${day(n, 'documentDate')}, with ${noteText(n, 'verifier')}.${checked(n)}`,
  sign_pact: (n) => `sent the integrity pact signed on ${day(n, 'signedOn')}.${checked(n)}`,
  start_delivery: (n) =>
    `sent the goods on their way${day(n, 'dispatchedOn') === '' ? '' : ` on ${day(n, 'dispatchedOn')}`}.${noteList(n, 'subtracted').length === 0 ? '' : ` Left out because they had ended: No. ${noteList(n, 'subtracted').join(', ')}.`}`,
  confirm_receipt: (n) =>
    `confirmed the receipt of ${day(n, 'receivedOn')}: ${noteNumber(n, 'lines')} lines, ${noteNumber(n, 'exceptions')} with remarks.${noteText(n, 'quarantined') === '' ? '' : ' Inside a freeze: the head of the social office has to judge it.'}`,
  finalise_lines: () => 'closed the delivery: all lines are final.',
  submit_report: () => 'sent the report.',
  return_report: (n) => `returned the report: “${noteText(n, 'words')}”`,
  accept_report: () => 'accepted the report. The proposal is closed.',
  reject: (n) => `rejected the proposal: “${noteText(n, 'words')}”${outside(n)}${checked(n)}`,
  withdraw: (n) => `withdrew the proposal: “${noteText(n, 'words')}”`,
  appeal: (n) => `appealed: “${noteText(n, 'words')}”`,
  close_appeal: (n) => `recorded that the time for an appeal ended on ${day(n, 'closed')}; the rejection is final.`,
  name_reviewer: (n) =>
    noteText(n, 'reviewer') === ''
      ? 'named the reviewer of the appeal.'
      : `named ${noteText(n, 'reviewer')} as the reviewer of the appeal.`,
  grant: (n) =>
    `granted the appeal: “${noteText(n, 'words')}”${noteNumber(n, 'dropped') === 0 ? '' : ` ${noteNumber(n, 'dropped')} lines that another proposal took meanwhile are dropped.`}`,
  deny: (n) => `denied the appeal: “${noteText(n, 'words')}”`,
  late_window: (n) =>
    `recorded that the window ended on ${day(n, 'closed')}; with leave of the Provincial Secretary the draft may still be sent until ${day(n, 'until')}.`,
  allow_late: (n) => `recorded the leave to send it late, until ${day(n, 'until')}.${outside(n)}${checked(n)}`,
  carry_over: (n) => `carried the proposal over to ${noteText(n, 'year')}: “${noteText(n, 'words')}”${checked(n)}`,
  close_year: (n) =>
    `closed the year as of ${day(n, 'asOf')}: ${noteNumber(n, 'carried')} lines carried as stock, ${noteNumber(n, 'lapsed')} lapsed: “${noteText(n, 'words')}”${checked(n)}`,
  lapse_money: (n) =>
    `let ${noteNumber(n, 'lapsed')} lines of money lapse as of ${day(n, 'asOf')}: “${noteText(n, 'words')}”${checked(n)}`,
  draft_amendment: (n) =>
    noteNumber(n, 'cuts') + noteNumber(n, 'raises') === 0
      ? `dropped the draft of the amendment: “${noteText(n, 'words')}”`
      : `drafted an amendment of the decree, ${changed(n)}: “${noteText(n, 'words')}”`,
  amend: (n) => `recorded the amended decree, ${changed(n)}.${outside(n)}${checked(n)}`,
  pass_urgent: (n) => `passed the urgent proposal without the desk check: “${noteText(n, 'words')}”`,
  approve_urgent: (n) =>
    `recorded the approval of the Governor for ${noteNumber(n, 'persons')} persons.${outside(n)}${checked(n)}`,
  complete_papers: () => 'declared documents and pact complete.',
  completeness_overdue: () => 'noted that the papers were not complete by their date.',
  entered: () => 'made an entry that waits for a second person.',
  pending_refused: (n) => `refused the entry of ${noteText(n, 'enteredBy')}: “${noteText(n, 'words')}”`,
  pending_voided: () => 'voided the waiting entry.',
  reminded: () => 'sent a reminder of the deadline.',
  escalated: () => 'passed the delay on to the superior.',
  second_overdue: () => 'passed the late second check on to the superior.',
  planned: (n) => `planned the delivery for ${day(n, 'plannedOn')}.`,
  stop: (n) => `recorded the papers with: ${holderIn(noteText(n, 'holder'))}, ${day(n, 'arrivedOn')}.`,
  freeze: () => 'froze the annex of the decree.',
  record: (n) => `recorded the signed decree number ${noteText(n, 'number')}.${checked(n)}`,
  dispatch: (n) => `sent the goods on their way with delivery note ${noteText(n, 'deliveryNote')}.`,
  hand_over: (n) => `handed the goods over with minutes ${noteText(n, 'bastNumber')}, ${day(n, 'bastDate')}.`,
  proposals_answered: () => 'noted the answer of every proposal in it.',
  form_prepared: () => 'prepared the form.',
  reconcile: () => 'reconciled the delivery.',
};
export const system = 'The system';
export const somebody = 'An official';
export const unknownEvent: typeof model.unknownEvent = (type) => `took the step ${type}.`;
export const inPlaceOf: typeof model.inPlaceOf = (office) => `In place of: ${office}, whose time had passed.`;
export const document: typeof model.document = 'Scan of the document';
