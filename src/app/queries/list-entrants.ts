import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { requireInstitution } from '../drafts/edit-proposal.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';

export interface Entrant {
  readonly personId: string;
  readonly name: string;
  readonly birthDate: string;
}
const request = z.object({ proposalId: field.id });

/** Who of an institution's client register stands nowhere in the list of a proposal: a replacement is chosen from them. Errors: WRONG_ROLE, INVALID_INPUT. */
export async function listEntrants(
  ctx: AppContext,
  actor: Actor,
  input: z.input<typeof request>,
): Promise<readonly Entrant[]> {
  const { proposalId } = parseInput(request, input);
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    const institutionId = requireInstitution(tx);
    const rows = await tx.sql.$queryRaw<{ id: string; name: string; birth_date: string }[]>`
      select n.id, n.name, n.birth_date::text from person n
       where n.institution_id = ${institutionId}::uuid and n.left_on is null and n.purged_at is null
         and not exists (select from proposal_beneficiary b where b.proposal_id = ${proposalId}::uuid and b.person_id = n.id)
       order by n.name, n.id limit 2000`;
    return rows.map((row) => ({ personId: row.id, name: row.name, birthDate: row.birth_date }));
  });
}
