import type { FastifyRequest } from 'fastify';
import type { CaseView } from '../../app/queries/case-view.js';
import { mayCorrect } from '../../domain/proposal/corrections.js';
import type { CommandExtras } from '../../ui/commands/extras.js';
import { personOf } from '../plugins/person.js';
import { readCuts } from './read-cuts.js';
import type { PayloadInput, ReadPayload } from './read-payload.js';
import { wholeNumber } from './whole-number.js';

/** The entry that the address or the form names, else the newest one of this person's office. */
export function recordsOf(request: FastifyRequest, view: CaseView): CommandExtras['records'] {
  const { roles } = personOf(request);
  const mine = view.records.filter((record) => mayCorrect(view.proposal, record, roles));
  const query = request.query as Readonly<Record<string, unknown>>;
  const named = request.method === 'POST' ? request.form.text('entry') : query['entry'];
  const chosen = mine.find(({ entry }) => String(entry) === named) ?? mine.at(-1) ?? null;
  return { chosen, others: mine.filter((record) => record !== chosen) };
}

/** The form begins with the entry as it stands. */
export function recordedValues(record: CommandExtras['records']['chosen'], view: CaseView): Record<string, string> {
  if (record === null) return {};
  const lines = view.persons.entries.flatMap((person) => person.lines);
  return {
    documentNumber: record.documentNumber,
    documentDate: record.documentDate,
    signatory: record.signatory,
    rank: String(record.rank ?? ''),
    ...Object.fromEntries(lines.map((line) => [`cut.${line.id}`, String(line.considered ?? '')])),
    ...Object.fromEntries(lines.map((line) => [`cutReason.${line.id}`, line.reason ?? ''])),
  };
}

export function readCorrection(input: PayloadInput): ReadPayload {
  const { form, view, words, files } = input;
  const record = view.records.find(({ entry }) => String(entry) === form.text('entry'));
  const rank = record?.rank === null || record === undefined ? null : wholeNumber(form.text('rank'));
  const anew = form.has('amounts') ? readCuts(input, 'consider') : { cuts: null, errors: {} };
  return {
    payload: {
      entry: record?.entry ?? 0,
      corrects: record?.corrects ?? '',
      recordedIn: record?.recordedIn ?? '',
      documentNumber: form.text('documentNumber'),
      documentDate: form.text('documentDate'),
      signatory: form.text('signatory'),
      scanBlobId: files['scan']?.[0]?.blobId ?? null,
      rank,
      cuts: anew.cuts,
      words: form.text('words'),
    },
    errors: {
      ...anew.errors,
      ...(record !== undefined && record.rank !== null && rank === null ? { rank: words.fieldProblems.wrong } : {}),
    },
  };
}
