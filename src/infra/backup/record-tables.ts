import type pg from 'pg';

export interface RecordTable {
  /** With its schema, quoted for SQL. */
  readonly name: string;
  readonly columns: readonly string[];
}

/** Whoever was signed in signs in again: an old cookie must not live anew. Migrations are applied, not copied. */
const LEFT_OUT = ['auth.session', 'auth.verification', 'public._prisma_migrations'];

/** Every table of the record and of the accounts, each after those it refers to. */
export async function readTables(client: pg.Client): Promise<readonly RecordTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; refers: string[] }>(
    `select format('%I.%I', n.nspname, c.relname) as name,
            array(select format('%I', a.attname) from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
            array(select distinct format('%I.%I', rn.nspname, r.relname) from pg_constraint k
                    join pg_class r on r.oid = k.confrelid join pg_namespace rn on rn.oid = r.relnamespace
                   where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'auth') and c.relkind = 'r' and not (n.nspname || '.' || c.relname = any($1))
      order by 1`,
    [LEFT_OUT],
  );
  return inOrder(rows);
}

function inOrder(rows: readonly { name: string; columns: string[]; refers: string[] }[]): readonly RecordTable[] {
  const known = new Set(rows.map((row) => row.name));
  const placed = new Set<string>();
  const ordered: RecordTable[] = [];
  while (ordered.length < rows.length) {
    const ready = rows.filter(
      (row) => !placed.has(row.name) && row.refers.every((name) => placed.has(name) || !known.has(name)),
    );
    if (ready.length === 0) throw new Error('Tables refer to each other in a circle; a backup cannot order them.');
    for (const { name, columns } of ready) {
      placed.add(name);
      ordered.push({ name, columns });
    }
  }
  return ordered;
}

export interface SequenceState {
  readonly name: string;
  readonly value: string;
}

/** Read after the tables: a sequence stands outside of transactions, and further on does no harm. */
export async function readSequences(client: pg.Client): Promise<readonly SequenceState[]> {
  const { rows } = await client.query<SequenceState>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as value from pg_sequences
      where schemaname in ('public', 'auth') and last_value is not null order by 1`,
  );
  return rows;
}
