import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import { linkFault, type ChainedEvent } from '../record/event-link.js';
import { draftOf, rebuildOn } from '../record/rebuild-case.js';
import type { Fault } from './fault.js';
import type { SealedRow } from './record-source.js';
import type { Witnessed } from './verify-checkpoints.js';

/** The event that holds the seals of one transaction. */
export interface ClosingEvent {
  readonly stream: string;
  readonly seq: number;
  readonly count: number;
  readonly root: string;
}

export interface VerifiedEvents {
  readonly events: number;
  readonly streams: number;
  readonly closed: ReadonlyMap<number, ClosingEvent>;
  readonly rebuilt: ReadonlyMap<string, ProposalCase>;
  readonly resealed: readonly { readonly at: string; readonly rows: number; readonly reason: string }[];
}

const codes = { MISSING: 'EVENT_MISSING', DISCONNECTED: 'EVENT_DISCONNECTED', CHANGED: 'EVENT_CHANGED' } as const;
const ROWS = 'rows/';

/** Follows every stream; of a broken one only the first broken event is named, for all behind it hangs on that. */
export async function verifyEvents(
  source: AsyncIterable<SealedRow>,
  recorded: ReadonlyMap<string, ProposalCase>,
  faults: Fault[],
  witnessed: Witnessed = new Map(),
): Promise<VerifiedEvents> {
  const confirmed = new Set<string>();
  const closed = new Map<number, ClosingEvent>();
  const rebuilt = new Map<string, ProposalCase>();
  const resealed: { at: string; rows: number; reason: string }[] = [];
  let events = 0;
  let streams = 0;
  let previous: ChainedEvent | null = null;
  let broken = false;
  for await (const { body } of source) {
    const event = eventOf(body);
    if (previous?.stream !== event.stream) {
      [previous, broken] = [null, false];
      streams += 1;
    }
    const fault = broken ? null : linkFault(previous, event);
    if (fault !== null) {
      broken = true;
      const seq = fault === 'MISSING' ? (previous?.seq ?? 0) + 1 : event.seq;
      faults.push({ code: codes[fault], stream: event.stream, seq });
      rebuilt.delete(event.stream);
    }
    events += 1;
    previous = event;
    const witness = witnessed.get(event.stream)?.get(event.seq);
    if (witness?.hash === event.hash) confirmed.add(`${event.stream}/${event.seq}`);
    if (event.stream.startsWith(ROWS)) {
      const { seal, count, root, reason } = event.data;
      closed.set(Number(seal), { stream: event.stream, seq: event.seq, count: Number(count), root: String(root) });
      if (typeof reason === 'string') resealed.push({ at: event.at.toISOString(), rows: Number(count), reason });
      if (!broken && !isPlain(body)) faults.push({ code: 'EVENT_CHANGED', stream: event.stream, seq: event.seq });
      continue;
    }
    if (broken || !event.stream.startsWith('proposal/')) continue;
    const row = recorded.get(event.stream);
    const before = rebuilt.get(event.stream) ?? (row === undefined ? null : draftOf(row));
    if (before !== null) rebuilt.set(event.stream, rebuildOn(before, event));
  }
  for (const [stream, heads] of witnessed) {
    for (const [seq, { file }] of heads) {
      if (!confirmed.has(`${stream}/${seq}`)) faults.push({ code: 'CHECKPOINT_DISAGREES', file, stream, seq });
    }
  }
  return { events, streams, closed, rebuilt, resealed };
}

function eventOf(body: string): ChainedEvent {
  const row = JSON.parse(body) as Omit<ChainedEvent, 'at' | 'command_id'> & { at: string; command_id?: string };
  return { ...row, at: new Date(row.at), command_id: row.command_id ?? null };
}

/** What the hash of an event that holds seals does not cover is always empty. */
function isPlain(body: string): boolean {
  const row = JSON.parse(body) as Record<string, unknown>;
  return row['actor_name'] === '' && row['institution_id'] === undefined && row['regency_code'] === undefined;
}
