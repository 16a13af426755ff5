import type { World } from '../world.js';

/** What people were told: one line per acknowledged command. */
export interface Ledger {
  acknowledged(subject: string, commandId: string): void;
  readonly count: () => number;
  /** What of it the record does not hold, holds without its effects, or holds beside it. */
  compare(world: World): Promise<LedgerFaults>;
}

export interface LedgerFaults {
  /** Acknowledged, and not in the record. */
  readonly lost: readonly string[];
  /** In the record under no acknowledgement: done twice, or for nobody. */
  readonly unknown: readonly unknown[];
  /** In the record with other effects than were answered. */
  readonly otherEffects: readonly unknown[];
}

export function openLedger(): Ledger {
  const lines = new Map<string, string>();
  return {
    acknowledged: (subject, commandId) => void lines.set(commandId, subject),
    count: () => lines.size,
    async compare(world) {
      // what a decree told its cases, and its own beginning, nobody was told of
      const stored = await world.sql(
        `select id, stream, outcome->'eventTypes' as types from command where actor like 'user:%' and outcome->'eventTypes' <> '["created"]' and id not like 'decree/%'`,
      );
      const lost = [...lines.keys()].filter((id) => !stored.some((row) => row['id'] === id));
      const unknown = stored.filter((row) => lines.get(String(row['id'])) !== row['stream']);
      // the effect of a command on a case is its events: as many of each kind as its outcome names
      const otherEffects = await world.sql(`
        select c.id from command c join proposal p on p.id::text = c.stream
         where c.outcome->'eventTypes' is distinct from
               (select jsonb_agg(e.type order by e.seq) from event e where e.command_id = c.id and e.stream = 'proposal/' || c.stream)`);
      return { lost, unknown, otherEffects };
    },
  };
}
