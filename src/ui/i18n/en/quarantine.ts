import { longDate } from '../../../domain/time/long-date.js';
import type * as model from '../id/quarantine.js';
import { noteText, type Note } from '../notes.js';

export const quarantine: typeof model.quarantine = {
  waiting: (receivedOn, letter) =>
    `The receipt of ${receivedOn} lies inside a freeze (letter ${letter}). It does not count yet; the head of the social office has to judge it.`,
  accepted: (receivedOn, reason) => `The receipt of ${receivedOn} inside a freeze was accepted: “${reason}”`,
  refused: (receivedOn, reason) =>
    `The receipt of ${receivedOn} inside a freeze was refused and does not count: “${reason}”`,
  counts: (lines, exceptions) => `${lines} lines, ${exceptions} with exceptions.`,
  which: 'Receipt',
  judgement: 'Judgement',
  accept: 'Accept: it counts as captured; the head of division and the Inspectorate are told',
  refuse: 'Refuse: it does not count; the institution is told and may confirm again',
  lead: 'Goods were received on a frozen day. Find out why, then judge with a reason.',
};

export const quarantineHistory: typeof model.quarantineHistory = {
  judge_receipt: (n) =>
    `${n['accepted'] === true ? 'accepted' : 'refused'} the receipt of ${day(n)} inside a freeze (letter ${noteText(n, 'letterNumber')}): “${noteText(n, 'words')}”`,
};

function day(note: Note): string {
  const text = noteText(note, 'receivedOn');
  return text === '' ? '' : longDate(text, 'en');
}
