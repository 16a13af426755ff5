import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import pg from 'pg';
import type { Diagnosis, DoctorOptions, Finding } from '../cli/diagnosis.js';
import { readConfig, type Config } from '../config/config.js';
import { fromPackageRoot } from '../config/package-root.js';
import { messageOf } from '../config/setup-error.js';
import { loadMasterKey } from '../infra/crypto/master-key.js';
import { readMigrations } from '../infra/db/read-migrations.js';
import { buildContext, type OpenContext } from './build-context.js';
import { compareWithTemporal } from './compare-with-temporal.js';
import { findServers, type Servers } from './find-servers.js';
import { examineRecord, type RecordFindings } from '../app/doctor/examine-record.js';

type Part = Finding['part'];

const LIMIT_MS = 5_000;

/** Asks every part in turn, from the settings outwards; a part that does not answer keeps those behind it from being asked. */
export async function diagnose(options: DoctorOptions): Promise<Diagnosis> {
  const findings: Finding[] = [];
  for await (const finding of examine(options)) findings.push(finding);
  return { healthy: findings.every((finding) => finding.level !== 'wrong'), findings };
}

async function* examine(options: DoctorOptions): AsyncGenerator<Finding> {
  const found = settings();
  yield* found.findings;
  if (found.config === null || found.servers === null) return;
  const { config, servers } = found;
  yield* await migrations(servers);
  yield* await keys(config);
  yield* await mailServer(servers);
  let ctx: OpenContext;
  try {
    ctx = await buildContext({
      databaseUrl: servers.database.appUrl,
      databaseConnections: 2,
      temporal: servers.temporal,
      masterKeyFile: config.masterKeyFile,
      publicUrl: config.web.publicUrl ?? 'http://127.0.0.1:3000',
      // only to look: the doctor must be able to read a simulation's record too
      allowSteppedClock: true,
      processName: 'doctor',
    });
  } catch (error) {
    yield wrong('temporal', messageOf(error), 'start Temporal, or correct TEMPORAL_ADDRESS');
    return;
  }
  await using open = ctx;
  try {
    const record = await examineRecord(open);
    yield* cases(record, config);
    yield* await compareWithTemporal(open, servers.temporal.namespace, record, options);
  } catch (error) {
    yield wrong(
      'database',
      `The app role cannot work: ${messageOf(error)}`,
      'see that DATABASE_URL names the role salur_app',
    );
  }
}

function settings(): { config: Config | null; servers: Servers | null; findings: readonly Finding[] } {
  try {
    const config = readConfig();
    const servers = findServers(config);
    const where = config.database === undefined ? `the servers of ${config.home}` : 'servers named by the settings';
    return { config, servers, findings: [ok('settings', `The settings are in order; ${where}.`)] };
  } catch (error) {
    return { config: null, servers: null, findings: [wrong('settings', messageOf(error), '')] };
  }
}

/** Needs the owner's connection: the app role does not see Prisma's table. */
async function migrations({ database }: Servers): Promise<readonly Finding[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl, connectionTimeoutMillis: LIMIT_MS });
  try {
    await client.connect();
  } catch (error) {
    return [
      wrong('database', `The database does not answer: ${messageOf(error)}`, 'start it, or correct DATABASE_URL'),
    ];
  }
  try {
    const { rows: version } = await client.query<{ server_version: string }>('show server_version');
    const answers = ok('database', `PostgreSQL ${version[0]?.server_version ?? ''} answers.`);
    const { rows } = await client.query<{ migration_name: string; finished_at: Date | null }>(
      'select migration_name, finished_at from _prisma_migrations where rolled_back_at is null',
    );
    const applied = new Set(rows.filter((row) => row.finished_at !== null).map((row) => row.migration_name));
    const known = readMigrations(fromPackageRoot('prisma', 'migrations')).migrationDirectories.map(
      (entry) => entry.path,
    );
    const missing = known.filter((name) => !applied.has(name));
    const strange = [...applied].filter((name) => !known.includes(name));
    if (missing.length > 0) {
      return [
        answers,
        wrong('migrations', `${missing.length} migrations are missing: ${missing.join(', ')}.`, 'run "salur migrate"'),
      ];
    }
    if (strange.length > 0) {
      return [
        answers,
        wrong('migrations', `The database is newer than this Salur: ${strange.join(', ')}.`, 'run the newer release'),
      ];
    }
    return [answers, ok('migrations', `All ${known.length} migrations are applied.`)];
  } catch (error) {
    return [
      wrong(
        'migrations',
        `They cannot be read: ${messageOf(error)}`,
        'run "salur migrate", with DATABASE_OWNER_URL set',
      ),
    ];
  } finally {
    await client.end();
  }
}

async function keys({ masterKeyFile }: Config): Promise<readonly Finding[]> {
  try {
    const { fingerprint } = await loadMasterKey(masterKeyFile);
    return [ok('keys', `The key file ${masterKeyFile} is readable (${fingerprint}).`)];
  } catch (error) {
    const remedy = existsSync(masterKeyFile)
      ? ''
      : 'put it back from its backup; without it sealed fields cannot be read';
    return [wrong('keys', messageOf(error), remedy)];
  }
}

async function mailServer({ smtpUrl }: Servers): Promise<readonly Finding[]> {
  if (smtpUrl === undefined) return [notice('mail', 'No mail server is named.', 'set SMTP_URL')];
  const url = new URL(smtpUrl);
  const port = Number(url.port === '' ? (url.protocol === 'smtps:' ? 465 : 25) : url.port);
  const refusal = await new Promise<string | null>((resolve) => {
    const socket = connect({ host: url.hostname, port, timeout: LIMIT_MS });
    const settle = (answer: string | null): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(null));
    socket.once('timeout', () => settle('no answer'));
    socket.once('error', (error) => settle(error.message));
  });
  return refusal === null
    ? [ok('mail', `The mail server ${url.hostname}:${port} accepts connections.`)]
    : [
        wrong(
          'mail',
          `The mail server ${url.hostname}:${port} does not answer (${refusal}).`,
          'mails wait; decisions do not',
        ),
      ];
}

function* cases(record: RecordFindings, config: Config): Generator<Finding> {
  if (record.stepped && config.production) {
    yield wrong('database', 'A stepped clock rules this database.', 'it belongs to a simulation; use another database');
  }
  if (record.running.length === 0) yield ok('cases', 'No case is running.');
  for (const { label, waitsFor, cases: count, overdue } of record.running) {
    const whom = waitsFor.length === 0 ? 'nobody' : waitsFor.join(', ');
    const words = `${count} in "${label}", waiting for ${whom}${overdue > 0 ? `, ${overdue} overdue` : ''}.`;
    yield overdue > 0 ? notice('cases', words, '') : ok('cases', words);
  }
  for (const year of record.yearsWithoutCalendar)
    yield notice(
      'calendar',
      `The calendar of ${year} has no holidays: every Monday to Friday counts as a working day.`,
      'enter them on the page /calendar, or by "salur calendar set"',
    );
  const { queued, refused, oldest, unsentSince, lastError } = record.mails;
  if (queued > 0) {
    const why = lastError === null ? '' : ` Last error: ${lastError}`;
    yield notice('mail', `${queued} mails wait, the oldest since ${oldest?.toISOString() ?? ''}.${why}`, '');
  }
  // a stepped clock jumps over the seconds that the mailer needs
  if (unsentSince !== null && !record.stepped)
    yield wrong(
      'mail',
      `Nobody has taken the mails that were due since ${unsentSince.toISOString()}.`,
      'see that a worker runs with SMTP_URL; it starts the mailer again by itself',
    );
  if (refused > 0)
    yield notice(
      'mail',
      `${refused} mails were refused for good by their server.`,
      'the administrator’s list of mails says why',
    );
  if (record.lateAlarms > 0) {
    yield wrong(
      'agreement',
      `${record.lateAlarms} deadlines have passed without anybody being told.`,
      'see that a worker runs, then "salur doctor --rebuild"',
    );
  }
}

export function ok(part: Part, words: string): Finding {
  return { part, level: 'ok', words, remedy: '' };
}
export function notice(part: Part, words: string, remedy: string): Finding {
  return { part, level: 'notice', words, remedy };
}
export function wrong(part: Part, words: string, remedy: string): Finding {
  return { part, level: 'wrong', words, remedy };
}
