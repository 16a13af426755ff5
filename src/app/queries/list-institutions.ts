import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { AppContext } from '../ports.js';

export interface InstitutionName {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** Every institution by name, for forms that are about one of all: its account, its proposal by a letter from outside. Errors: WRONG_ROLE. */
export async function listInstitutions(ctx: AppContext, actor: Actor): Promise<readonly InstitutionName[]> {
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    const { scope, roles } = tx.authority;
    if (scope !== 'province' || !['ADMIN', 'SECRETARIAT'].some((role) => roles.includes(role)))
      throw new Refusal(refuse('WRONG_ROLE', { needed: ['ADMIN', 'SECRETARIAT'] }));
    return tx.sql.$queryRaw<InstitutionName[]>`select id, code, name from institution order by name, id limit 2000`;
  });
}
