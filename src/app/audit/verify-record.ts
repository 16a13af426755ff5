import { createHash } from 'node:crypto';
import { toCase, type CaseRow } from '../proposal/case-row.js';
import { differences } from '../record/rebuild-case.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import { isProposalState } from '../../domain/proposal/states.js';
import type { CheckpointFile } from '../ports.js';
import type { Fault } from './fault.js';
import type { RecordSource } from './record-source.js';
import { sealedTables } from './sealed-tables.js';
import { readCheckpoints } from './verify-checkpoints.js';
import { verifyEvents, type VerifiedEvents } from './verify-events.js';
import { verifySeals, type LatestSeals } from './verify-seals.js';

export interface RecordReport {
  readonly events: number;
  readonly streams: number;
  readonly seals: number;
  readonly rows: number;
  /** Cases whose state was rebuilt from their events and compared with the record. */
  readonly rebuilt: number;
  /** Rows that the owner of the database sealed, with the reason: a migration, or somebody who must explain it. */
  readonly resealed: VerifiedEvents['resealed'];
  readonly checkpoints: number;
  readonly faults: readonly Fault[];
}

/** Checkpoints from outside the record, and the key that whoever verifies trusts. */
export interface Proof {
  readonly checkpoints: readonly CheckpointFile[];
  readonly publicKey: string;
}

/**
 * Judges a whole record (ADR 0011): every event hangs on the one before it, every transaction's seals are those that an
 * event holds, every row is the one that was sealed last, and every case is what its events make of it.
 */
export async function verifyRecord(source: RecordSource, proof?: Proof): Promise<RecordReport> {
  const faults: Fault[] = source.unguarded.map((table) => ({ code: 'SEALING_OFF', table }));
  const recorded = await readCases(source, faults);
  const witnessed = proof === undefined ? undefined : readCheckpoints(proof.checkpoints, proof.publicKey, faults);
  const events = await verifyEvents(source.events(), recorded, faults, witnessed);
  const { latest, seals } = await verifySeals(source.seals(), events.closed, faults);
  let rows = 0;
  for (const table of sealedTables) rows += await verifyRows(source, table, latest, faults);
  compareCases(recorded, events.rebuilt, faults);
  const { streams, resealed, rebuilt } = events;
  const checkpoints = proof?.checkpoints.length ?? 0;
  return { events: events.events, streams, seals, rows, rebuilt: rebuilt.size, resealed, checkpoints, faults };
}

async function readCases(source: RecordSource, faults: Fault[]): Promise<ReadonlyMap<string, ProposalCase>> {
  const cases = new Map<string, ProposalCase>();
  for await (const { key, body } of source.rows('proposal')) {
    const row = JSON.parse(body) as Written;
    if (isProposalState(row.state)) cases.set(`proposal/${key}`, caseOf(row));
    else faults.push({ code: 'STATE_DIFFERS', stream: `proposal/${key}`, fields: ['state'] });
  }
  return cases;
}

type Written = { readonly [K in keyof CaseRow]?: unknown } & {
  readonly state: string;
  readonly state_since: string;
  readonly due_at?: string;
};

function caseOf(row: Written): ProposalCase {
  const amount = (value: unknown): bigint | null => (typeof value === 'number' ? BigInt(value) : null);
  const empty = { registration_number: null, agenda_number: null, policy_version_id: null, budget_line: null };
  return toCase({
    ...empty,
    sipd_id: null,
    decree_id: null,
    fenced_by: null,
    ...row,
    state_since: new Date(row.state_since),
    due_at: row.due_at === undefined ? null : new Date(row.due_at),
    requested_amount: amount(row.requested_amount),
    own_share: amount(row.own_share),
    recommended_amount: amount(row.recommended_amount),
    considered_amount: amount(row.considered_amount),
    decreed_amount: amount(row.decreed_amount),
  } as CaseRow);
}

/** Compares the rows of one table with what the program wrote last; returns how many there are. */
export async function verifyRows(
  source: RecordSource,
  table: string,
  latest: LatestSeals,
  faults: Fault[],
): Promise<number> {
  const sealed = latest.get(table) ?? new Map<string, never>();
  const found = new Set<string>();
  for await (const { key, body } of source.rows(table)) {
    const seal = sealed.get(key);
    found.add(key);
    if (seal === undefined || seal.hash === null) faults.push({ code: 'ROW_UNSEALED', table, key });
    else if (seal.hash !== createHash('sha256').update(body).digest('hex'))
      faults.push({ code: 'ROW_CHANGED', table, key });
  }
  for (const [key, { hash }] of sealed) {
    if (hash !== null && !found.has(key)) faults.push({ code: 'ROW_MISSING', table, key });
  }
  return found.size;
}

function compareCases(
  recorded: ReadonlyMap<string, ProposalCase>,
  rebuilt: ReadonlyMap<string, ProposalCase>,
  faults: Fault[],
): void {
  for (const [stream, made] of rebuilt) {
    const row = recorded.get(stream);
    const fields = row === undefined ? ['id'] : differences(row, made);
    if (fields.length > 0) faults.push({ code: 'STATE_DIFFERS', stream, fields });
  }
}
