import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { sharedStack } from './shared-stack.js';

export interface TestDatabase extends AsyncDisposable {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  readonly reportUrl: string;
}

/** A migrated, empty database of the caller's own, cloned in milliseconds; dropped with whoever is still connected. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const shared = sharedStack();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(shared.ownerUrl, `CREATE DATABASE ${name} TEMPLATE salur`);
  return {
    name,
    ownerUrl: inDatabase(shared.ownerUrl, name),
    appUrl: inDatabase(shared.appUrl, name),
    authUrl: inDatabase(shared.authUrl, name),
    reportUrl: inDatabase(shared.reportUrl, name),
    async [Symbol.asyncDispose]() {
      await administer(shared.ownerUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Never from a connection to the template itself: PostgreSQL clones only a database that nobody uses. */
async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inDatabase(url, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
