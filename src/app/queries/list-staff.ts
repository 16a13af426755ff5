import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { parseInput } from '../parse-input.js';
import { requireInstitution } from '../drafts/edit-proposal.js';
import type { AppContext } from '../ports.js';
import { requireRole } from '../forward/require-role.js';
import * as field from '../proposal/fields.js';

export interface StaffMember {
  readonly userId: string;
  readonly name: string;
}
const request = z.object({ proposalId: field.id, office: z.enum(['ADMIN_VERIFIER', 'FIELD_VERIFIER']) });

/**
 * To whom the head of division may give the task of a case; the institution names one of the field verifiers of its area. Errors: WRONG_ROLE,
 * INVALID_INPUT.
 */
export async function listStaff(
  ctx: AppContext,
  actor: Actor,
  input: z.input<typeof request>,
): Promise<readonly StaffMember[]> {
  const { proposalId, office } = parseInput(request, input);
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    if (office === 'FIELD_VERIFIER' && tx.authority.scope === 'institution') requireInstitution(tx);
    else requireRole(tx, ['KABID']);
    const holders = await tx.sql.$queryRaw<{ user_id: string; name: string }[]>`
      select h.user_id, h.name
        from proposal p, role_holders(${office}, p.institution_id, p.regency_code, ${tx.now}) h
       where p.id = ${proposalId}::uuid order by h.name, h.user_id`;
    return holders.map((holder) => ({ userId: holder.user_id, name: holder.name }));
  });
}
