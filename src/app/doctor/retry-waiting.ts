import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseId } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { requireAdministrator } from '../users/require-administrator.js';

/** Starts the waiting attempts of a case's workflow anew; answers how many there were. */
export type RetryNow = (kind: 'proposal', proposalId: string) => Promise<number>;

/**
 * An administrator lets the waiting attempts of a case begin anew at once. Who asked stands in the record before the server
 * is asked, because an attempt begun without a trace could not be explained; asking twice does no harm.
 * Errors: WRONG_ROLE, NOT_FOUND.
 */
export async function retryWaiting(
  ctx: Pick<AppContext, 'db'>,
  actor: Actor,
  input: { readonly proposalId: string },
  retryNow: RetryNow,
): Promise<number> {
  const proposalId = await ctx.db.withActor(actor, 10_000, async (tx) => {
    requireAdministrator(tx);
    const id = parseId('proposalId', input.proposalId);
    const [known] = await tx.sql.$queryRaw<{ id: string }[]>`select id from proposal where id = ${id}::uuid`;
    if (known === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'proposal' }));
    await appendEvents(tx, [
      {
        stream: 'operations',
        type: 'retried',
        commandId: null,
        institutionId: null,
        regencyCode: null,
        data: { proposalId: id },
      },
    ]);
    return id;
  });
  return retryNow('proposal', proposalId);
}
