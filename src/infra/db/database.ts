import { PrismaPg } from '@prisma/adapter-pg';
import type { ClientBase } from 'pg';
import { PrismaClient } from '../../../prisma/generated/client.js';
import type { ActorTx, Authority, Database } from '../../app/ports.js';
import { actorText, type Actor } from '../../domain/actor.js';

interface Opened {
  readonly userId: string | null;
  readonly name: string;
  readonly scope: Authority['scope'] | 'none';
  readonly roles: readonly string[];
  readonly acting: Authority['acting'];
  readonly emergency: Authority['emergency'];
  readonly institutionId: string | null;
  readonly regencyCode: string | null;
  readonly orgUnitIds: readonly string[];
  readonly steppedNow: string | null;
}

export interface OpenDatabase extends Database, AsyncDisposable {}

/**
 * Connects as the app role. Every transaction opens by `app_begin`, which reads the actor's memberships in the database
 * and sets what row security compares; a stepped clock, where one rules, is read in the same statement.
 */
export function openDatabase(
  url: string,
  options: { readonly connections: number; readonly allowSteppedClock: boolean },
): OpenDatabase {
  const adapter = new PrismaPg({ connectionString: url, max: options.connections, onConnect: readCommittedFromNowOn });
  const client = new PrismaClient({ adapter });
  return {
    client,
    async withActor<T>(
      actor: Actor,
      timeoutMs: number,
      run: (tx: ActorTx) => Promise<T>,
      kind?: 'snapshot',
    ): Promise<T> {
      const wanted = kind === 'snapshot' ? 'repeatable read' : 'read committed';
      return client.$transaction(
        async (sql) => {
          const at = new Date();
          const [row] = await sql.$queryRaw<{ opened: Opened; isolation: string }[]>`
            select opened, current_setting('transaction_isolation') as isolation,
                   set_config('app.now', coalesce(opened->>'steppedNow', ${at.toISOString()}), true) as now
              from app_begin(${actorText(actor)}, ${at}) as opened`;
          if (row === undefined) throw new Error('app_begin returned nothing');
          const { opened, isolation } = row;
          if (isolation !== wanted) throw new Error(`This transaction is ${isolation}, not ${wanted}`);
          if (opened.steppedNow !== null && !options.allowSteppedClock) {
            throw new Error('A stepped clock rules this database, but this process may only use the system clock');
          }
          return run({
            sql,
            actor,
            now: opened.steppedNow === null ? at : new Date(opened.steppedNow),
            authority: {
              ...opened,
              scope: opened.scope === 'none' ? 'public' : opened.scope,
              name: actor.kind === 'user' ? opened.name : actorText(actor),
            },
          });
        },
        { timeout: timeoutMs, maxWait: 10_000, ...(kind === 'snapshot' ? { isolationLevel: 'RepeatableRead' } : {}) },
      );
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await client.$disconnect();
    },
  };
}

/**
 * Stated once per connection, since Prisma would state it in every transaction by a statement of its own; withActor still
 * looks at what each transaction is. The pool waits for the promise, although its type does not say so.
 */
const readCommittedFromNowOn = (connection: ClientBase): unknown =>
  connection.query(`set default_transaction_isolation to 'read committed'`);
