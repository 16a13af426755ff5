import type { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { requireAdministrator } from './require-administrator.js';

/** What an administrator changes of another person, in one transaction with its event. Errors: WRONG_ROLE, SELF_GIVEN, NOT_FOUND. */
export async function changeUser<T extends { readonly email: string }>(
  ctx: AppContext,
  actor: Actor,
  command: string,
  schema: z.ZodType<T>,
  input: unknown,
  change: (
    tx: ActorTx,
    userId: string,
    wanted: T,
  ) => Promise<{ readonly type: string; readonly data: Readonly<Record<string, unknown>> }>,
): Promise<void> {
  await notingRefusals(ctx, actor, { subject: 'users', command }, async (tx) => {
    requireAdministrator(tx);
    const wanted = parseInput(schema, input);
    const [person] = await tx.sql.$queryRaw<{ id: string }[]>`
        select id from user_account where email = ${wanted.email}`;
    if (person === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'user' }));
    if (person.id === tx.authority.userId) throw new Refusal(refuse('SELF_GIVEN'));
    const event = await change(tx, person.id, wanted);
    await appendEvents(tx, [{ stream: 'users', commandId: null, institutionId: null, regencyCode: null, ...event }]);
  });
}
