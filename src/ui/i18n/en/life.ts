import type { life as model, lifeHistory as modelHistory } from '../id/life.js';
import type { InstitutionStep } from '../../../domain/institution/life.js';
import { longDate } from '../../../domain/time/long-date.js';
import { nameIn } from '../details.js';
import { noteText, type Note } from '../notes.js';
import { documents } from './names.js';

const steps: Record<InstitutionStep, string> = {
  register: 'Register the institution',
  activate: 'Activate the institution',
  suspend: 'Suspend the institution',
  resume: 'End the suspension',
  blacklist: 'Blacklist the institution',
  close: 'Close the institution',
};
const did: Record<string, string> = {
  register: 'registered the institution',
  activate: 'activated the institution',
  suspend: 'suspended the institution',
  resume: 'ended the suspension of the institution',
  blacklist: 'blacklisted the institution',
  close: 'closed the institution',
};
const asked: Record<string, string> = {
  activate: 'to activate the institution',
  suspend: 'to suspend the institution',
  resume: 'to end the suspension of the institution',
  blacklist: 'to blacklist the institution',
  close: 'to close the institution',
};

function paper(n: Note): string {
  const number = noteText(n, 'documentNumber');
  return number === '' ? '' : `, letter ${number} of ${longDate(noteText(n, 'documentDate'), 'en')}`;
}
function why(n: Note): string {
  const reason = noteText(n, 'reason');
  return reason === '' ? '.' : `: “${reason}”`;
}

export const lifeHistory: typeof modelHistory = {
  institution_created: () => 'recorded the institution.',
  document_attached: (n) =>
    noteText(n, 'code') === ''
      ? 'stored a document of the institution.'
      : `stored ${nameIn(documents, noteText(n, 'code'))}, version ${noteText(n, 'version')}.`,
  institution_stepped: (n) =>
    `${nameIn(did, noteText(n, 'step'))}${paper(n)}${why(n)}${noteText(n, 'confirmedBy') === '' ? '' : ` Confirmed by ${noteText(n, 'confirmedBy')}.`}`,
  institution_step_proposed: (n) => `proposed ${nameIn(asked, noteText(n, 'step'))}${paper(n)}${why(n)}`,
  institution_step_refused: (n) =>
    `did not confirm the proposal of ${noteText(n, 'enteredBy')} ${nameIn(asked, noteText(n, 'step'))}: “${noteText(n, 'words')}”`,
};

export const life: typeof model = {
  title: 'Institutions',
  lead: 'Social institutions, their status and their file. What waits for a second person stands first.',
  empty: 'No institution matches.',
  allStatuses: 'Every status',
  waits: 'waits for a second person',
  head: { name: 'Institution', status: 'Status', regency: 'Regency', validUntil: 'Registration valid until' },
  statusTitle: 'Status',
  historyTitle: 'History of the institution',
  fileTitle: 'File',
  kind: 'Kind',
  noFile: 'No document yet.',
  proposed: (step: InstitutionStep, by: string) => `${steps[step]}: proposed by ${by}, waits for a second person.`,
  notMine: 'Another person who may must confirm it from an account of their own.',
  letter: 'Letter',
  confirm: 'Confirm',
  refuse: 'Do not confirm',
  secondHint: 'Holds once a second person has confirmed it.',
  scan: 'Scan of the letter',
  saved: 'Saved; it waits for a second person.',
  done: 'The status has changed.',
  refused: 'Not confirmed; the status stays.',
  steps,
};
