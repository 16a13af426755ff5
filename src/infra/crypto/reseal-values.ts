import type pg from 'pg';
import type { Database } from '../../app/ports.js';
import { SetupError } from '../../config/setup-error.js';
import type { ManagedVault } from './vault.js';
import { sealedColumns, type SealedColumn } from './sealed-columns.js';

export interface Resealed {
  readonly column: string;
  readonly values: number;
}

const VERSION_OF = (column: string): string => `get_byte(${column}, 1) * 256 + get_byte(${column}, 2)`;

/** How many values of each column are sealed under each version of their class's key. */
export async function countByVersion(
  client: pg.Client,
): Promise<
  readonly { readonly column: string; readonly fieldClass: string; readonly version: number; readonly values: number }[]
> {
  const counts = [];
  for (const { table, column, fieldClass } of sealedColumns) {
    const { rows } = await client.query<{ version: number; values: number }>(
      `select ${VERSION_OF(column)} as version, count(*)::int as values from ${table} where length(${column}) > 31 group by 1 order by 1`,
    );
    counts.push(...rows.map((row) => ({ column: `${table}.${column}`, fieldClass, ...row })));
  }
  return counts;
}

/**
 * Seals every value anew that is not under the newest version of its key. Fields go in small batches while people work, by
 * the program's own role: a row in somebody's hands is passed over and found by the next round. Files, which that role never
 * changes, go in one transaction of the owner. May be stopped and run again.
 */
export async function resealValues(db: Database, owner: pg.Client, vault: ManagedVault): Promise<readonly Resealed[]> {
  const done: Resealed[] = [];
  for (const sealed of sealedColumns) {
    const values = sealed.byOwner ? await resealAsOwner(owner, vault, sealed) : await resealAsApp(db, vault, sealed);
    done.push({ column: `${sealed.table}.${sealed.column}`, values });
  }
  return done;
}

const OPERATOR = { kind: 'system', purpose: 'operator' } as const;
const BATCH_MS = 60_000;

interface Value {
  readonly id: string;
  readonly value: Uint8Array;
}

async function resealAsApp(db: Database, vault: ManagedVault, sealed: SealedColumn): Promise<number> {
  for (let total = 0; ;) {
    const batch = await db.withActor(OPERATOR, BATCH_MS, async ({ sql }) => {
      const rows = await sql.$queryRawUnsafe<Value[]>(outdated(sealed), sealed.fieldClass, sealed.batch);
      for (const row of rows)
        await sql.$executeRawUnsafe(replacing(sealed), row.id, await resealed(vault, sealed, row));
      return rows.length;
    });
    if (batch === 0) return total;
    total += batch;
  }
}

async function resealAsOwner(owner: pg.Client, vault: ManagedVault, sealed: SealedColumn): Promise<number> {
  await owner.query('begin');
  try {
    await refuseUnsealedRows(owner, sealed.table);
    let total = 0;
    for (;;) {
      const { rows } = await owner.query<Value>(outdated(sealed), [sealed.fieldClass, sealed.batch]);
      for (const row of rows)
        await owner.query(replacing(sealed), [row.id, Buffer.from(await resealed(vault, sealed, row))]);
      if (rows.length === 0) break;
      total += rows.length;
    }
    if (total > 0) await owner.query('select reseal_table($1, $2)', [sealed.table, 'sealed under another data key']);
    await owner.query('commit');
    return total;
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

/** What somebody else changed must not enter the chain with what is changed here. */
async function refuseUnsealedRows(owner: pg.Client, table: string): Promise<void> {
  const { rows } = await owner.query<{ rows: number }>(
    `with latest as (select distinct on (s.row_key) s.row_key, s.row_hash from row_seal s where s.table_name = $1 order by s.row_key, s.id desc)
     select count(*)::int as rows from sealed_${table}() r full join latest l on l.row_key = r.row_key
      where sha256(convert_to(r.body, 'UTF8')) is distinct from l.row_hash`,
    [table],
  );
  const found = rows[0]?.rows ?? 0;
  if (found > 0)
    throw new SetupError(`${found} rows of ${table} differ from what the chain holds; see "salur audit verify" first.`);
}

function outdated({ table, column }: SealedColumn): string {
  return `select id::text, ${column} as value from ${table}
    where length(${column}) > 31 and get_byte(${column}, 0) = 1
      and ${VERSION_OF(column)} < (select max(version) from data_key where class = $1)
    order by id limit $2 for no key update skip locked`;
}

function replacing({ table, column }: SealedColumn): string {
  return `update ${table} set ${column} = $2 where id = $1::uuid`;
}

async function resealed(
  vault: ManagedVault,
  { fieldClass, place }: SealedColumn,
  { id, value }: Value,
): Promise<Uint8Array> {
  const plain = await vault.openBytes(fieldClass, place(id), new Uint8Array(value));
  return vault.sealBytes(fieldClass, place(id), plain);
}
