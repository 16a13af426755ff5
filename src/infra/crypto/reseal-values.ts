import type pg from 'pg';
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
 * Seals every value anew that is not under the newest version of its key, a batch in each transaction, while people go on
 * working: a row in somebody's hands is passed over and found by the next round. May be stopped and run again.
 */
export async function resealValues(client: pg.Client, vault: ManagedVault): Promise<readonly Resealed[]> {
  const done: Resealed[] = [];
  for (const column of sealedColumns) {
    let values = 0;
    for (let batch = -1; batch !== 0;) {
      batch = await resealBatch(client, vault, column);
      values += batch;
    }
    done.push({ column: `${column.table}.${column.column}`, values });
  }
  return done;
}

async function resealBatch(client: pg.Client, vault: ManagedVault, sealed: SealedColumn): Promise<number> {
  const { table, column, fieldClass, place, batch } = sealed;
  await client.query('begin');
  try {
    const { rows } = await client.query<{ id: string; value: Buffer }>(
      `select id::text, ${column} as value from ${table}
        where length(${column}) > 31 and get_byte(${column}, 0) = 1
          and ${VERSION_OF(column)} < (select max(version) from data_key where class = $1)
        order by id limit $2 for no key update skip locked`,
      [fieldClass, batch],
    );
    for (const { id, value } of rows) {
      const plain = await vault.openBytes(fieldClass, place(id), new Uint8Array(value));
      const fresh = await vault.sealBytes(fieldClass, place(id), plain);
      await client.query(`update ${table} set ${column} = $2 where id = $1::uuid`, [id, Buffer.from(fresh)]);
    }
    await client.query('commit');
    return rows.length;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
