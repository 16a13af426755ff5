import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { isRole, type Role } from '../../domain/roles.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { email } from './create-user.js';
import { changeUser } from './change-user.js';

const request = z.object({
  email,
  role: z.string().refine((role): role is Role => isRole(role), { message: 'role' }),
  reason: field.requiredText,
});

/**
 * Ends an office of a person at once, and every session of his in the same transaction (a trigger); tasks in his name are
 * shown to the head of division as needing another. Nobody ends his own office.
 * Errors: WRONG_ROLE, SELF_GIVEN, INVALID_INPUT, NOT_FOUND.
 */
export async function endRole(ctx: AppContext, actor: Actor, input: z.input<typeof request>): Promise<void> {
  await changeUser(ctx, actor, 'end_role', request, input, async (tx, userId, { role, reason }) => {
    const ended = await tx.sql.$executeRaw`
      update membership set valid_to = ${tx.now}
       where user_id = ${userId}::uuid and role = ${role} and (valid_to is null or valid_to > ${tx.now})`;
    if (ended === 0) throw new Refusal(refuse('NOT_FOUND', { what: 'role' }));
    return { type: 'role_ended', data: { userId, role, reason } };
  });
}
