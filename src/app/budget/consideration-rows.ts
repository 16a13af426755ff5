import { considerationDecisions, type ConsiderationDecision, type ConsideredRow } from '../../domain/consideration.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseRupiah } from '../../domain/rupiah.js';
import { readSheet } from '../spreadsheet/read-sheet.js';
import { bytesSource } from '../spreadsheet/sheet-source.js';

/** The columns of the sheet that goes to the budget team (Lembar Pertimbangan TAPD), in their order; the last four come back. */
export const considerationColumns = [
  'registrationNumber',
  'institution',
  'regency',
  'recommendedPersons',
  'recommendedAmount',
  'persons',
  'amount',
  'decision',
  'reason',
] as const;

/** A row as it came back, or which of its cells cannot be read. */
export type SheetEntry =
  | { readonly line: number; readonly row: ConsideredRow }
  | { readonly line: number; readonly registrationNumber: string; readonly wrong: string };

/** What people write for a decision; nothing decided is no row. */
const words: Readonly<Record<string, ConsiderationDecision>> = {
  DIPERTIMBANGKAN: 'CONSIDER',
  SETUJU: 'CONSIDER',
  'DAFTAR TUNGGU': 'WAITLIST',
  TUNGGU: 'WAITLIST',
  TOLAK: 'REJECT',
  DITOLAK: 'REJECT',
};

/** The decided rows of the sheet. Errors: those of readSheet, INVALID_INPUT where it is another sheet. */
export async function readConsiderationRows(bytes: Uint8Array): Promise<readonly SheetEntry[]> {
  const entries: SheetEntry[] = [];
  let first = true;
  for await (const { line, cells } of readSheet(bytesSource(bytes))) {
    if (first) {
      first = false;
      if (cells.length < considerationColumns.length) throw new Refusal(refuse('INVALID_INPUT', { fields: ['sheet'] }));
      continue;
    }
    const entry = entryOf(line, cells);
    if (entry !== null) entries.push(entry);
  }
  if (entries.length === 0) throw new Refusal(refuse('INCOMPLETE', { fields: ['sheet'] }));
  return entries;
}

function entryOf(line: number, cells: readonly string[]): SheetEntry | null {
  const cell = (name: (typeof considerationColumns)[number]): string =>
    (cells[considerationColumns.indexOf(name)] ?? '').trim();
  const registrationNumber = cell('registrationNumber');
  const said = cell('decision').toUpperCase();
  if (registrationNumber === '' || (said === '' && cell('persons') === '' && cell('amount') === '')) return null;
  const decision = considerationDecisions.find((one) => one === said) ?? words[said];
  const persons = cell('persons') === '' ? null : Number(cell('persons'));
  const amount = cell('amount') === '' ? null : parseRupiah(cell('amount'));
  if (decision === undefined) return { line, registrationNumber, wrong: 'decision' };
  if (persons !== null && (!Number.isInteger(persons) || persons < 0))
    return { line, registrationNumber, wrong: 'persons' };
  if (amount !== null && !amount.ok) return { line, registrationNumber, wrong: 'amount' };
  const rupiah = amount?.ok === true ? amount.rupiah.toString() : null;
  return { line, row: { registrationNumber, persons, amount: rupiah, decision, reason: cell('reason').slice(0, 200) } };
}
