import { join } from 'node:path';
import pg from 'pg';
import type { Stack } from '../../src/infra/embedded/stack.js';
import { buildContext } from '../../src/main/build-context.js';
import type { World } from './world.js';

/** What a restored home has of a world: its record, and the settings of a worker for it. */
export interface RestoredWorld extends AsyncDisposable, Pick<World, 'ctx' | 'sql' | 'environment'> {}

export async function openRestored(stack: Stack): Promise<RestoredWorld> {
  const keyFile = join(stack.home, 'keys', 'master.key');
  const owner = new pg.Pool({ connectionString: stack.ownerUrl, max: 2 });
  // a server that stops ends idle connections
  owner.on('error', () => undefined);
  const ctx = await buildContext({
    databaseUrl: stack.appUrl,
    databaseConnections: 4,
    temporal: stack.temporal,
    masterKeyFile: keyFile,
    publicUrl: 'http://127.0.0.1:3000',
    allowSteppedClock: false,
    processName: 'restored',
  });
  return {
    ctx,
    sql: async (text, values = []) => (await owner.query(text, [...values])).rows as Record<string, unknown>[],
    environment: {
      DATABASE_URL: stack.appUrl,
      DATABASE_OWNER_URL: stack.ownerUrl,
      AUTH_DATABASE_URL: stack.authUrl,
      TEMPORAL_ADDRESS: stack.temporalAddress,
      TEMPORAL_NAMESPACE: stack.namespace,
      SALUR_MASTER_KEY_FILE: keyFile,
      // nobody listens there: mail waits, decisions do not
      SMTP_URL: 'smtp://127.0.0.1:9',
    },
    async [Symbol.asyncDispose]() {
      await ctx[Symbol.asyncDispose]();
      await owner.end();
    },
  };
}
