import type { PrismaClient } from '../prisma/generated/client.js';
import type { Transaction } from './recording.js';

/** Runs the statements of one recorded transaction again, with their values, opened as the program opens its own. */
export async function replayTransaction(client: PrismaClient, { actor, statements }: Transaction): Promise<void> {
  await client.$transaction(
    async (sql) => {
      await sql.$queryRaw`
        select app_begin(${actor}, ${new Date()}) as opened, current_setting('transaction_isolation') as isolation`;
      for (const { kind, text, values } of statements) {
        const template = Object.assign([...text], { raw: text });
        if (kind === 'query') await sql.$queryRaw(template, ...values);
        else await sql.$executeRaw(template, ...values);
      }
    },
    { timeout: 60_000, maxWait: 10_000 },
  );
}
