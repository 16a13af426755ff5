import { canonical } from '../../domain/canonical.js';
import { evolve, type ProposalEvent } from '../../domain/proposal/events.js';
import { emptyCaseData, type ProposalCase } from '../../domain/proposal/proposal-case.js';
import { editableStates } from '../../domain/proposal/states.js';
import type { Actor } from '../../domain/actor.js';
import type { ActorTx, AppContext } from '../ports.js';
import { readCase } from '../proposal/case-row.js';
import { eventHash } from './append-event.js';

export interface ChainFault {
  readonly stream: string;
  /** The first broken row; null where the stream as a whole contradicts the record. */
  readonly seq: number | null;
  readonly fault: string;
}
export interface ChainReport {
  readonly events: number;
  readonly streams: number;
  /** Cases whose state was rebuilt from their events and compared with the record. */
  readonly rebuilt: number;
  readonly faults: readonly ChainFault[];
}

interface EventRow {
  stream: string;
  seq: number;
  type: string;
  actor: string;
  roles: string[];
  command_id: string | null;
  at: Date;
  data: Record<string, unknown>;
  prev_hash: string;
  hash: string;
}

const AUDITOR: Actor = { kind: 'system', purpose: 'audit' };
const STREAMS_PER_ROUND = 100;
const TIMEOUT_MS = 60_000;

/**
 * Recomputes every hash of every stream from its content and rebuilds each proposal's state by `evolve` (architecture 8).
 * Names the first broken row of a stream. Safe beside running work: a case that moved meanwhile is read again.
 */
export async function verifyChain(ctx: Pick<AppContext, 'db'>): Promise<ChainReport> {
  const faults: ChainFault[] = [];
  let events = 0;
  let streams = 0;
  let rebuilt = 0;
  for (let after = ''; ;) {
    const names = await ctx.db.withActor(AUDITOR, TIMEOUT_MS, (tx) => nextStreams(tx, after));
    const last = names.at(-1);
    if (last === undefined) return { events, streams, rebuilt, faults };
    const round = await ctx.db.withActor(AUDITOR, TIMEOUT_MS, (tx) => verifyStreams(tx, names));
    events += round.events;
    streams += names.length;
    rebuilt += round.rebuilt;
    faults.push(...round.faults);
    after = last;
  }
}

async function nextStreams(tx: ActorTx, after: string): Promise<readonly string[]> {
  const rows = await tx.sql.$queryRaw<{ stream: string }[]>`
    select stream from event where seq = 1 and stream > ${after} order by stream limit ${STREAMS_PER_ROUND}`;
  return rows.map((row) => row.stream);
}

async function readStreams(tx: ActorTx, names: readonly string[]): Promise<ReadonlyMap<string, EventRow[]>> {
  const rows = await tx.sql.$queryRaw<EventRow[]>`
    select stream, seq, type, actor, roles, command_id, at, data, prev_hash, hash from event
     where stream = any(${[...names]}::text[]) order by stream, seq`;
  const streams = new Map<string, EventRow[]>();
  for (const row of rows) {
    const known = streams.get(row.stream);
    if (known === undefined) streams.set(row.stream, [row]);
    else known.push(row);
  }
  return streams;
}

async function verifyStreams(
  tx: ActorTx,
  names: readonly string[],
): Promise<{ readonly events: number; readonly rebuilt: number; readonly faults: readonly ChainFault[] }> {
  const faults: ChainFault[] = [];
  let events = 0;
  let rebuilt = 0;
  for (const [stream, rows] of await readStreams(tx, names)) {
    events += rows.length;
    const broken = brokenLink(rows);
    if (broken !== null) {
      faults.push({ stream, ...broken });
      continue;
    }
    if (!stream.startsWith('proposal/')) continue;
    rebuilt += 1;
    const fault = await contradiction(tx, stream, rows);
    if (fault !== null) faults.push({ stream, seq: null, fault });
  }
  return { events, rebuilt, faults };
}

/** The first row whose number, predecessor or content does not fit; null for a whole chain. */
function brokenLink(rows: readonly EventRow[]): Pick<ChainFault, 'seq' | 'fault'> | null {
  let previous = '';
  for (const [index, row] of rows.entries()) {
    if (row.seq !== index + 1) return { seq: index + 1, fault: 'this event is missing' };
    if (row.prev_hash !== previous) return { seq: row.seq, fault: 'does not follow the event before it' };
    const body = {
      stream: row.stream,
      seq: row.seq,
      type: row.type,
      actor: row.actor,
      roles: row.roles,
      commandId: row.command_id,
      at: row.at.toISOString(),
      data: row.data,
    };
    if (row.hash !== eventHash(previous, body)) return { seq: row.seq, fault: 'was changed after it was written' };
    previous = row.hash;
  }
  return null;
}

const READS = 3;

/** How the record's row differs from what its events say; null where they agree. */
async function contradiction(tx: ActorTx, stream: string, rows: readonly EventRow[]): Promise<string | null> {
  let history: readonly EventRow[] = rows;
  for (let read = 1; ; read += 1) {
    const recorded = await readCase(tx, stream.slice('proposal/'.length));
    if (recorded === null) return 'has events but no proposal';
    const differing = differences(recorded, rebuildCase(recorded, history));
    if (differing.length === 0) return null;
    if (read === READS) return `the record differs from its events in ${differing.join(', ')}`;
    // committed between the two statements: both are read again
    history = (await readStreams(tx, [stream])).get(stream) ?? [];
  }
}

/** The case as its events alone make it; only what never changes (ids, owner, year) is taken from the row. */
function rebuildCase(recorded: ProposalCase, rows: readonly EventRow[]): ProposalCase {
  const decided = rows.filter((row) => row.type !== 'created');
  const draft: ProposalCase = {
    ...recorded,
    version: 0,
    state: 'DRAFT',
    revision: 0,
    registrationNumber: null,
    agendaNumber: null,
    policyVersionId: null,
    recommendedAmount: null,
    consideredAmount: null,
    decreedAmount: null,
    budgetLine: null,
    sipdId: null,
    decreeId: null,
    fencedBy: null,
    escalation: 0,
    data: emptyCaseData,
  };
  return decided.reduce((c, row) => evolve(c, row.data as unknown as ProposalEvent), draft);
}

/** Working copies change these without an event while the institution may edit; they enter the chain when submitted. */
const workingCopy: ReadonlySet<string> = new Set(['requestedAmount', 'ownShare', 'personCount']);

function differences(recorded: ProposalCase, rebuilt: ProposalCase): readonly string[] {
  const editable = editableStates.includes(recorded.state);
  return (Object.keys(recorded) as (keyof ProposalCase)[]).filter(
    (field) =>
      !(editable && workingCopy.has(field)) && canonical(recorded[field] ?? null) !== canonical(rebuilt[field] ?? null),
  );
}
