import { join } from 'node:path';
import { seedDemo } from '../app/seed/seed-demo.js';
import { seedReference } from '../app/seed/seed-reference.js';
import type { Config } from '../config/config.js';
import { fromPackageRoot } from '../config/package-root.js';
import { openAccounts } from '../infra/accounts/open-accounts.js';
import { sessionSecret } from '../infra/accounts/session-secret.js';
import { loadMasterKey } from '../infra/crypto/master-key.js';
import { writePrivateFile } from '../infra/embedded/private-file.js';
import type { Stack } from '../infra/embedded/stack.js';
import { buildContext, type OpenContext } from './build-context.js';
import { readDemonstrationAccounts } from './demonstration-accounts.js';

/** Of the stack, or of servers that run already. */
export type SeedServers = Pick<Stack, 'appUrl' | 'authUrl' | 'temporal' | 'home'>;

const LOCAL_URL = 'http://127.0.0.1';

/** Areas, holidays and provincial units: what every installation needs. */
export async function seedReferenceData(stack: SeedServers, config: Config): Promise<void> {
  await using ctx = await openSeedContext(stack, config);
  await seedReference(ctx, fromPackageRoot('data'));
}

/** The demonstration with an account in every role; the passwords are kept in the home, readable by its owner alone. */
export async function seedDemonstration(stack: SeedServers, config: Config): Promise<void> {
  const file = join(stack.home, 'accounts.json');
  await using ctx = await openSeedContext(stack, config);
  await using accounts = openAccounts({
    authUrl: stack.authUrl,
    connections: 2,
    secret: sessionSecret(await loadMasterKey(config.masterKeyFile)),
    publicUrl: config.web.publicUrl ?? LOCAL_URL,
    log: ctx.log,
  });
  const known = readDemonstrationAccounts(file);
  const made = await seedDemo(ctx, accounts, { dataFolder: fromPackageRoot('data'), known });
  writePrivateFile(file, `${JSON.stringify(made, null, 2)}\n`);
}

export async function openSeedContext(stack: SeedServers, config: Config): Promise<OpenContext> {
  return buildContext({
    databaseUrl: stack.appUrl,
    databaseConnections: 4,
    temporal: stack.temporal,
    masterKeyFile: config.masterKeyFile,
    publicUrl: config.web.publicUrl ?? LOCAL_URL,
    allowSteppedClock: config.steppedClock,
    processName: 'seed',
  });
}
