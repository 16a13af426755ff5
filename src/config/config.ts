import { isAbsolute, join, resolve } from 'node:path';
import { readEnv, type Env } from './env.js';
import { readSecrets } from './read-secrets.js';
import { SetupError } from './setup-error.js';

/** Everything a process of Salur is told from outside. */
export interface Config {
  readonly production: boolean;
  /** Absolute. */
  readonly home: string;
  /** undefined: the embedded part is used. */
  readonly database: DatabaseConfig | undefined;
  readonly temporal: TemporalConfig | undefined;
  readonly smtpUrl: string | undefined;
  /** Used for the embedded server too. */
  readonly namespace: string;
  readonly web: WebConfig;
  readonly masterKeyFile: string;
  /** Where signed checkpoints go: best a share that the database's administrator cannot write to. */
  readonly checkpointFolder: string;
  /** Made at its first use; its loss costs no data, but later checkpoints carry another key. */
  readonly checkpointKeyFile: string;
  readonly demo: boolean;
  readonly steppedClock: boolean;
}

export interface WebConfig {
  /** The address to listen on; containers set HOST to 0.0.0.0. */
  readonly host: string;
  /** undefined: 3000 or the next free one. */
  readonly port: number | undefined;
  /** Without a slash at its end. */
  readonly publicUrl: string | undefined;
}

export interface DatabaseConfig {
  /** Role salur_app. */
  readonly appUrl: string;
  /** Runs the migrations. */
  readonly ownerUrl: string;
  /** Role salur_auth. */
  readonly authUrl: string;
}

export interface TemporalConfig {
  readonly address: string;
  readonly namespace: string;
  readonly apiKey: string | undefined;
  readonly tls: TemporalTlsConfig | undefined;
}

export interface TemporalTlsConfig {
  readonly certFile: string | undefined;
  readonly keyFile: string | undefined;
  readonly caFile: string | undefined;
  readonly serverName: string | undefined;
}

const DEFAULT_NAMESPACE = 'salur';

/** Environment → settings, or a SetupError whose one sentence names the setting and the remedy. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const settings = readEnv(readSecrets(env));
  const home = resolve(settings.SALUR_HOME);
  const config: Config = {
    production: settings.NODE_ENV === 'production',
    home,
    database: databaseOf(settings),
    temporal: temporalOf(settings),
    smtpUrl: settings.SMTP_URL,
    namespace: settings.TEMPORAL_NAMESPACE ?? DEFAULT_NAMESPACE,
    web: { host: settings.HOST, port: settings.PORT, publicUrl: settings.SALUR_PUBLIC_URL?.replace(/\/$/, '') },
    masterKeyFile: masterKeyFileOf(settings, home),
    checkpointKeyFile: join(home, 'keys', 'checkpoint.key'),
    checkpointFolder: resolve(settings.SALUR_CHECKPOINTS ?? join(home, 'checkpoints')),
    demo: settings.SALUR_DEMO ?? false,
    steppedClock: settings.SALUR_STEPPED_CLOCK ?? false,
  };
  if (config.production) refuseInProduction(config);
  return config;
}

function databaseOf(settings: Env): DatabaseConfig | undefined {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, AUTH_DATABASE_URL: authUrl } = settings;
  if (appUrl === undefined) {
    const orphan =
      ownerUrl === undefined ? (authUrl === undefined ? undefined : 'AUTH_DATABASE_URL') : 'DATABASE_OWNER_URL';
    if (orphan === undefined) return undefined;
    throw new SetupError(
      `DATABASE_URL is missing although ${orphan} is set; set it to the address for the role salur_app, or unset both.`,
    );
  }
  if (authUrl === undefined) {
    throw new SetupError(
      'AUTH_DATABASE_URL is missing although DATABASE_URL is set; set it to the same database with the role salur_auth.',
    );
  }
  return { appUrl, ownerUrl: ownerUrl ?? appUrl, authUrl };
}

function temporalOf(settings: Env): TemporalConfig | undefined {
  const tls = tlsOf(settings);
  if (settings.TEMPORAL_ADDRESS === undefined) {
    const orphan =
      settings.TEMPORAL_API_KEY === undefined ? (tls === undefined ? undefined : 'TEMPORAL_TLS') : 'TEMPORAL_API_KEY';
    if (orphan === undefined) return undefined;
    throw new SetupError(
      `TEMPORAL_ADDRESS is missing although ${orphan} is set; set it to host:port of the Temporal server, or unset both.`,
    );
  }
  if (settings.TEMPORAL_API_KEY !== undefined && settings.TEMPORAL_TLS === false) {
    throw new SetupError(
      'TEMPORAL_TLS is false although TEMPORAL_API_KEY is set; an API key travels over TLS only, so unset one of them.',
    );
  }
  return {
    address: settings.TEMPORAL_ADDRESS,
    namespace: settings.TEMPORAL_NAMESPACE ?? DEFAULT_NAMESPACE,
    apiKey: settings.TEMPORAL_API_KEY,
    tls,
  };
}

function tlsOf(settings: Env): TemporalTlsConfig | undefined {
  const { TEMPORAL_TLS_CERT: certFile, TEMPORAL_TLS_KEY: keyFile, TEMPORAL_TLS_CA: caFile } = settings;
  if ((certFile === undefined) !== (keyFile === undefined)) {
    const missing = certFile === undefined ? 'TEMPORAL_TLS_CERT' : 'TEMPORAL_TLS_KEY';
    throw new SetupError(`${missing} is missing; a client certificate and its key are set together or not at all.`);
  }
  const wanted = settings.TEMPORAL_TLS ?? (certFile !== undefined || caFile !== undefined);
  return wanted ? { certFile, keyFile, caFile, serverName: settings.TEMPORAL_TLS_SERVER_NAME } : undefined;
}

function masterKeyFileOf(settings: Env, home: string): string {
  const named = settings.SALUR_MASTER_KEY_FILE;
  if (named === undefined) return join(home, 'keys', 'master.key');
  return isAbsolute(named) ? named : resolve(named);
}

function refuseInProduction(config: Config): void {
  const refusals: readonly (readonly [boolean, string])[] = [
    [
      config.demo,
      'SALUR_DEMO (--demo) is on although NODE_ENV is production; demonstration accounts have known passwords, so leave it out.',
    ],
    [
      config.steppedClock,
      'SALUR_STEPPED_CLOCK is true although NODE_ENV is production; only simulations and tests step the clock, so unset it.',
    ],
    [
      config.database === undefined,
      'DATABASE_URL is missing although NODE_ENV is production; set it to your PostgreSQL with the role salur_app.',
    ],
    [
      config.temporal === undefined,
      'TEMPORAL_ADDRESS is missing although NODE_ENV is production; set it to host:port of your Temporal server.',
    ],
    [
      config.smtpUrl === undefined,
      'SMTP_URL is missing although NODE_ENV is production; set it to your mail server, like smtps://user:password@host:465.',
    ],
    [
      config.web.publicUrl === undefined,
      'SALUR_PUBLIC_URL is missing although NODE_ENV is production; set it to the address people open, like https://salur.example.org.',
    ],
  ];
  const refusal = refusals.find(([refused]) => refused);
  if (refusal !== undefined) throw new SetupError(refusal[1]);
}
