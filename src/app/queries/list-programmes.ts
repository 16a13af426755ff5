import type { Actor } from '../../domain/actor.js';
import { requireSignedIn } from '../forward/require-role.js';
import type { AppContext } from '../ports.js';

export interface ProgrammeName {
  readonly id: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly fiscalYear: number;
}

/** Every programme, the newest year first: a decree is made long after the window has closed. Errors: NOT_SIGNED_IN. */
export async function listProgrammes(ctx: AppContext, actor: Actor): Promise<readonly ProgrammeName[]> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    const rows = await tx.sql.$queryRaw<{ id: string; name_id: string; name_en: string; fiscal_year: number }[]>`
      select id, name_id, name_en, fiscal_year from programme order by fiscal_year desc, code`;
    return rows.map((row) => ({ id: row.id, name: { id: row.name_id, en: row.name_en }, fiscalYear: row.fiscal_year }));
  });
}
