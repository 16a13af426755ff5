import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { email, password, type AccountsPort } from './create-user.js';
import { beginPassword, givePassword } from './give-password.js';
import { requireAdministrator } from './require-administrator.js';

const request = z.object({ email, password });

/** Gives a person a new password, or the first one where making the account failed. Errors: WRONG_ROLE, INVALID_INPUT, NOT_FOUND. */
export async function setPassword(
  ctx: AppContext,
  actor: Actor,
  input: { readonly email: string; readonly password: string },
  accounts: AccountsPort,
): Promise<void> {
  const person = await ctx.db.withActor(actor, 10_000, async (tx) => {
    requireAdministrator(tx);
    const parsed = parseInput(request, input);
    const [found] = await tx.sql.$queryRaw<{ id: string; name: string }[]>`
      select id, name from user_account where email = ${parsed.email}`;
    if (found === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'user' }));
    const set = { stream: 'users', type: 'password_set', data: { userId: found.id } } as const;
    await beginPassword(tx, set);
    return { ...parsed, ...found, set };
  });
  await givePassword(ctx, actor, person, person.set, accounts);
}
