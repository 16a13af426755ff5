import { refuse, type DomainError } from '../../errors.js';
import { witaDate, type LocalDate } from '../../time/wita.js';
import type { Correction, CorrectionFacts, RecordedEntry } from '../commands/corrections.js';
import { scanNote } from '../commands/outside-paper.js';
import { recordedRow } from '../corrections.js';
import type { ProposalCase } from '../proposal-case.js';
import type { Rule } from '../rule.js';
import { ceilingError } from './ceilings.js';
import { amountOf, claimedError, cutLines } from './recommendation.js';

/** The entry stays in the history as it was made; what stands is what its last correction says. */
export const correctRecord: Rule<'correct_record'> = ({ case: c, payload, facts, context }) => {
  const { record } = facts;
  if (record === null || record.corrects !== payload.corrects || record.recordedIn !== payload.recordedIn)
    return refuse('INVALID_INPUT', { fields: ['entry'] });
  const row = recordedRow(c, record);
  const offices = row === null || row.roles === 'SYSTEM' ? [] : [...row.roles, ...(row.second ?? [])];
  if (!offices.some((office) => context.actor.roles.includes(office))) return refuse('WRONG_ROLE', { needed: offices });
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  const wrong = paperError(payload, record, facts, witaDate(context.now));
  if (wrong !== null) return wrong;
  const amount = payload.cuts === null ? null : consideredAnew(c, record, facts, payload.cuts);
  if (amount !== null && typeof amount !== 'string') return amount;
  const differences = differencesOf(payload, record, c, amount);
  if (differences.length === 0) return refuse('NOTHING_CORRECTED');
  return {
    change: {
      ...(amount === null ? {} : { consideredAmount: amount }),
      ...(payload.rank !== null && record.inForce && c.state === 'WAITLISTED'
        ? { data: { waitingRank: payload.rank } }
        : {}),
    },
    note: {
      corrects: record.corrects,
      entry: record.entry,
      external: record.body,
      words: payload.words,
      documentNumber: payload.documentNumber,
      documentDate: payload.documentDate,
      signatory: payload.signatory,
      ...(payload.rank === null ? {} : { rank: payload.rank }),
      ...scanNote(payload),
      fields: differences.map(({ field }) => field),
      before: differences.map(({ before }) => before),
      after: differences.map(({ after }) => after),
    },
  };
};

function paperError(
  payload: Correction,
  record: RecordedEntry,
  { notBefore, notAfter, numberTaken }: CorrectionFacts,
  today: LocalDate,
): DomainError | null {
  const { documentDate, signatory, rank } = payload;
  // a refusal is entered without the name below it
  const nameless = record.corrects !== 'reject' && signatory.trim() === '';
  if (nameless) return refuse('INCOMPLETE', { fields: ['signatory'] });
  if ((rank !== null) !== (record.rank !== null)) return refuse('INVALID_INPUT', { fields: ['rank'] });
  if (documentDate > today) return refuse('DATE_ORDER', { first: 'documentDate', second: 'today' });
  if (notBefore !== null && documentDate < notBefore.on)
    return refuse('DATE_ORDER', { first: notBefore.what, second: 'documentDate' });
  if (notAfter !== null && documentDate > notAfter.on)
    return refuse('DATE_ORDER', { first: 'documentDate', second: notAfter.what });
  return numberTaken ? refuse('DUPLICATE_NUMBER', { number: payload.documentNumber }) : null;
}

/** Amounts on which a later step rests are changed by a step of their own, which says so to everybody. */
function consideredAnew(
  c: ProposalCase,
  record: RecordedEntry,
  { lines, ceilings }: CorrectionFacts,
  cuts: NonNullable<Correction['cuts']>,
): DomainError | string {
  if (record.corrects !== 'consider') return refuse('INVALID_INPUT', { fields: ['cuts'] });
  if (!record.inForce || c.state !== 'CONSIDERED') return refuse('BUILT_UPON', { way: wayFrom(c) });
  const kept = cutLines(lines, cuts);
  if ('code' in kept) return kept;
  const claimed = claimedError(lines, kept);
  if (claimed !== null) return claimed;
  const amount = amountOf(lines, kept);
  if (amount === 0n) return refuse('INCOMPLETE', { fields: ['lines'] });
  return ceilingError(ceilings, amount) ?? amount.toString();
}

function wayFrom({ state }: ProposalCase): string {
  if (state === 'BUDGETED') return 'cut';
  return state === 'DECREED' || state === 'PACT_SIGNED' || state === 'IN_DELIVERY' ? 'draft_amendment' : 'NONE';
}

interface Difference {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

function differencesOf(
  payload: Correction,
  record: RecordedEntry,
  c: ProposalCase,
  amount: string | null,
): readonly Difference[] {
  const all: Difference[] = [
    { field: 'documentNumber', before: record.documentNumber, after: payload.documentNumber },
    { field: 'documentDate', before: record.documentDate, after: payload.documentDate },
    { field: 'signatory', before: record.signatory, after: payload.signatory },
    { field: 'rank', before: String(record.rank ?? ''), after: String(payload.rank ?? '') },
    { field: 'scan', before: record.scan ?? '', after: payload.scanBlobId ?? record.scan ?? '' },
  ];
  const changed = all.filter(({ before, after }) => before !== after);
  // the same sum may be spread otherwise over the persons
  return amount === null ? changed : [...changed, { field: 'amount', before: c.consideredAmount ?? '', after: amount }];
}
