import { longDate } from '../../../domain/time/long-date.js';
import type { assisted as model } from '../id/assisted.js';
import { noteText } from '../notes.js';

export const assisted: typeof model = {
  title: 'Enter a proposal for an institution',
  lead: 'For an institution that cannot enter it itself. You copy the chair’s signed paper; the chair or a second officer compares it. You cannot register, check or recommend this proposal.',
  start: 'Open a draft for the institution',
  fact: 'Entered by an officer',
  by: (name) => `${name}, by the chair’s paper`,
  confirmedBy: (name) => `confirmed by ${name}`,
  unconfirmed: 'not confirmed yet',
  overdue: 'not confirmed yet; call the institution',
  byPaper: (note) =>
    `By the chair’s paper ${noteText(note, 'paperNumber')} of ${longDate(noteText(note, 'paperDate'), 'en')}.`,
  done: {
    record_paper: 'The chair’s paper is recorded; one step of the institution can be entered by it.',
    confirm_intake: 'The proposal agrees with the chair’s paper.',
  },
  intro: {
    record_paper: 'Each step of the institution that you enter needs a paper signed by its chair. Upload the scan.',
    confirm_intake:
      'Compare the proposal with the scan of the chair’s paper. Whoever confirms cannot register, check or recommend this proposal.',
  },
  history: {
    record_paper: (n) =>
      `recorded the chair’s paper ${noteText(n, 'paperNumber')} of ${longDate(noteText(n, 'paperDate'), 'en')}.`,
    confirm_intake: (n) =>
      `compared the proposal with the chair’s paper ${noteText(n, 'paperNumber')}, entered by ${noteText(n, 'enteredFor')}.`,
    intake_overdue: () => 'asked that the institution be called: what an officer entered is not confirmed.',
  },
};
