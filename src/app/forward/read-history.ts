import type { ActorTx } from '../ports.js';

export interface HistoryEntry {
  /** ISO instant. */
  readonly at: string;
  readonly actorName: string;
  readonly roles: readonly string[];
  readonly type: string;
  readonly note: Readonly<Record<string, unknown>>;
}

/** The chain of one decree or batch as a reader of its page sees it. */
export async function readHistory(tx: ActorTx, stream: string): Promise<readonly HistoryEntry[]> {
  const rows = await tx.sql.$queryRaw<{ at: Date; actor_name: string; roles: string[]; type: string; note: unknown }[]>`
    select at, actor_name, roles, type, coalesce(data->'note', data) as note from event where stream = ${stream} order by seq`;
  return rows.map((row) => ({
    at: row.at.toISOString(),
    actorName: row.actor_name,
    roles: row.roles,
    type: row.type,
    note: row.note as Readonly<Record<string, unknown>>,
  }));
}
