import type { Actor } from '../../domain/actor.js';
import { requireRole } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';

export interface AppealReviewer {
  readonly userId: string;
  readonly name: string;
}

/** Who may judge the appeal of a case: holders of the office who took no part in it. Errors: WRONG_ROLE, INVALID_INPUT. */
export async function listAppealReviewers(
  ctx: AppContext,
  actor: Actor,
  input: { readonly proposalId: string },
): Promise<readonly AppealReviewer[]> {
  const proposalId = parseInput(field.id, input.proposalId);
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    requireRole(tx, ['SEKRETARIS_DINAS', 'HEAD_DINSOS']);
    const holders = await tx.sql.$queryRaw<{ user_id: string; name: string }[]>`
      select h.user_id, h.name
        from proposal p, role_holders('APPEAL_REVIEWER', p.institution_id, p.regency_code, ${tx.now}) h
       where p.id = ${proposalId}::uuid and h.user_id <> ${tx.authority.userId}::uuid
         and not exists (select from involvement n where n.proposal_id = p.id and n.user_id = h.user_id)
       order by h.name, h.user_id`;
    return holders.map((holder) => ({ userId: holder.user_id, name: holder.name }));
  });
}
