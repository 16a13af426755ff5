import type { Actor } from '../../domain/actor.js';
import type { ActorTx, AppContext } from '../ports.js';
import { readCase } from '../proposal/case-row.js';
import { linkFault, type ChainedEvent } from './event-link.js';
import { differences, draftOf, rebuildOn } from './rebuild-case.js';

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

type EventRow = ChainedEvent;

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
  let previous: EventRow | null = null;
  for (const row of rows) {
    const fault = linkFault(previous, row);
    if (fault !== null) return { seq: fault === 'MISSING' ? (previous?.seq ?? 0) + 1 : row.seq, fault: words[fault] };
    previous = row;
  }
  return null;
}

const words = {
  MISSING: 'this event is missing',
  DISCONNECTED: 'does not follow the event before it',
  CHANGED: 'was changed after it was written',
} as const;

const READS = 3;

/** How the record's row differs from what its events say; null where they agree. */
async function contradiction(tx: ActorTx, stream: string, rows: readonly EventRow[]): Promise<string | null> {
  let history: readonly EventRow[] = rows;
  for (let read = 1; ; read += 1) {
    const recorded = await readCase(tx, stream.slice('proposal/'.length));
    if (recorded === null) return 'has events but no proposal';
    const differing = differences(recorded, history.reduce(rebuildOn, draftOf(recorded)));
    if (differing.length === 0) return null;
    if (read === READS) return `the record differs from its events in ${differing.join(', ')}`;
    // committed between the two statements: both are read again
    history = (await readStreams(tx, [stream])).get(stream) ?? [];
  }
}
