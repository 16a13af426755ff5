import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseId } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { requireAdministrator } from '../users/require-administrator.js';

export interface UserDetail {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  /** Offices as they are now. */
  readonly roles: readonly string[];
}

/** One person for the administrator. Errors: WRONG_ROLE, INVALID_INPUT, NOT_FOUND. */
export async function getUser(ctx: AppContext, actor: Actor, input: { readonly userId: string }): Promise<UserDetail> {
  const id = parseId('userId', input.userId);
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    requireAdministrator(tx);
    const [found] = await tx.sql.$queryRaw<UserDetail[]>`
      select u.id as "userId", u.name, u.email, u.active,
             array(select distinct m.role from membership m where m.user_id = u.id and m.valid_from <= ${tx.now}
                      and (m.valid_to is null or m.valid_to > ${tx.now}) order by 1) as roles
        from user_account u where u.id = ${id}::uuid`;
    if (found === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'user' }));
    return found;
  });
}
