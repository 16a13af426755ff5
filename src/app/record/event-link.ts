import { eventHash } from './append-event.js';

/** An event as the table holds it. */
export interface ChainedEvent {
  readonly stream: string;
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  readonly roles: readonly string[];
  readonly command_id: string | null;
  readonly at: Date;
  readonly data: Readonly<Record<string, unknown>>;
  readonly prev_hash: string;
  readonly hash: string;
}

export type LinkFault = 'MISSING' | 'DISCONNECTED' | 'CHANGED';

/** What is wrong with an event that comes after `previous` in its stream (null: it is the first); null where all fits. */
export function linkFault(previous: Pick<ChainedEvent, 'seq' | 'hash'> | null, row: ChainedEvent): LinkFault | null {
  if (row.seq !== (previous?.seq ?? 0) + 1) return 'MISSING';
  const before = previous?.hash ?? '';
  if (row.prev_hash !== before) return 'DISCONNECTED';
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
  return row.hash === eventHash(before, body) ? null : 'CHANGED';
}
