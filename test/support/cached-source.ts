import type { RecordSource, Seal, SealedRow } from '../../src/app/audit/record-source.js';
import { sealedTables } from '../../src/app/audit/sealed-tables.js';

/** A record read once; `fresh` reads anew only what belongs to one table, so that judging the whole again costs little. */
export interface CachedSource {
  readonly whole: RecordSource;
  fresh(table: string): Promise<RecordSource>;
}

export async function cacheSource(source: RecordSource): Promise<CachedSource> {
  const events = await all(source.events());
  const seals = await all(source.seals());
  const rows = new Map<string, readonly SealedRow[]>();
  for (const table of sealedTables) rows.set(table, await all(source.rows(table)));
  const of = (
    e: readonly SealedRow[],
    s: readonly Seal[],
    r: ReadonlyMap<string, readonly SealedRow[]>,
  ): RecordSource => ({
    unguarded: source.unguarded,
    events: () => given(e),
    seals: () => given(s),
    rows: (table) => given(r.get(table) ?? []),
  });
  return {
    whole: of(events, seals, rows),
    async fresh(table) {
      if (table === 'row_seal') return of(events, await all(source.seals()), rows);
      const changed = new Map([...rows, [table, await all(source.rows(table))]]);
      return of(table === 'event' ? await all(source.events()) : events, seals, changed);
    },
  };
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function* given<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
