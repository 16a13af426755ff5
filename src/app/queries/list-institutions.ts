import type { Actor } from '../../domain/actor.js';
import { requireAdministrator } from '../users/require-administrator.js';
import type { AppContext } from '../ports.js';

export interface InstitutionName {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** Every institution by name, for the form that makes an account for one; for administrators. Errors: WRONG_ROLE. */
export async function listInstitutions(ctx: AppContext, actor: Actor): Promise<readonly InstitutionName[]> {
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    requireAdministrator(tx);
    return tx.sql.$queryRaw<InstitutionName[]>`select id, code, name from institution order by name, id limit 2000`;
  });
}
