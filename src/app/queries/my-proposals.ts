import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { requireInstitution } from '../drafts/edit-proposal.js';
import type { AppContext } from '../ports.js';
import { toCaseItems, type CaseItem, type CaseListRow } from './case-item.js';

/** Every proposal of the acting person's institution, the newest first. Errors: NOT_SIGNED_IN, WRONG_ROLE. */
export async function myProposals(ctx: AppContext, actor: Actor): Promise<readonly CaseItem[]> {
  if (actor.kind !== 'user') throw new Refusal(refuse('NOT_SIGNED_IN'));
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const institutionId = requireInstitution(tx);
    const rows = await tx.sql.$queryRaw<CaseListRow[]>`
      select c.*, count(*) over () as total from case_list c where c.institution_id = ${institutionId}::uuid
       order by c.fiscal_year desc, c.created_at desc, c.id limit 500`;
    return toCaseItems(tx, rows);
  });
}
