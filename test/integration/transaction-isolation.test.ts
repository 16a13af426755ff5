import { expect, test } from '@jest/globals';
import pg from 'pg';
import { openDatabase } from '../../src/infra/db/database.js';
import { createTestDatabase } from '../support/test-database.js';

test('transactions are read committed also where the server would have them serializable', async () => {
  await using database = await createTestDatabase();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(`alter database ${database.name} set default_transaction_isolation to 'serializable'`);
  await owner.end();
  await using db = openDatabase(database.appUrl, { connections: 2, allowSteppedClock: false });

  const found = await db.withActor(
    { kind: 'system', purpose: 'test' },
    5_000,
    ({ sql }) => sql.$queryRaw<unknown[]>`select current_setting('transaction_isolation') as isolation`,
  );

  expect(found).toEqual([{ isolation: 'read committed' }]);
});
