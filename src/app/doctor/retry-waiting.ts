import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseId } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { requireAdministrator } from '../users/require-administrator.js';

export type SubjectKind = 'proposal' | 'decree' | 'delivery';
/** Starts the waiting attempts of a subject's workflow anew; answers how many there were. */
export type RetryNow = (kind: SubjectKind, id: string) => Promise<number>;

export interface RetrySubject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/**
 * An administrator lets the waiting attempts of one workflow begin anew at once. Who asked stands in the record before the
 * server is asked, because an attempt begun without a trace could not be explained; asking twice does no harm.
 * Errors: WRONG_ROLE, NOT_FOUND.
 */
export async function retryWaiting(
  ctx: Pick<AppContext, 'db'>,
  actor: Actor,
  subject: RetrySubject,
  retryNow: RetryNow,
): Promise<number> {
  const { kind } = subject;
  const id = await ctx.db.withActor(actor, 10_000, async (tx) => {
    requireAdministrator(tx);
    const known = parseId('id', subject.id);
    if (!(await exists(tx, kind, known))) throw new Refusal(refuse('NOT_FOUND', { what: kind }));
    await appendEvents(tx, [
      {
        stream: 'operations',
        type: 'retried',
        commandId: null,
        institutionId: null,
        regencyCode: null,
        data: { [`${kind}Id`]: known },
      },
    ]);
    return known;
  });
  return retryNow(kind, id);
}

async function exists(tx: ActorTx, kind: SubjectKind, id: string): Promise<boolean> {
  const [row] = await tx.sql.$queryRaw<{ known: boolean }[]>`
    select case ${kind}::text when 'proposal' then exists (select from proposal where id = ${id}::uuid)
                              when 'decree' then exists (select from decree where id = ${id}::uuid)
                              else exists (select from delivery_batch where id = ${id}::uuid) end as known`;
  return row?.known ?? false;
}
