import { existsSync } from 'node:fs';
import { z } from 'zod';
import { SetupError } from './setup-error.js';

/** Each message completes the sentence "NAME is …; …": what it must be, and the remedy with an example. */
const flag = z
  .enum(['true', 'false', '1', '0'], { error: 'neither true nor false; write true or false' })
  .transform((text) => text === 'true' || text === '1');

const postgresUrl = urlWith(
  ['postgresql:', 'postgres:'],
  'no PostgreSQL address; write it like postgresql://user:password@host:5432/salur',
);

const file = z.string().refine(existsSync, { error: 'the name of a file that does not exist; correct the path' });

export const envSchema = z.object({
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  AUTH_DATABASE_URL: postgresUrl.optional(),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^(\[[0-9a-f:]+\]|[^\s:/]+):\d{1,5}$/i, { error: 'no host:port; write it like temporal.example.org:7233' })
    .optional(),
  TEMPORAL_NAMESPACE: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, { error: 'no namespace name; use letters, digits, dots and hyphens' })
    .optional(),
  TEMPORAL_TLS: flag.optional(),
  TEMPORAL_TLS_CERT: file.optional(),
  TEMPORAL_TLS_KEY: file.optional(),
  TEMPORAL_TLS_CA: file.optional(),
  TEMPORAL_TLS_SERVER_NAME: z.string().optional(),
  TEMPORAL_API_KEY: z.string().optional(),
  SMTP_URL: urlWith(['smtp:', 'smtps:'], 'no mail server; write it like smtps://user:password@host:465').optional(),
  SALUR_HOME: z.string().default('.salur'),
  PORT: z.coerce
    .number({ error: 'no port number; write a number from 1 to 65535' })
    .int({ error: 'no whole number; write a number from 1 to 65535' })
    .min(1, { error: 'too small; write a number from 1 to 65535' })
    .max(65_535, { error: 'too large; write a number from 1 to 65535' })
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  SALUR_PUBLIC_URL: urlWith(['http:', 'https:'], 'no web address; write it like https://salur.example.org')
    .refine((text) => new URL(text).pathname === '/' && new URL(text).search === '', {
      error: 'more than the root of a site; write it without a path, like https://salur.example.org',
    })
    .optional(),
  SALUR_MASTER_KEY_FILE: z.string().optional(),
  SALUR_CHECKPOINTS: z.string().optional(),
  SALUR_DEMO: flag.optional(),
  SALUR_STEPPED_CLOCK: flag.optional(),
  NODE_ENV: z
    .enum(['production', 'development', 'test'], {
      error: 'none of production, development and test; write one of them or unset it',
    })
    .default('development'),
});

export type Env = z.infer<typeof envSchema>;

/** The settings, each checked by itself; the first wrong one is named in one sentence. */
export function readEnv(settings: Readonly<Record<string, string>>): Env {
  const parsed = envSchema.safeParse(settings);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? 'A setting');
  throw new SetupError(`${name} is ${issue?.message ?? 'wrong'}.`);
}

function urlWith(protocols: readonly string[], error: string): z.ZodString {
  return z.string().refine((text) => protocols.includes(protocolOf(text)), { error });
}

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : '';
}
