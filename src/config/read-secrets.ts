import { readFileSync } from 'node:fs';
import { messageOf, SetupError } from './setup-error.js';

/** Settings whose value may lie in a file instead: `NAME_FILE` names it, as container platforms hand out secrets. */
const SECRET_SETTINGS = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'AUTH_DATABASE_URL',
  'TEMPORAL_API_KEY',
  'SMTP_URL',
] as const;

/** The environment with every secret in its place; empty values count as not set. */
export function readSecrets(env: NodeJS.ProcessEnv): Record<string, string> {
  const settings = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1].trim() !== ''),
  );
  for (const name of SECRET_SETTINGS) {
    const file = settings[`${name}_FILE`];
    if (file === undefined) continue;
    if (settings[name] !== undefined) {
      throw new SetupError(`Both ${name} and ${name}_FILE are set; keep one of them.`);
    }
    settings[name] = readSecretFile(`${name}_FILE`, file);
  }
  return settings;
}

function readSecretFile(setting: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new SetupError(
      `${setting} names ${path}, which cannot be read (${messageOf(error)}); correct the path or the file's mode.`,
    );
  }
}
