import type { Actor } from '../../domain/actor.js';
import type { ActorTx, AppContext } from '../ports.js';
import type { RecordSource, Seal, SealedRow } from './record-source.js';
import { sealedTables } from './sealed-tables.js';

const AUDITOR: Actor = { kind: 'system', purpose: 'audit' };
const TIMEOUT_MS = 30 * 60_000;
const PAGE = 5_000;

/** Reads the whole record as it is at one instant, beside running work. */
export async function withDatabaseSource<T>(
  ctx: Pick<AppContext, 'db'>,
  read: (source: RecordSource) => Promise<T>,
): Promise<T> {
  return ctx.db.withActor(AUDITOR, TIMEOUT_MS, async (tx) => read(await databaseSource(tx)), 'snapshot');
}

export async function databaseSource(tx: ActorTx): Promise<RecordSource> {
  return {
    unguarded: await unguardedTables(tx),
    async *events() {
      await tx.sql.$executeRaw`select set_config('timezone', 'UTC', true)`;
      yield* cursor<SealedRow>(
        tx,
        `select e.stream || '/' || e.seq as key, sealed_body(to_jsonb(e)) as body from event e order by e.stream collate "C", e.seq`,
      );
    },
    async *seals() {
      const rows = cursor<Omit<Seal, 'id' | 'seal'> & { id: bigint; seal: bigint }>(
        tx,
        `select id, seal, table_name as table, row_key as key, encode(row_hash, 'hex') as hash from row_seal order by seal, id`,
      );
      for await (const row of rows) yield { ...row, id: Number(row.id), seal: Number(row.seal) };
    },
    rows: (table) =>
      cursor<SealedRow>(tx, `select row_key as key, body from sealed_${table}() order by row_key collate "C"`),
  };
}

let opened = 0;

/** A server-side cursor: a table of any size passes through little memory. */
async function* cursor<Row>(tx: ActorTx, query: string): AsyncGenerator<Row> {
  const name = `audit_${(opened += 1)}`;
  await tx.sql.$executeRawUnsafe(`declare ${name} no scroll cursor for ${query}`);
  for (;;) {
    const rows = await tx.sql.$queryRawUnsafe<Row[]>(`fetch ${PAGE} from ${name}`);
    yield* rows;
    if (rows.length < PAGE) break;
  }
  await tx.sql.$executeRawUnsafe(`close ${name}`);
}

/** Tables without their three triggers, or with one that is switched off. */
async function unguardedTables(tx: ActorTx): Promise<readonly string[]> {
  const rows = await tx.sql.$queryRaw<{ name: string }[]>`
    select t.name from unnest(${[...sealedTables]}::text[]) as t(name)
     where (select count(*) from pg_trigger g where g.tgrelid = to_regclass(t.name) and g.tgenabled = 'O'
             and g.tgname in ('seal_insert', 'seal_update', 'seal_delete')) < 3
    union all
    select 'row_seal' where not exists (
      select from pg_trigger g where g.tgrelid = to_regclass('row_seal') and g.tgname = 'row_seal_closes' and g.tgenabled = 'O')`;
  return rows.map((row) => row.name);
}
