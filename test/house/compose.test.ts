import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/config/config.js';
import { envSchema } from '../../src/config/env.js';
import { fromPackageRoot } from '../../src/config/package-root.js';

const environmentSchema = z.record(z.string(), z.string()).default({});
const serviceSchema = z.object({
  image: z.string(),
  environment: environmentSchema,
  ports: z.array(z.string()).default([]),
  restart: z.string(),
  healthcheck: z.object({ disable: z.boolean().optional() }).optional(),
  volumes: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  command: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
});
const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  volumes: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

const text = readFileSync(fromPackageRoot('docker-compose.yml'), 'utf8');
const compose = composeSchema.parse(parse(text, { merge: true }));
const services = Object.entries(compose.services);
const salur = services.filter(([, { image }]) => image.startsWith('salur:'));

describe('docker-compose.yml', () => {
  it.each(services)('%s runs one named version', (_name, { image }) => {
    expect(image).toMatch(/^[a-z0-9/-]+:v?\d+\.\d+(\.\d+)?$/);
  });

  it.each(services)('%s opens no port beyond this host', (_name, { ports }) => {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it.each(services)('%s starts again after a failure', (_name, { restart }) => {
    expect(restart).toMatch(/^(unless-stopped|on-failure:\d+)$/);
  });

  it.each(services)('%s has no secret of its own and no default for one', (_name, { environment }) => {
    for (const [setting, value] of Object.entries(environment)) {
      if (!/PASSWORD|PWD|SECRET|_URL$/.test(setting)) continue;
      const withoutAsked = value.replaceAll(/\$\{[A-Z_]+:\?[^}]*\}|\$\{MAIL_[A-Z_]+:-\}/g, '');
      expect(withoutAsked).toMatch(/^(postgresql:\/\/salur_[a-z]+:@postgres:5432\/salur)?$/);
    }
  });

  it('names in env.example every value that it asks for, all of them empty', () => {
    const asked = [...text.matchAll(/\$\{([A-Z_]+):[?-]/g)]
      .map((match) => match[1] ?? '')
      .filter((name) => name !== 'LOG_LEVEL');
    const example = readFileSync(fromPackageRoot('deploy', 'env.example'), 'utf8');
    const offered = example.split('\n').filter((line) => /^[A-Z_]+=/.test(line));
    expect(offered.map((line) => line.replace(/=.*/, '')).toSorted((a, b) => a.localeCompare(b))).toEqual(
      [...new Set(asked)].toSorted((a, b) => a.localeCompare(b)),
    );
    expect(offered.filter((line) => !line.endsWith('='))).toEqual([]);
  });

  it.each(salur)(
    '%s may change nothing but its own /tmp, holds the key file, and has no demonstration accounts',
    (_name, service) => {
      expect(service.read_only).toBe(true);
      expect(service.cap_drop).toEqual(['ALL']);
      expect(service.secrets).toEqual(['salur-keys']);
      expect(service.environment['NODE_ENV']).toBe('production');
      expect(service.command?.join(' ')).not.toContain('demo');
    },
  );

  it.each(salur)(
    '%s is told every setting that production asks for, and none that the program does not know',
    (_name, service) => {
      const settings = Object.entries(service.environment).map(([name, value]) => [name, filled(name, value)] as const);
      const { production, demo, database, temporal, smtpUrl, web, masterKeyFile } = readConfig(
        Object.fromEntries(settings),
      );

      expect({ production, demo, masterKeyFile }).toEqual({
        production: true,
        demo: false,
        masterKeyFile: '/run/secrets/salur-keys',
      });
      expect(database?.appUrl).toBe('postgresql://salur_app:filled@postgres:5432/salur');
      expect(database?.authUrl).toBe('postgresql://salur_auth:filled@postgres:5432/salur');
      expect(temporal).toMatchObject({ address: 'temporal:7233', namespace: 'salur' });
      expect(smtpUrl).toBe('smtp://mail.example.org');
      expect(web.publicUrl).toBe('https://salur.example.org');
      const known = [...Object.keys(envSchema.shape), 'LOG_LEVEL'];
      expect(Object.keys(service.environment).filter((name) => !known.includes(name))).toEqual([]);
    },
  );

  it('gives the owner of the tables to the migration alone', () => {
    const owners = services.filter(([, { environment }]) => environment['DATABASE_OWNER_URL'] !== undefined);
    expect(owners.map(([name]) => name)).toEqual(['migrate']);
  });

  it('waits for what each service needs', () => {
    for (const name of ['web', 'worker']) {
      expect(compose.services[name]?.depends_on).toEqual({
        migrate: { condition: 'service_completed_successfully' },
        'temporal-namespace': { condition: 'service_completed_successfully' },
      });
    }
    for (const [, { depends_on: needs }] of services) {
      for (const [needed, { condition }] of Object.entries(needs)) {
        const service = compose.services[needed];
        expect(Object.keys(compose.services)).toContain(needed);
        // A service is waited for either until it is healthy, which takes a health check, or until it has done its work.
        if (condition === 'service_healthy') expect(service?.healthcheck?.disable).toBeUndefined();
        else expect(service?.restart).toMatch(/^on-failure/);
      }
    }
  });

  it('declares every volume and secret that it mounts', () => {
    const named = services.flatMap(([, { volumes }]) => volumes).map((volume) => volume.split(':')[0] ?? '');
    const declared = named.filter((volume) => !volume.startsWith('./'));
    expect([...new Set(declared)].toSorted((a, b) => a.localeCompare(b))).toEqual(
      Object.keys(compose.volumes).toSorted((a, b) => a.localeCompare(b)),
    );
    expect(Object.keys(compose.secrets)).toEqual(['salur-keys']);
  });
});

/** The value with what .env would put in its place. */
function filled(name: string, value: string): string {
  const examples: Record<string, string> = {
    SMTP_URL: 'smtp://mail.example.org',
    SALUR_PUBLIC_URL: 'https://salur.example.org',
  };
  return value.replaceAll(/\$\{[A-Z_]+:[?-][^}]*\}/g, examples[name] ?? 'filled');
}

describe('the settings of the production servers', () => {
  it('are those of the embedded Temporal where Salur depends on them', () => {
    const deployed = z
      .record(z.string(), z.array(z.object({ value: z.number() })))
      .parse(parse(readFileSync(fromPackageRoot('deploy', 'temporal-dynamic-config.yaml'), 'utf8')));
    const embedded = readFileSync(fromPackageRoot('src', 'infra', 'embedded', 'temporal.ts'), 'utf8');
    for (const [name, values] of Object.entries(deployed)) {
      expect(embedded).toContain(`${name}=${values[0]?.value ?? 'none'}`);
    }
  });

  it('are those search attributes that the program asks for', () => {
    const script = readFileSync(fromPackageRoot('deploy', 'temporal-namespace.sh'), 'utf8');
    const program = readFileSync(fromPackageRoot('src', 'infra', 'temporal', 'prepare-namespace.ts'), 'utf8');
    const pairs = [...program.matchAll(/^ {2}([A-Z]\w+): '(Keyword|Int)'/gm)].map((match) => `${match[1]}=${match[2]}`);
    expect(pairs.length).toBeGreaterThan(0);
    expect(script).toContain(`for pair in ${pairs.join(' ')}; do`);
  });
});
