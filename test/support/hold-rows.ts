import pg from 'pg';
import type { World } from './world.js';

export interface HeldRows extends AsyncDisposable {
  /** Whoever wants to decide about this row waits until the holder is disposed. */
  hold(table: 'proposal' | 'decree' | 'delivery_batch', id: string): Promise<void>;
}

/** One transaction beside everything else that keeps rows busy; readers and foreign keys pass. */
export async function holdRows(world: World): Promise<HeldRows> {
  const client = new pg.Client({ connectionString: world.environment['DATABASE_OWNER_URL'] });
  await client.connect();
  await client.query('begin');
  let open = true;
  return {
    async hold(table, id) {
      await client.query(`select 1 from ${table} where id = $1 for no key update`, [id]);
    },
    async [Symbol.asyncDispose]() {
      if (!open) return;
      open = false;
      await client.end();
    },
  };
}
