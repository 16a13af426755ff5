import type { life as model, lifeHistory as modelHistory } from '../id/life.js';
import type { InstitutionStep } from '../../../domain/institution/life.js';
import { longDate } from '../../../domain/time/long-date.js';
import { nameIn } from '../details.js';
import { noteText, type Note } from '../notes.js';
import { institutionKinds } from './file-fields.js';
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

const signs: typeof model.flags.signs = {
  SAME_NPWP: 'The same tax number',
  SAME_DEED: 'The same deed',
  SAME_ACCOUNT: 'The same bank account',
  SAME_CHAIR: 'The same NIK of the chair',
  SAME_PLACE: 'Less than 30 metres apart',
  ACCOUNT_NAME: 'The account is not in its name',
  OVER_BEDS: 'More residents than beds',
};

export const lifeHistory: typeof modelHistory = {
  account_proposed: (n) => `proposed an account at ${noteText(n, 'bank')}.`,
  account_checked: () => 'checked the account: it is as in the bank book.',
  account_confirmed: () => 'confirmed the account; it is in force.',
  account_refused: (n) => `did not take the account: “${noteText(n, 'words')}”`,
  flag_resolved: (n) => `closed the sign “${nameIn(signs, noteText(n, 'sign'))}”: “${noteText(n, 'words')}”`,
  file_saved: () => 'saved the file of the institution.',
  file_sent: () => 'sent the file of the institution to be checked.',
  document_valid: (n) => `found ${nameIn(documents, noteText(n, 'code'))} valid.`,
  document_invalid: (n) => `found ${nameIn(documents, noteText(n, 'code'))} invalid: “${noteText(n, 'words')}”`,
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

const file: typeof model.file = {
  title: 'What the file says',
  lead: 'As in deed and registration. It may be saved before it is complete; it is sent once all is filled and uploaded.',
  kept: 'Kept already; leave it empty where it has not changed.',
  groupHint: 'Only where the target group is outside the kind of institution.',
  placeHint: 'Decimal degrees, like -0.5022. May be empty.',
  villageHint: 'Code of the Ministry of Home Affairs, like 64.72.01.1001.',
  printedHint: 'The day printed on the certificate.',
  expected: (date: string) => `By its rules until ${date}; what is printed counts. Please check.`,
  save: 'Save',
  saved: 'Saved.',
  send: 'Send the file',
  sentDone: 'The file is with the secretariat.',
  sent: 'The file is sent and being checked by the secretariat.',
  lacking: 'Still missing:',
  changed: 'What was checked is changed by the secretariat, from a letter of the institution.',
  legalForms: {
    FOUNDATION: 'Foundation, a legal entity',
    ASSOCIATION: 'Association, a legal entity',
    NO_LEGAL_ENTITY: 'No legal entity',
  },
  regimes: { PERMENSOS_17_2012: 'Permensos 17/2012', PERMENSOS_8_2025: 'Permensos 8/2025' },
  valid: 'Valid',
  invalid: 'Not valid',
  checked: 'The answer is saved.',
  invalidBecause: (reason: string) => `not valid: ${reason}`,
};
const account: typeof model.account = {
  title: 'Bank account',
  none: 'No account yet.',
  propose: 'Propose an account',
  lead: 'An account in the name of the institution. It holds once the finance section has checked it and another person confirmed it.',
  proposed: 'The account is proposed; it waits for the finance section.',
  answered: 'The answer is saved.',
  heldBy: (name: string) => `in the name of ${name}`,
  because: (reason: string) => `because: ${reason}`,
  book: 'Bank book',
  states: {
    PROPOSED: 'waits to be checked',
    CHECKED: 'checked, waits for another person to confirm',
    IN_FORCE: 'in force',
    REFUSED: 'not taken',
    REPLACED: 'replaced',
  },
  answers: { check: 'It is the same', confirm: 'Confirm', refuse: 'Do not take' },
};
const flags: typeof model.flags = {
  title: 'Signs of fictitious institutions',
  lead: 'Signs from facts that are alike or odd. A sign proves nothing: look, then close it with a reason. No institution sees it.',
  empty: 'No sign.',
  open: 'Open signs',
  resolve: 'Close the sign',
  resolved: 'The sign is closed with its reason.',
  head: { sign: 'Sign', institution: 'Institution', with: 'With', since: 'Since', state: 'State' },
  residents: (residents: number, beds: number) => `${residents} residents, ${beds} beds`,
  closedBy: (name: string, reason: string) => `closed by ${name}: ${reason}`,
  signs,
};
const register: typeof model.register = {
  title: 'Client register',
  lead: 'Write down who comes in again, leaves, goes home, moves or dies. Who has left cannot be put into a list.',
  present: (count: number) => `${count} clients are there now.`,
  noChange: 'No change this month',
  confirmed: (month: string) => `The register of ${month} is confirmed.`,
  confirmedNow: 'The register of this month is confirmed.',
  empty: 'No client matches.',
  state: 'State',
  move: 'Write down a change',
  what: 'What happened',
  on: 'Date',
  saved: 'The change stands in the register.',
  choose: 'Choose from the register',
  chooseLead: 'Mark the clients who are proposed. They get the whole package but assistive devices.',
  nobodyLeft: 'All clients of the register are in the list.',
  add: 'Put into the list',
  kinds: {
    IN: 'Came in',
    OUT: 'Left',
    REUNIFIED: 'Back with the family',
    MOVED: 'Moved',
    DIED: 'Died',
  },
};
const signUp: typeof model.signUp = {
  title: 'Register an institution',
  link: 'No account for your institution yet? Register it here.',
  lead: 'Give the name of the institution and your address. We send a link there to choose a password and complete the file.',
  submit: 'Send the link',
  sentTitle: 'Look into your mailbox',
  sent: (address: string) => `If the address ${address} is right, a link is on its way. It is good for 7 days.`,
  passwordTitle: 'Choose a password',
  passwordLead: (institution: string) => `The account for ${institution}.`,
  confirm: 'Make the account',
  done: 'The account is made. Sign in, then complete the file of the institution.',
};

export const life: typeof model = {
  kinds: institutionKinds,
  file,
  account,
  flags,
  register,
  signUp,
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
