import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { password, type AccountsPort } from './create-user.js';

const request = z.object({ password });

/** Whether that is the password of this address. */
export type Prove = (email: string, password: string) => Promise<boolean>;

/**
 * A person's own new password, who proves the present one; every session ends. Answers the address to sign in with again.
 * Errors: NOT_SIGNED_IN, INVALID_INPUT (`currentPassword` where it is wrong, `password` where the new one is too short).
 */
export async function changePassword(
  ctx: AppContext,
  actor: Actor,
  input: { readonly currentPassword: string; readonly password: string },
  accounts: AccountsPort,
  prove: Prove,
): Promise<{ readonly email: string }> {
  requireSignedIn(actor);
  const of = { subject: 'users', command: 'change_password' };
  const person = await notingRefusals(ctx, actor, of, async (tx) => {
    const [found] = await tx.sql.$queryRaw<{ id: string; email: string; name: string }[]>`
      select id, email, name from user_account where id = ${tx.authority.userId}::uuid and active`;
    if (found === undefined) throw new Refusal(refuse('NOT_SIGNED_IN'));
    return { ...found, ...parseInput(request, input) };
  });
  const proven = await prove(person.email, input.currentPassword);
  await notingRefusals(ctx, actor, of, async (tx) => {
    if (!proven) throw new Refusal(refuse('INVALID_INPUT', { fields: ['currentPassword'] }));
    const data = { userId: person.id };
    await appendEvents(tx, [
      { stream: 'users', type: 'password_changed', commandId: null, institutionId: null, regencyCode: null, data },
    ]);
  });
  await accounts.create(person.id, person.email, person.name, person.password);
  return { email: person.email };
}
