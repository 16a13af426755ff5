import pg from 'pg';
import { errorCodeOf, messageOf, SetupError } from '../../config/setup-error.js';
import { setLoginPasswords } from '../db/set-login-passwords.js';
import { migrateDatabase } from '../db/migrate-database.js';
import type { DatabasePasswords } from './database-passwords.js';

export interface DatabaseUrls {
  /** Role salur_owner: owns the tables, makes roles and databases, sees every row; no superuser. Migrations and checks only. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  /** Not known where DATABASE_URL names another server. */
  readonly reportUrl: string | undefined;
}

const DATABASE = 'salur';

export function embeddedDatabaseUrls(port: number, passwords: DatabasePasswords, database = DATABASE): DatabaseUrls {
  const url = (role: string, password: string): string =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    ownerUrl: url('salur_owner', passwords.owner),
    appUrl: url('salur_app', passwords.app),
    authUrl: url('salur_auth', passwords.auth),
    reportUrl: url('salur_report', passwords.report),
  };
}

/** Owner role and database on a fresh server; nothing on one that has them. */
export async function createOwnerAndDatabase(port: number, passwords: DatabasePasswords): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: passwords.superuser,
    database: 'postgres',
  });
  try {
    await client.connect();
  } catch (error) {
    throw new SetupError(
      errorCodeOf(error) === '28P01'
        ? 'The embedded PostgreSQL refuses the password kept in SALUR_HOME; put postgres-passwords.json back from a copy, or move the folder away to start anew.'
        : `The embedded PostgreSQL does not accept connections: ${messageOf(error)}; start again.`,
    );
  }
  try {
    const { rows } = await client.query<{ owner: boolean; database: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'salur_owner') AS owner,
              EXISTS (SELECT FROM pg_database WHERE datname = $1) AS database`,
      [DATABASE],
    );
    if (rows[0]?.owner !== true) {
      await client.query(
        `CREATE ROLE salur_owner LOGIN CREATEROLE CREATEDB BYPASSRLS PASSWORD ${client.escapeLiteral(passwords.owner)}`,
      );
      // The migrations give functions to roles they create themselves, which takes membership in them.
      await client.query(`ALTER ROLE salur_owner SET createrole_self_grant = 'set, inherit'`);
    }
    if (rows[0]?.database !== true)
      await client.query(`CREATE DATABASE ${DATABASE} OWNER salur_owner TEMPLATE template0`);
  } finally {
    await client.end();
  }
}

export async function migrateAndOpen(urls: DatabaseUrls, migrations: string | undefined): Promise<string[]> {
  const applied = await migrateDatabase({
    ownerUrl: urls.ownerUrl,
    ...(migrations === undefined ? {} : { folder: migrations }),
  });
  await setLoginPasswords(
    urls.ownerUrl,
    [urls.appUrl, urls.authUrl, urls.reportUrl].filter((url) => url !== undefined),
  );
  return applied;
}
