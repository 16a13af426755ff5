import { connectTemporal, type TemporalSettings } from '../temporal/connect-temporal.js';
import { prepareNamespace } from '../temporal/prepare-namespace.js';
import { readDatabasePasswords } from './database-passwords.js';
import { lockHome, type HomeLock } from './home-lock.js';
import { openHome } from './open-home.js';
import { startPostgres, type EmbeddedPostgres } from './postgres.js';
import {
  createOwnerAndDatabase,
  embeddedDatabaseUrls,
  migrateAndOpen,
  type DatabaseUrls,
} from './provision-database.js';
import { startSmtpInbox, type SmtpInbox } from './smtp-inbox.js';
import { supervisePart, type Supervision, type SupervisionEvent } from './supervise-part.js';
import { startTemporal, type EmbeddedTemporal } from './temporal.js';
import { findTemporalCli } from './temporal-cli.js';
import { makeTemporaryHome, removeHome } from './temporary-home.js';

export interface StackOptions {
  /** Where everything lies. Without it a temporary home is made, and deleted when the stack is disposed. */
  readonly home?: string;
  /** What is given here is used instead of the embedded part. */
  readonly database?: DatabaseUrls;
  readonly temporal?: TemporalSettings;
  readonly smtpUrl?: string;
  /** Default: salur. */
  readonly namespace?: string;
  /** Temporal's own pages; default no. */
  readonly temporalUi?: boolean;
  /** Default: prisma/migrations; false leaves the database empty. */
  readonly migrations?: string | false;
  /** Of the embedded PostgreSQL, instead of its usual ones. */
  readonly postgresSettings?: readonly string[];
  readonly say?: (text: string) => void;
}

export interface Stack extends AsyncDisposable, DatabaseUrls {
  readonly home: string;
  readonly temporal: TemporalSettings;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly smtpUrl: string;
  /** The embedded parts that run; undefined where the settings name another server. */
  readonly parts: {
    readonly postgres: EmbeddedPostgres | undefined;
    readonly temporal: EmbeddedTemporal | undefined;
    readonly inbox: SmtpInbox | undefined;
  };
  readonly appliedMigrations: readonly string[];
  /** True when Temporal starts without memory and the database, being older, may hold running cases. */
  readonly temporalLostCases: boolean;
  readonly lock: HomeLock;
  /** Ended before the parts are, so that nothing is started again while it stops. */
  readonly watches: Supervision[];
  stop(): Promise<void>;
}

/** PostgreSQL, Temporal and the mail inbox, migrated and ready; stopped by `stop()` or `await using`. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const ephemeral = options.home === undefined;
  const home = openHome(options.home ?? (await makeTemporaryHome()));
  const lock = lockHome(home);
  const running: Running = { postgres: undefined, temporal: undefined, inbox: undefined };
  const watches: Supervision[] = [];
  const stop = async (): Promise<void> => {
    for (const watch of watches) await watch.stop();
    await stopAll(running);
    lock.release();
    if (ephemeral) removeHome(home);
  };
  try {
    return await assemble({ ...options, home, ephemeral, lock, running, watches, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

export function superviseStack(stack: Stack, tell: (event: SupervisionEvent) => void = () => undefined): Supervision {
  const parts = [stack.parts.postgres, stack.parts.temporal].filter((part) => part !== undefined);
  const watches = parts.map((part) => supervisePart(part, tell));
  const supervision = {
    async stop(): Promise<void> {
      await Promise.all(watches.map(async (watch) => await watch.stop()));
    },
  };
  stack.watches.push(supervision);
  return supervision;
}

interface Running {
  postgres: EmbeddedPostgres | undefined;
  temporal: EmbeddedTemporal | undefined;
  inbox: SmtpInbox | undefined;
}

interface Assembly extends StackOptions {
  readonly home: string;
  readonly ephemeral: boolean;
  readonly lock: HomeLock;
  readonly running: Running;
  readonly watches: Supervision[];
  readonly stop: () => Promise<void>;
}

async function assemble(assembly: Assembly): Promise<Stack> {
  const { home, running, lock, watches, stop } = assembly;
  const results = await Promise.allSettled([openDatabase(assembly), openTemporal(assembly), openInbox(assembly)]);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const [database, temporal, smtpUrl] = results.map((result) =>
    result.status === 'fulfilled' ? result.value : undefined,
  ) as [OpenDatabase, TemporalSettings, string];
  return {
    ...database.urls,
    home,
    temporal,
    temporalAddress: temporal.address,
    namespace: temporal.namespace,
    smtpUrl,
    parts: running,
    appliedMigrations: database.applied,
    temporalLostCases: running.temporal?.fresh === true && running.postgres?.fresh !== true,
    lock,
    watches,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

interface OpenDatabase {
  readonly urls: DatabaseUrls;
  readonly applied: readonly string[];
}

async function openDatabase(assembly: Assembly): Promise<OpenDatabase> {
  const { home, ephemeral, database, migrations, running, say } = assembly;
  let urls = database;
  if (urls === undefined) {
    say?.('starting PostgreSQL');
    const passwords = readDatabasePasswords(home);
    running.postgres = await startPostgres({
      home,
      superuserPassword: passwords.superuser,
      ephemeral,
      settings: assembly.postgresSettings,
    });
    for (const note of running.postgres.notes) say?.(note);
    await createOwnerAndDatabase(running.postgres.port, passwords);
    urls = embeddedDatabaseUrls(running.postgres.port, passwords);
  }
  if (migrations === false) return { urls, applied: [] };
  const applied = await migrateAndOpen(urls, migrations);
  say?.(applied.length === 0 ? 'database up to date' : `database: ${applied.length} migrations applied`);
  return { urls, applied };
}

async function openTemporal({
  home,
  ephemeral,
  temporal,
  namespace,
  temporalUi,
  running,
  say,
}: Assembly): Promise<TemporalSettings> {
  if (temporal === undefined) {
    say?.('starting Temporal');
    const cli = await findTemporalCli(home, say);
    running.temporal = await startTemporal({
      home,
      cli,
      namespace: namespace ?? 'salur',
      ui: temporalUi ?? false,
      ephemeral,
    });
    return { address: running.temporal.address, namespace: running.temporal.namespace };
  }
  const connection = await connectTemporal(temporal);
  try {
    for (const note of await prepareNamespace(connection, temporal.namespace)) say?.(note);
  } finally {
    await connection.close();
  }
  return temporal;
}

async function openInbox({ home, smtpUrl, running }: Assembly): Promise<string> {
  if (smtpUrl !== undefined) return smtpUrl;
  running.inbox = await startSmtpInbox(home);
  return running.inbox.smtpUrl;
}

async function stopAll({ postgres, temporal, inbox }: Running): Promise<void> {
  await Promise.all([temporal?.stop(), inbox?.stop(), postgres?.stop()]);
}
