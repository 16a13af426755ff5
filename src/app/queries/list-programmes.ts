import type { Actor } from '../../domain/actor.js';
import { requireSignedIn } from '../forward/require-role.js';
import type { AppContext } from '../ports.js';

export interface ProgrammeItem {
  readonly id: string;
  readonly code: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly fiscalYear: number;
  /** ISO instants. */
  readonly windowOpensAt: string;
  readonly windowClosesAt: string;
  readonly policyVersion: number;
}
interface ProgrammeRow {
  id: string;
  code: string;
  name_id: string;
  name_en: string;
  fiscal_year: number;
  window_opens_at: Date;
  window_closes_at: Date;
  policy_version: number;
}

/** Every programme, the newest year first: a decree is made long after the window has closed. Errors: NOT_SIGNED_IN. */
export async function listProgrammes(ctx: AppContext, actor: Actor): Promise<readonly ProgrammeItem[]> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    const rows = await tx.sql.$queryRaw<ProgrammeRow[]>`
      select p.id, p.code, p.name_id, p.name_en, p.fiscal_year, p.window_opens_at, p.window_closes_at,
             (select max(v.version) from policy_version v where v.programme_id = p.id) as policy_version
        from programme p order by p.fiscal_year desc, p.code`;
    return rows.map((row) => ({
      id: row.id,
      code: row.code,
      name: { id: row.name_id, en: row.name_en },
      fiscalYear: row.fiscal_year,
      windowOpensAt: row.window_opens_at.toISOString(),
      windowClosesAt: row.window_closes_at.toISOString(),
      policyVersion: row.policy_version,
    }));
  });
}
