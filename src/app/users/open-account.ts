import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { email } from './create-user.js';
import { changeUser } from './change-user.js';

const request = z.object({ email, open: z.boolean(), reason: field.requiredText });

/**
 * Closes a person's account, whose sessions end with it, or opens it again with the offices that have not ended. Nobody
 * closes his own. Errors: WRONG_ROLE, SELF_GIVEN, INVALID_INPUT, NOT_FOUND also where it is so already.
 */
export async function openAccount(ctx: AppContext, actor: Actor, input: z.input<typeof request>): Promise<void> {
  await changeUser(ctx, actor, 'open_account', request, input, async (tx, userId, { open, reason }) => {
    const changed = await tx.sql.$executeRaw`
      update user_account set active = ${open} where id = ${userId}::uuid and active <> ${open}`;
    if (changed === 0) throw new Refusal(refuse('NOT_FOUND', { what: 'user' }));
    return { type: open ? 'account_opened' : 'account_closed', data: { userId, reason } };
  });
}
