import pg from 'pg';
import { fromPackageRoot } from '../../config/package-root.js';
import { messageOf, SetupError } from '../../config/setup-error.js';
import { readMigrations } from './read-migrations.js';
import { openSchemaEngine } from './schema-engine.js';

export interface MigrateOptions {
  /** Connection of the role that owns the tables. */
  readonly ownerUrl: string;
  /** Default: prisma/migrations. */
  readonly folder?: string;
}

/** Any number that only Salur uses; Prisma's engine takes its own lock besides. */
const MIGRATION_LOCK = 5_164_001;

/**
 * Applies the migrations that the database has not seen; returns their names. Safe to call from several processes at once.
 * Each script is one transaction: a failed or killed one leaves nothing behind and is tried again by the next call.
 */
export async function migrateDatabase(options: MigrateOptions): Promise<string[]> {
  const folder = options.folder ?? fromPackageRoot('prisma', 'migrations');
  const lock = new pg.Client({ connectionString: options.ownerUrl });
  await connect(lock);
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await settleInterrupted(lock);
    return await applyAll(options.ownerUrl, folder);
  } finally {
    await lock.end();
  }
}

async function applyAll(ownerUrl: string, folder: string): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  let failure: unknown;
  const engine = await openSchemaEngine(pool, async (script) => {
    try {
      await runWhole(pool, script);
    } catch (error) {
      failure = error;
      throw error;
    }
  });
  try {
    const applied = await engine.applyMigrations({
      migrationsList: readMigrations(folder),
      filters: { externalTables: [], externalEnums: [] },
    });
    return applied.appliedMigrationNames;
  } catch (error) {
    throw describeFailure(failure ?? error, await unfinishedName(pool));
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * One message of the simple protocol is one transaction. The mark at its end commits with it, so that after a crash the
 * record tells a script that took effect from one that did not. The connection is thrown away with whatever the script set.
 */
async function runWhole(pool: pg.Pool, script: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`${script}\n;${MARK_TAKEN_EFFECT}`);
  } finally {
    client.release(true);
  }
}

const MARK_TAKEN_EFFECT = `
DO $mark$ BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    UPDATE public._prisma_migrations SET applied_steps_count = 1 WHERE finished_at IS NULL AND rolled_back_at IS NULL;
  END IF;
END $mark$`;

/** What a killed or failed run left open: finished if its script took effect, otherwise rolled back, to be tried again. */
async function settleInterrupted(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ known: boolean }>(`SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS known`);
  if (rows[0]?.known !== true) return;
  await client.query(`
    UPDATE public._prisma_migrations
       SET finished_at    = CASE WHEN applied_steps_count > 0 THEN now() END,
           rolled_back_at = CASE WHEN applied_steps_count = 0 THEN now() END
     WHERE finished_at IS NULL AND rolled_back_at IS NULL`);
}

async function unfinishedName(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ migration_name: string }>(
    'SELECT migration_name FROM public._prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL ORDER BY started_at DESC LIMIT 1',
  );
  return rows[0]?.migration_name ?? 'unknown';
}

function describeFailure(error: unknown, name: string): SetupError {
  const hint = error instanceof pg.DatabaseError && error.where !== undefined ? ` (${error.where.split('\n')[0] ?? ''})` : '';
  return new SetupError(
    `The database migration ${name} failed and changed nothing: ${messageOf(error)}${hint}; repair its cause and start again.`,
  );
}

async function connect(client: pg.Client): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    throw new SetupError(
      `The database does not answer (${messageOf(error)}); start it or correct DATABASE_OWNER_URL (or DATABASE_URL).`,
    );
  }
}
