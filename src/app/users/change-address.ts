import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { changeUser } from './change-user.js';
import { email } from './create-user.js';

const request = z.object({ email, newEmail: email, reason: field.requiredText });

export interface AddressPort {
  /** The address to sign in with; nothing where the person has no account yet. */
  rename(userId: string, email: string): Promise<void>;
}

/**
 * Gives a person another address, to sign in with and for mails. The account follows the record: should it fail, the same
 * call with the new address twice mends it. Errors: WRONG_ROLE, SELF_GIVEN, NOT_FOUND, INVALID_INPUT (`newEmail` where taken).
 */
export async function changeAddress(
  ctx: AppContext,
  actor: Actor,
  input: z.input<typeof request>,
  accounts: AddressPort,
): Promise<void> {
  let changed = { userId: '', newEmail: '' };
  await changeUser(ctx, actor, 'change_address', request, input, async (tx, userId, { newEmail, reason }) => {
    const [other] = await tx.sql.$queryRaw<{ id: string }[]>`
      select id from user_account where email = ${newEmail} and id <> ${userId}::uuid`;
    if (other !== undefined) throw new Refusal(refuse('INVALID_INPUT', { fields: ['newEmail'], reason: 'taken' }));
    await tx.sql.$executeRaw`update user_account set email = ${newEmail} where id = ${userId}::uuid`;
    changed = { userId, newEmail };
    return { type: 'address_changed', data: { userId, reason } };
  });
  await accounts.rename(changed.userId, changed.newEmail);
}
