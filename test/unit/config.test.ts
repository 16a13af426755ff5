import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config/config.js';
import { SetupError } from '../../src/config/setup-error.js';

let folder: string;
let pem: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'salur-config-'));
  pem = join(folder, 'some.pem');
  writeFileSync(pem, 'a key\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

const database = {
  DATABASE_URL: 'postgresql://salur_app:a@db:5432/salur',
  AUTH_DATABASE_URL: 'postgresql://salur_auth:b@db:5432/salur',
};

const production = {
  ...database,
  NODE_ENV: 'production',
  TEMPORAL_ADDRESS: 'temporal:7233',
  SMTP_URL: 'smtps://mail.example.org:465',
  SALUR_PUBLIC_URL: 'https://salur.example.org',
};

describe('reading the settings', () => {
  it('needs none: the embedded parts and .salur are used', () => {
    expect(readConfig({})).toEqual({
      production: false,
      home: resolve('.salur'),
      database: undefined,
      temporal: undefined,
      smtpUrl: undefined,
      namespace: 'salur',
      web: { host: '127.0.0.1', port: undefined, publicUrl: undefined },
      masterKeyFile: resolve('.salur', 'keys', 'master.key'),
      checkpointKeyFile: resolve('.salur', 'keys', 'checkpoint.key'),
      checkpointFolder: resolve('.salur', 'checkpoints'),
      demo: false,
      steppedClock: false,
    });
  });

  it('takes an empty value as not set', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: ' ' }).database).toBeUndefined();
  });

  it('uses the app address for migrations where no owner is named', () => {
    expect(readConfig(database).database).toEqual({
      appUrl: database.DATABASE_URL,
      ownerUrl: database.DATABASE_URL,
      authUrl: database.AUTH_DATABASE_URL,
    });
  });

  it('reads a secret from the file that its setting names', () => {
    const secret = join(folder, 'api-key');
    writeFileSync(secret, 'abc\n');
    const { temporal } = readConfig({ TEMPORAL_ADDRESS: 'cloud.example.org:7233', TEMPORAL_API_KEY_FILE: secret });
    expect(temporal?.apiKey).toBe('abc');
  });

  it('speaks TLS when a certificate authority is named, and not when TEMPORAL_TLS is false', () => {
    const settings = { TEMPORAL_ADDRESS: 'temporal:7233', TEMPORAL_TLS_CA: pem };
    expect(readConfig(settings).temporal?.tls?.caFile).toBe(pem);
    expect(readConfig({ ...settings, TEMPORAL_TLS: 'false' }).temporal?.tls).toBeUndefined();
  });

  it('accepts a whole production', () => {
    expect(readConfig(production)).toMatchObject({ production: true, demo: false });
  });
});

describe('a wrong or missing setting', () => {
  const cases: readonly (readonly [NodeJS.ProcessEnv, string])[] = [
    [
      { DATABASE_URL: 'mysql://db' },
      'DATABASE_URL is no PostgreSQL address; write it like postgresql://user:password@host:5432/salur.',
    ],
    [{ PORT: 'eighty' }, 'PORT is no port number; write a number from 1 to 65535.'],
    [{ PORT: '70000' }, 'PORT is too large; write a number from 1 to 65535.'],
    [{ PORT: '1.5' }, 'PORT is no whole number; write a number from 1 to 65535.'],
    [{ SMTP_URL: 'mail.example.org' }, 'SMTP_URL is no mail server; write it like smtps://user:password@host:465.'],
    [
      { TEMPORAL_ADDRESS: 'https://temporal' },
      'TEMPORAL_ADDRESS is no host:port; write it like temporal.example.org:7233.',
    ],
    [{ TEMPORAL_TLS: 'yes' }, 'TEMPORAL_TLS is neither true nor false; write true or false.'],
    [
      { TEMPORAL_TLS_CERT: '/nowhere.pem' },
      'TEMPORAL_TLS_CERT is the name of a file that does not exist; correct the path.',
    ],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV is none of production, development and test; write one of them or unset it.'],
    [
      { SALUR_PUBLIC_URL: 'https://a.example.org/salur' },
      'SALUR_PUBLIC_URL is more than the root of a site; write it without a path, like https://salur.example.org.',
    ],
    [
      { DATABASE_URL: database.DATABASE_URL },
      'AUTH_DATABASE_URL is missing although DATABASE_URL is set; set it to the same database with the role salur_auth.',
    ],
    [
      { DATABASE_OWNER_URL: database.DATABASE_URL },
      'DATABASE_URL is missing although DATABASE_OWNER_URL is set; set it to the address for the role salur_app, or unset both.',
    ],
    [
      { TEMPORAL_API_KEY: 'abc' },
      'TEMPORAL_ADDRESS is missing although TEMPORAL_API_KEY is set; set it to host:port of the Temporal server, or unset both.',
    ],
    [
      { TEMPORAL_ADDRESS: 'temporal:7233', TEMPORAL_API_KEY: 'abc', TEMPORAL_TLS: 'false' },
      'TEMPORAL_TLS is false although TEMPORAL_API_KEY is set; an API key travels over TLS only, so unset one of them.',
    ],
    [
      { SMTP_URL: 'smtp://mail:25', SMTP_URL_FILE: '/run/secrets/smtp' },
      'Both SMTP_URL and SMTP_URL_FILE are set; keep one of them.',
    ],
    [
      { ...production, SALUR_DEMO: 'true' },
      'SALUR_DEMO (--demo) is on although NODE_ENV is production; demonstration accounts have known passwords, so leave it out.',
    ],
    [
      { ...production, SALUR_STEPPED_CLOCK: '1' },
      'SALUR_STEPPED_CLOCK is true although NODE_ENV is production; only simulations and tests step the clock, so unset it.',
    ],
    [
      { NODE_ENV: 'production' },
      'DATABASE_URL is missing although NODE_ENV is production; set it to your PostgreSQL with the role salur_app.',
    ],
    [
      { ...production, SMTP_URL: undefined },
      'SMTP_URL is missing although NODE_ENV is production; set it to your mail server, like smtps://user:password@host:465.',
    ],
  ];

  it.each(cases)('%j is answered by one sentence', (settings, sentence) => {
    expect(() => readConfig(settings)).toThrow(new SetupError(sentence));
  });

  it('names a certificate without its key', () => {
    expect(() => readConfig({ TEMPORAL_ADDRESS: 'temporal:7233', TEMPORAL_TLS_CERT: pem })).toThrow(
      'TEMPORAL_TLS_KEY is missing; a client certificate and its key are set together or not at all.',
    );
  });

  it('names an unreadable secret file', () => {
    expect(() => readConfig({ SMTP_URL_FILE: '/nowhere' })).toThrow(
      /^SMTP_URL_FILE names \/nowhere, which cannot be read/,
    );
  });
});
