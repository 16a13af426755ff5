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
const SCRIPT_LOCK = 5_164_003;

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
  const migrationsList = readMigrations(folder);
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  let failed: FailedScript | undefined;
  const engine = await openSchemaEngine(pool, async (script) => {
    try {
      await runWhole(pool, script);
    } catch (error) {
      failed = { script, error };
      throw error;
    }
  });
  try {
    const applied = await engine.applyMigrations({
      migrationsList,
      filters: { externalTables: [], externalEnums: [] },
    });
    return applied.appliedMigrationNames;
  } catch (error) {
    throw await describeFailure(pool, failed, error);
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * One message of the simple protocol is one transaction. The mark at its end commits with it, so that after a crash the
 * record tells a script that took effect from one that did not; the lock at its beginning makes the next run wait for a
 * script that the server still runs for a dead process. The connection is thrown away with whatever the script set.
 */
async function runWhole(pool: pg.Pool, script: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`${TAKE_SCRIPT_LOCK}${script}\n;${MARK_TAKEN_EFFECT}`);
  } finally {
    client.release(true);
  }
}

const TAKE_SCRIPT_LOCK = `SELECT pg_advisory_xact_lock_shared(${SCRIPT_LOCK});`;

const MARK_TAKEN_EFFECT = `
DO $mark$ BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    UPDATE public._prisma_migrations SET applied_steps_count = 1 WHERE finished_at IS NULL AND rolled_back_at IS NULL;
  END IF;
END $mark$`;

/** What a killed or failed run left open: finished if its script took effect, otherwise rolled back, to be tried again. */
async function settleInterrupted(client: pg.Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [SCRIPT_LOCK]);
  await client.query('SELECT pg_advisory_unlock($1)', [SCRIPT_LOCK]);
  const { rows } = await client.query<{ known: boolean }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS known`,
  );
  if (rows[0]?.known !== true) return;
  await client.query(`
    UPDATE public._prisma_migrations
       SET finished_at    = CASE WHEN applied_steps_count > 0 THEN now() END,
           rolled_back_at = CASE WHEN applied_steps_count = 0 THEN now() END
     WHERE finished_at IS NULL AND rolled_back_at IS NULL`);
}

interface FailedScript {
  readonly script: string;
  readonly error: unknown;
}

async function describeFailure(pool: pg.Pool, failed: FailedScript | undefined, error: unknown): Promise<SetupError> {
  if (failed === undefined) return new SetupError(`The database was not migrated: ${messageOf(error)}; start again.`);
  const { rows } = await pool.query<{ migration_name: string }>(
    'SELECT migration_name FROM public._prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL ORDER BY started_at DESC LIMIT 1',
  );
  const name = rows[0]?.migration_name ?? 'unknown';
  return new SetupError(
    `The database migration ${name} failed${placeOf(failed)} and changed nothing: ${messageOf(failed.error)}; repair its cause and start again.`,
  );
}

function placeOf({ script, error }: FailedScript): string {
  if (!(error instanceof pg.DatabaseError) || error.position === undefined) return '';
  const before = script.slice(0, Number(error.position) - 1 - TAKE_SCRIPT_LOCK.length);
  return ` at line ${before.split('\n').length}`;
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
