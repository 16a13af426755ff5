import { longDate } from '../../../domain/time/long-date.js';
import type * as model from '../id/correction.js';
import { noteList, noteText } from '../notes.js';

const entryNames: typeof model.correction.entryNames = {
  consider: 'consideration',
  waitlist: 'waiting list',
  reject: 'refusal',
  amend: 'amendment of the decree',
  approve_urgent: 'approval',
  allow_late: 'leave to send late',
};
const fieldNames: typeof model.correction.fieldNames = {
  documentNumber: 'number',
  documentDate: 'date',
  signatory: 'signatory',
  rank: 'place',
  scan: 'scan',
  amount: 'amount (Rp)',
};

export const correction: typeof model.correction = {
  lead: 'The old entry stays in the history. The correction holds once a second person has compared and confirmed it.',
  of: (entry, body, number, day) => `The entry that is corrected: ${entry} by ${body}, number ${number}, ${day}.`,
  others: 'Correct another entry',
  entry: (entry, number) => `${entry}, number ${number}`,
  scanStays: 'Leave it empty where the scan is right. The old scan is kept.',
  amounts: 'The quantities of lines were typed wrong too; mend them below',
  entryNames,
  fieldNames,
  head: { field: 'Field', before: 'Recorded', after: 'Becomes' },
  same: 'stays',
  newScan: 'New scan',
  oldScan: 'Old scan',
};

export const correctionHistory: typeof model.correctionHistory = {
  correct_record: (n) => {
    const entry = entryNames[noteText(n, 'corrects')];
    if (entry === undefined) return 'corrected the entry of a document.';
    const [before, after] = [noteList(n, 'before'), noteList(n, 'after')];
    const changes = noteList(n, 'fields').map((field, at) =>
      field === 'scan'
        ? 'scan replaced'
        : `${fieldNames[field] ?? field} ${shown(field, before[at])} to ${shown(field, after[at])}`,
    );
    const by = noteText(n, 'confirmedBy');
    return `corrected the entry of the ${entry}: ${changes.join('; ')}. “${noteText(n, 'words')}”${by === '' ? '' : ` Checked and confirmed by ${by}.`}`;
  },
};

function shown(field: string, value = ''): string {
  if (value === '') return '–';
  return field === 'documentDate' ? longDate(value, 'en') : value;
}
