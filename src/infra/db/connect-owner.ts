import pg from 'pg';
import { messageOf, SetupError } from '../../config/setup-error.js';

/** Sees every row: as the owner of the tables, which row security does not hold. */
export async function connectOwner(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl });
  try {
    await client.connect();
  } catch (error) {
    throw new SetupError(`The database does not answer (${messageOf(error)}); start it or correct DATABASE_OWNER_URL.`);
  }
  return client;
}
