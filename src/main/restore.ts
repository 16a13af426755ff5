import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { examineRecord } from '../app/doctor/examine-record.js';
import { verifyChain } from '../app/record/verify-chain.js';
import type { RestoreOptions, RestoreReport } from '../cli/backup-report.js';
import { readConfig, type Config, type DatabaseConfig } from '../config/config.js';
import { SetupError } from '../config/setup-error.js';
import { loadBackup } from '../infra/backup/load-backup.js';
import { KEYS_INSIDE, readBackup, type Manifest } from '../infra/backup/manifest.js';
import { loadMasterKey, masterNamed } from '../infra/crypto/master-key.js';
import { setLoginPasswords } from '../infra/db/set-login-passwords.js';
import { openDatabase } from '../infra/db/database.js';
import { startStack } from '../infra/embedded/stack.js';
import type { TemporalSettings } from '../infra/temporal/connect-temporal.js';
import { buildContext } from './build-context.js';
import { findDisagreement, rebuildWorkflows } from './rebuild-workflows.js';

/**
 * Puts a backup into an empty place: the database that the settings name, or a new home with servers of its own. The
 * order protects what cannot be made again: files and keys are judged before anything is written.
 */
export async function restore(options: RestoreOptions, say: (line: string) => void): Promise<RestoreReport> {
  const folder = resolve(options.folder);
  const config = readConfig();
  const manifest = await readBackup(folder);
  say(`the backup of ${manifest.madeAt} is whole`);
  if (config.database !== undefined) {
    await placeKeys(config, manifest, folder, options.keys);
    return restoreInto({ config, folder, manifest, database: config.database, temporal: config.temporal, say });
  }
  if (existsSync(join(config.home, 'postgres.json'))) {
    throw new SetupError(`${config.home} already holds a Salur; name a new folder by SALUR_HOME.`);
  }
  await placeKeys(config, manifest, folder, options.keys);
  await using stack = await startStack({ home: config.home, migrations: false, namespace: config.namespace, say });
  return await restoreInto({ config, folder, manifest, database: stack, temporal: stack.temporal, say });
}

interface Restoration {
  readonly config: Config;
  readonly folder: string;
  readonly manifest: Manifest;
  readonly database: DatabaseConfig & { readonly reportUrl?: string | undefined };
  readonly temporal: TemporalSettings | undefined;
  readonly say: (line: string) => void;
}

async function restoreInto({ config, folder, manifest, database, temporal, say }: Restoration): Promise<RestoreReport> {
  await loadBackup(database.ownerUrl, folder, manifest);
  await setLoginPasswords(
    database.ownerUrl,
    [database.appUrl, database.authUrl, database.reportUrl].filter((url) => url !== undefined),
  );
  say('the record is loaded; its chain is verified');
  const report = { madeAt: manifest.madeAt, rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0) };
  if (temporal === undefined) {
    await using db = openDatabase(database.appUrl, { connections: 2, allowSteppedClock: true });
    return { ...report, chain: await chainOf({ db }), workflows: null };
  }
  // opening the context proves that the key file opens every data key
  await using ctx = await buildContext({
    databaseUrl: database.appUrl,
    databaseConnections: 2,
    temporal,
    masterKeyFile: config.masterKeyFile,
    publicUrl: config.web.publicUrl ?? 'http://127.0.0.1:3000',
    allowSteppedClock: true,
    processName: 'restore',
  });
  const chain = await chainOf(ctx);
  const { expected } = await examineRecord(ctx);
  const { missing } = await findDisagreement(ctx.client, expected);
  const { started, failed } = await rebuildWorkflows(ctx.client, missing);
  return { ...report, chain, workflows: { started, failed: failed.length } };
}

async function chainOf(ctx: Parameters<typeof verifyChain>[0]): Promise<RestoreReport['chain']> {
  const { events, faults } = await verifyChain(ctx);
  return {
    events,
    faults: faults.map(({ stream, seq, fault }) => `${stream}${seq === null ? '' : ` at ${seq}`} ${fault}`),
  };
}

/** The key file in its place, and the right one: without it the restored fields and files would stay closed for ever. */
async function placeKeys(
  { masterKeyFile }: Config,
  { keys }: Manifest,
  folder: string,
  given: string | undefined,
): Promise<void> {
  const source = given ?? (keys.inside ? join(folder, KEYS_INSIDE) : undefined);
  const found = await loadMasterKey(existsSync(masterKeyFile) ? masterKeyFile : (source ?? masterKeyFile));
  if (masterNamed(found, keys.fingerprint) === undefined) {
    throw new SetupError(
      `The key file ${found.fingerprint} is not the one of this backup (${keys.fingerprint}); bring that one by --keys.`,
    );
  }
  if (existsSync(masterKeyFile) || source === undefined) return;
  await mkdir(dirname(masterKeyFile), { recursive: true, mode: 0o700 });
  await copyFile(source, masterKeyFile);
}
