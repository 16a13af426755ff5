import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

describe('a test database', () => {
  let first: TestDatabase;
  let second: TestDatabase;

  beforeAll(async () => {
    [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  });

  afterAll(async () => {
    await Promise.all([first[Symbol.asyncDispose](), second[Symbol.asyncDispose]()]);
  });

  it('has every migration and no row of another test', async () => {
    await query(first.ownerUrl, "INSERT INTO region (code, level, name) VALUES ('64', 'PROVINCE', 'Kalimantan Timur')");

    expect(await query(first.ownerUrl, 'SELECT code FROM region')).toEqual([{ code: '64' }]);
    expect(await query(second.ownerUrl, 'SELECT code FROM region')).toEqual([]);
  });

  it('shows the app role no row without an actor', async () => {
    expect(await query(first.appUrl, 'SELECT count(*)::int AS seen FROM proposal')).toEqual([{ seen: 0 }]);
  });

  it('is gone when it is disposed', async () => {
    const passing = await createTestDatabase();
    await passing[Symbol.asyncDispose]();

    await expect(query(passing.ownerUrl, 'SELECT 1')).rejects.toThrow('does not exist');
  });
});

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}
