import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { intakeOfficers } from '../../domain/proposal/assisted.js';
import type { Role } from '../../domain/roles.js';
import type { AppContext } from '../ports.js';

export interface InstitutionName {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

const needed: readonly Role[] = ['ADMIN', ...intakeOfficers];

/** Every institution by name, a regency's officer those of the region, for forms that are about one of them: its account, its proposal. Errors: WRONG_ROLE. */
export async function listInstitutions(ctx: AppContext, actor: Actor): Promise<readonly InstitutionName[]> {
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    const { scope, roles } = tx.authority;
    if (scope === 'institution' || !needed.some((role) => roles.includes(role)))
      throw new Refusal(refuse('WRONG_ROLE', { needed }));
    return tx.sql.$queryRaw<InstitutionName[]>`select id, code, name from institution order by name, id limit 2000`;
  });
}
