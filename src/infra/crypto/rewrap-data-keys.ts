import type pg from 'pg';
import { toFieldClass } from './data-key-store.js';
import type { MasterKeys } from './master-key.js';
import { unwrapDataKey, wrapDataKey } from './wrap-data-key.js';

export interface WrappedKey {
  readonly fieldClass: string;
  readonly version: number;
  /** The master that opens it; null where none of the key file does. */
  readonly by: string | null;
}

interface Row {
  readonly class: string;
  readonly version: number;
  readonly wrapped: Buffer;
}

/** Which master each data key waits for. */
export async function readWrappedKeys(client: pg.Client, keys: MasterKeys): Promise<readonly WrappedKey[]> {
  const { rows } = await client.query<Row>('select class, version, wrapped from data_key order by class, version');
  return rows.map((row) => ({
    fieldClass: row.class,
    version: row.version,
    by: unwrapDataKey(keys, { fieldClass: toFieldClass(row.class), ...row })?.by ?? null,
  }));
}

/**
 * Wraps every data key under the newest master, in one transaction; the values stay as they are. The owner of the tables
 * does it: for the app role a data key never changes. Killed before its end it changed nothing, and may run again.
 */
export async function rewrapDataKeys(client: pg.Client, keys: MasterKeys): Promise<number> {
  await client.query('begin');
  const { rows } = await client.query<Row>('select class, version, wrapped from data_key order by 1, 2 for update');
  let rewrapped = 0;
  for (const row of rows) {
    const fieldClass = toFieldClass(row.class);
    const opened = unwrapDataKey(keys, { fieldClass, ...row });
    if (opened === undefined) {
      await client.query('rollback');
      throw new Error(
        `Key version ${row.version} of the class ${row.class} does not open with any master of the key file.`,
      );
    }
    if (opened.by === keys.fingerprint) continue;
    const { wrapped } = wrapDataKey(keys, fieldClass, row.version, opened.key);
    await client.query('update data_key set wrapped = $3 where class = $1 and version = $2', [
      row.class,
      row.version,
      Buffer.from(wrapped),
    ]);
    rewrapped += 1;
  }
  // every row opened, so every one is authentic: the chain takes in their new wrapping
  if (rewrapped > 0) await client.query(`select reseal_table('data_key', 'wrapped under another master key')`);
  await client.query('commit');
  return rewrapped;
}
