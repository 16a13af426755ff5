import { lifeHistory } from './life.js';
import { clawbackHistory } from './clawback.js';
import { noteText, type Note } from '../notes.js';
import * as model from '../id/besides.js';
import { channels } from './names.js';

function quoted(note: Note): string {
  const text = noteText(note, 'words');
  return text === '' ? '.' : `: “${text}”`;
}

function checkedBy(note: Note): string {
  const by = noteText(note, 'confirmedBy');
  return by === '' ? '' : ` (confirmed by ${by})`;
}
function names(note: Note): string {
  const { staff } = note;
  return Array.isArray(staff) ? staff.join(', ') : '';
}

export const besidesDone: typeof model.besidesDone = {
  score: 'The score is saved.',
  recall: 'The recall is saved.',
  default_report: 'The report is in default.',
  close_default: 'The closing is recorded and waits for the finance section.',
  assign: 'The verifier is assigned.',
  reassign: 'The task is given to another.',
  extend: 'The deadline is extended.',
  send_back: 'The proposal went one level back.',
  revisit: 'Another visit is assigned.',
  kabkota_recommend: 'The opinion of the regency is recorded.',
  log_contact: 'The contact is logged.',
  hold: 'The proposal is on hold; the institution is told.',
  resume: 'The proposal goes on; the institution is told.',
  audit_on: 'The audit is recorded; the proposal stands still until it ends.',
  audit_off: 'The audit has ended.',
  allow_goods_exception: 'The exception is recorded; the goods may go through a provincial unit.',
  expire: 'The proposal has expired.',
};
export const besidesIntro: typeof model.besidesIntro = {
  score: 'Enter what the record does not know, or has wrong; the rest is computed. Every entry needs its reason.',
  recall:
    'Only until the next step is taken. What stood before the decision stands again; the decision and its recall both stay in the record. What two people decided, two people recall.',
  close_default:
    'Closes the case without a report: the money is back and checked, or the way of law was begun. The institution cannot propose again until it has paid.',
  assign: 'The assigned verifier starts administrative verification.',
  reassign: 'Whoever takes the task over has the time that is left; the deadline stays.',
  extend: 'Once in each state, in working days, of urgent aid in hours. Dates set by law cannot be extended.',
  send_back: 'Whoever endorsed before you looks again.',
  revisit: 'For persons or capacity that changed. Another visit has an order of its own.',
  kabkota_recommend:
    "The opinion of the regency's social office according to its letter. One that does not support needs its reason.",
  log_contact: 'Write how you reached the institution and what it answered. A mail alone does not count.',
  hold: 'Working-day deadlines stop and nobody can process the proposal until it is resumed. The institution reads this reason.',
  resume: 'The deadline goes on with the working days that were left. The institution reads this reason.',
  audit_on:
    'Working-day deadlines stop and nobody can process the proposal during the audit. The institution reads this reason.',
  audit_off: 'The deadline goes on with the working days that were left. The institution reads this reason.',
  allow_goods_exception:
    'This institution is under a sanction. With this exception the goods still reach the persons, through a provincial unit; money does not.',
  expire: 'Only after the repair is overdue and the institution was contacted at least twice since.',
};
export const besidesHistory: typeof model.besidesHistory = {
  score: (n) => `entered the score (${noteText(n, 'typed')} criteria).`,
  recall: (n) => `recalled the last decision${checkedBy(n)}${quoted(n)}`,
  default_report: () => 'declared the report in default.',
  deadline_frozen: (n) =>
    `moved the deadline by ${noteText(n, 'workingDays')} working days, on which deliveries were frozen.`,
  letter_drafted: (n) => `drafted letter ${noteText(n, 'letter')} about the missing report.`,
  close_default: (n) => `closed the case by clawback ${noteText(n, 'number')}${quoted(n)}`,
  ...clawbackHistory,
  ...lifeHistory,
  assign: (n) => `assigned ${names(n)}${quoted(n)}`,
  reassign: (n) => `gave the task to ${names(n)}${quoted(n)}`,
  extend: (n) =>
    'moreHours' in n
      ? `extended the deadline by ${noteText(n, 'moreHours')} hours${quoted(n)}`
      : `extended the deadline by ${noteText(n, 'workingDays')} working days${quoted(n)}`,
  send_back: (n) => `sent the proposal one level back${quoted(n)}`,
  revisit: (n) => `assigned another visit by ${noteText(n, 'team')}, order ${noteText(n, 'orderNumber')}${quoted(n)}`,
  kabkota_recommend: (n) =>
    `gave the opinion of the regency: ${n['favourable'] === true ? 'in favour' : 'not in favour'}, letter ${noteText(n, 'letterNumber')}${quoted(n)}`,
  log_contact: (n) =>
    `contacted the institution (${channels[noteText(n, 'channel')] ?? noteText(n, 'channel')}), ${n['reached'] === true ? 'reached' : 'not reached'}${quoted(n)}`,
  hold: (n) => `put the proposal on hold${quoted(n)}`,
  resume: (n) => `resumed the proposal${quoted(n)}`,
  audit_on: (n) => `began an audit${quoted(n)}`,
  audit_off: (n) => `ended the audit${quoted(n)}`,
  allow_goods_exception: (n) => `let the goods go through a provincial unit${quoted(n)}`,
  expire: (n) => `let the proposal expire${quoted(n)}`,
  held_long: () => 'told the head of the office that the proposal has been on hold for long.',
};
export const contact: typeof model.contact = {
  title: 'Contacts with the institution',
  said: 'Who was contacted and what was said',
  none: 'No contact is logged yet.',
  phone: (number: string) => `Telephone of the institution: ${number}.`,
  show: 'Show the telephone number of the institution',
  log: 'Log the contact',
  noPhone: 'No telephone number of the institution is recorded.',
  whatsApp: 'Open WhatsApp with the prepared message',
  hint: 'Log the contact after sending. A mail alone never counts as notice.',
  message: (institution: string, waits: string, until: string, link: string) =>
    `Yth. Pengurus ${institution}. Dari Dinas Sosial Provinsi Kalimantan Timur: ${waits}${until === '' ? '' : `, ${until}`}. Mohon dibuka di ${link} atau hubungi kami bila ada kendala. Terima kasih.`,
};
export const overlay: typeof model.overlay = {
  HOLD: (who: string, since: string) => `On hold by ${who} since ${since}`,
  AUDIT: (who: string, since: string) => `Under audit by ${who} since ${since}`,
  lead: 'Working-day deadlines stand still. What goes on: evidence, logged contacts, sending the report.',
  tag: { HOLD: 'on hold', AUDIT: 'under audit' },
  other: 'Other actions',
};
export const people: typeof model.people = {
  orphaned: 'the person in charge has left that office; the head of division gives the task to another',
  opinionWords: 'Considerations',
  opinion: 'Opinion of the regency',
  opinionOf: (favourable, number, who) => `${favourable ? 'in favour' : 'not in favour'}, letter ${number}, by ${who}`,
};
export const late: typeof model.late = {
  ...model.late,
  title: 'Late report',
  letter: (number: number) => `Letter ${'I'.repeat(number)} about the missing report`,
  amount: 'Amount to be given back (Rp)',
};
