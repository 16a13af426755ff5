import { correctable, type Correctable, type RecordedEntry } from './commands/corrections.js';
import { refuse, type DomainError } from '../errors.js';
import type { ProposalCase } from './proposal-case.js';
import { isProposalState, type ProposalState } from './states.js';
import { transitionOf, type Transition } from './transitions.js';

/** The row by which an entry was made: who made it repairs it, and who confirmed it confirms that. */
export function recordedRow(
  { track }: Pick<ProposalCase, 'track'>,
  { recordedIn, corrects }: { readonly recordedIn: ProposalState; readonly corrects: Correctable },
): Transition | null {
  const row = transitionOf({ state: recordedIn, track }, corrects);
  return row?.external === undefined ? null : row;
}

/** The row of the entry that a waiting correction repairs. */
export function correctedRow(c: Pick<ProposalCase, 'track' | 'data'>): Transition | null {
  const { pending } = c.data;
  if (pending?.command !== 'correct_record') return null;
  const { recordedIn, corrects } = pending.payload as unknown as Parameters<typeof recordedRow>[1];
  return recordedRow(c, { recordedIn, corrects });
}

/** Whether one of these entries is this person's to repair, and if not, why. */
export function correctionError(
  c: ProposalCase,
  records: readonly RecordedEntry[],
  held: readonly string[],
): DomainError | null {
  if (records.length === 0) return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'correct_record' });
  if (records.some((record) => mayCorrect(c, record, held))) return null;
  const needed = records.flatMap((record) => recordersOf(c, record));
  return refuse('WRONG_ROLE', { needed: [...new Set(needed)] });
}

export function mayCorrect(c: Pick<ProposalCase, 'track'>, record: RecordedEntry, held: readonly string[]): boolean {
  return recordersOf(c, record).some((role) => held.includes(role));
}

function recordersOf(c: Pick<ProposalCase, 'track'>, record: RecordedEntry): readonly string[] {
  const roles = recordedRow(c, record)?.roles ?? [];
  return roles === 'SYSTEM' ? [] : roles;
}

/** What of an event says which entries stand. */
export interface EntryEvent {
  readonly seq: number;
  readonly type: string;
  readonly from: string;
  readonly note: Readonly<Record<string, unknown>>;
}
export const entryEvents: readonly string[] = [...correctable, 'correct_record', 'recall', 'cut'];

/** The entries that these events leave standing, each as its last correction says. */
export function standingEntries(events: readonly EntryEvent[]): readonly RecordedEntry[] {
  const entries: RecordedEntry[] = [];
  for (const { seq, type, from, note } of events) {
    const text = textIn(note);
    if (type === 'recall') {
      const last = entries.findLastIndex((entry) => entry.corrects === text('command'));
      if (last >= 0) entries.splice(last, 1);
    } else if (type === 'cut') supersede(entries, 'consider');
    else if (type === 'correct_record') {
      const at = entries.findIndex((entry) => entry.entry === note['entry']);
      const entry = entries[at];
      if (entry !== undefined) entries[at] = { ...entry, ...paperIn(note), scan: text('scan') || entry.scan };
    } else if (isCorrectable(type) && isProposalState(from) && text('external') !== '') {
      supersede(entries, type);
      const scan = text('scan') || null;
      const standing = { corrects: type, recordedIn: from, body: text('external'), scan, inForce: true };
      entries.push({ ...paperIn(note), ...standing, entry: seq });
    }
  }
  return entries;
}

function paperIn(
  note: EntryEvent['note'],
): Pick<RecordedEntry, 'documentNumber' | 'documentDate' | 'signatory' | 'rank'> {
  const text = textIn(note);
  return {
    documentNumber: text('documentNumber'),
    documentDate: text('documentDate'),
    signatory: text('signatory'),
    rank: typeof note['rank'] === 'number' ? note['rank'] : null,
  };
}

function textIn(note: EntryEvent['note']): (name: string) => string {
  return (name) => {
    const value = note[name];
    return typeof value === 'string' ? value : '';
  };
}

function supersede(entries: RecordedEntry[], corrects: Correctable): void {
  entries.forEach((entry, at) => {
    if (entry.corrects === corrects) entries[at] = { ...entry, inForce: false };
  });
}

function isCorrectable(type: string): type is Correctable {
  return (correctable as readonly string[]).includes(type);
}
