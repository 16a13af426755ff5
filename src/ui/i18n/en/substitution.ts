import type { substitution as model } from '../id/substitution.js';

export const substitution: typeof model = {
  title: 'Substitutes (Plt./Plh.)',
  lead: 'A substitute has the authority of the office within the period only; the history keeps both names. What somebody has done in a proposal stays theirs.',
  none: 'No substitutions yet.',
  head: {
    office: 'Office',
    holder: 'Holder',
    substitute: 'Substitute',
    letter: 'Letter',
    period: 'Period',
    state: 'State',
    action: 'Action',
  },
  kinds: { PLH: 'Plh.', PLT: 'Plt.' },
  kindChoices: { PLH: 'Plh. (the holder is away)', PLT: 'Plt. (the office is vacant)' },
  states: { COMING: 'to come', RUNNING: 'in force', ENDED: 'ended' },
  newTitle: 'Set a substitute',
  save: 'Set the substitute',
  end: 'End it',
  endFor: (name) => `End the substitution by ${name}`,
  decreeHint: 'Required for the head of the office (PA/KPA) and treasurers: they are appointed by decree.',
  choose: 'Choose',
  done: 'The substitution is set; both people are told by e-mail.',
  ended: 'The substitution is ended; both people are told by e-mail.',
  acting: (name, office, holder) => `(${name} as ${office} on behalf of ${holder})`,
};
