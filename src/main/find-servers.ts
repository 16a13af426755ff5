import { join } from 'node:path';
import { z } from 'zod';
import type { Config, DatabaseConfig } from '../config/config.js';
import { SetupError } from '../config/setup-error.js';
import { embeddedDatabaseUrls } from '../infra/embedded/provision-database.js';
import { databasePasswordsOf } from '../infra/embedded/database-passwords.js';
import { readJsonFile } from '../infra/embedded/private-file.js';
import { isProcessIdentity, isRunning } from '../infra/embedded/process-identity.js';
import type { TemporalSettings } from '../infra/temporal/connect-temporal.js';

export interface Servers {
  readonly database: DatabaseConfig;
  readonly temporal: TemporalSettings;
  /** Where mails go; undefined where nothing says so. */
  readonly smtpUrl: string | undefined;
}

const port = z.object({ port: z.number() });

/** The servers that the settings name; for each that they do not name, the one that `salur up` runs in SALUR_HOME. */
export function findServers(config: Config): Servers {
  return {
    database: config.database ?? embeddedDatabase(config),
    temporal: config.temporal ?? {
      address: `127.0.0.1:${portOf(config, 'temporal', 'TEMPORAL_ADDRESS')}`,
      namespace: config.namespace,
    },
    smtpUrl: config.smtpUrl ?? smtpOf(config.home),
  };
}

function embeddedDatabase(config: Config): DatabaseConfig {
  const found = portOf(config, 'postgres', 'DATABASE_URL');
  const passwords = databasePasswordsOf(config.home);
  if (passwords === undefined) throw notRunning(config, 'DATABASE_URL');
  return embeddedDatabaseUrls(found, passwords);
}

function portOf(config: Config, part: 'postgres' | 'temporal', setting: string): number {
  const running = readJsonFile(join(config.home, `${part}.process.json`));
  const { data } = port.safeParse(readJsonFile(join(config.home, `${part}.json`)));
  if (data === undefined || !isProcessIdentity(running) || !isRunning(running)) throw notRunning(config, setting);
  return data.port;
}

function smtpOf(home: string): string | undefined {
  const { data } = port.safeParse(readJsonFile(join(home, 'smtp.json')));
  return data === undefined ? undefined : `smtp://127.0.0.1:${data.port}`;
}

function notRunning(config: Config, setting: string): SetupError {
  return new SetupError(
    `Salur is not running in ${config.home}; start it with "salur up", name another folder by SALUR_HOME, or set ${setting} to a server of your own.`,
  );
}
