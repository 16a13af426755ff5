import type { Words } from '../words.js';

export const listUpdate: Words['listUpdate'] = {
  lead: 'Mark only persons who leave the list. The minutes are signed by the institution and by the field verifier who saw the persons.',
  registerFirst: 'The replacement is not in the client register yet?',
  register: 'Register a replacement',
  registerLead:
    'This person enters the client register of the institution. The rules for the NIK are those of a proposal. After saving, choose the person as the replacement.',
  registered: 'The person stands in the client register and can be chosen as a replacement.',
  held: (why) => `held: ${why}`,
  stays: 'Stays in the list',
  nobody: 'No replacement',
  leftFor: (person) => `Leaves: ${person}`,
  leftOnFor: (person) => `Day on which ${person} left`,
  replacedByFor: (person) => `Replacement of ${person}`,
  needsReplacement: 'Choose the replacement.',
  openPersons: 'Persons who have not received everything yet',
  nobodyOpen: 'Everybody in the list has received everything.',
  alreadyProposed: 'already proposed for the same need this year',
  versions: 'Versions of the list',
  versionHead: { version: 'Version', date: 'Date', persons: 'Persons', changes: 'Changes', form: 'Form' },
  left: (person, cause, date) => `${person} left (${cause}, ${date})`,
  joined: (person, position) => `${person} came in, in place of No. ${position}`,
  leftShort: (cause, date) => `${cause}, ${date}`,
  joinedShort: (position) => `in place of No. ${position}`,
};
