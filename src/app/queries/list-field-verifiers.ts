import type { Actor } from '../../domain/actor.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { requireRole } from '../forward/require-role.js';
import * as field from '../proposal/fields.js';

export interface FieldVerifier {
  readonly userId: string;
  readonly name: string;
}

/** Whom the head of division may send to the institution of a case. Errors: WRONG_ROLE, INVALID_INPUT. */
export async function listFieldVerifiers(
  ctx: AppContext,
  actor: Actor,
  input: { readonly proposalId: string },
): Promise<readonly FieldVerifier[]> {
  const proposalId = parseInput(field.id, input.proposalId);
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    requireRole(tx, ['KABID']);
    const holders = await tx.sql.$queryRaw<{ user_id: string; name: string }[]>`
      select h.user_id, h.name
        from proposal p, role_holders('FIELD_VERIFIER', p.institution_id, p.regency_code, ${tx.now}) h
       where p.id = ${proposalId}::uuid order by h.name, h.user_id`;
    return holders.map((holder) => ({ userId: holder.user_id, name: holder.name }));
  });
}
