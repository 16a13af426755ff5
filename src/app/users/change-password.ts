import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { password, type AccountsPort } from './create-user.js';
import { beginPassword, givePassword } from './give-password.js';

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
  const changed = { stream: 'users', type: 'password_changed', data: { userId: person.id } } as const;
  await notingRefusals(ctx, actor, of, async (tx) => {
    if (!proven) throw new Refusal(refuse('INVALID_INPUT', { fields: ['currentPassword'] }));
    await beginPassword(tx, changed);
  });
  await givePassword(ctx, actor, person, changed, accounts);
  return { email: person.email };
}
