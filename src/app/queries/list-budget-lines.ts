import type { Actor } from '../../domain/actor.js';
import { requireRole } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';

export interface BudgetLine {
  readonly line: string;
  /** Whole rupiah that nothing has reserved or spent, as a decimal string. */
  readonly free: string;
}

/** The lines of the budget document that a case of this programme can be linked to. Errors: WRONG_ROLE, INVALID_INPUT. */
export async function listBudgetLines(
  ctx: AppContext,
  actor: Actor,
  input: { readonly proposalId: string },
): Promise<readonly BudgetLine[]> {
  const proposalId = parseInput(field.id, input.proposalId);
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    requireRole(tx, ['SUBBAG_PERENCANAAN']);
    const rows = await tx.sql.$queryRaw<{ line: string; free: bigint }[]>`
      select c.scope_key as line, c.amount - c.reserved - c.consumed as free
        from ceiling c join proposal p on p.programme_id = c.programme_id
       where p.id = ${proposalId}::uuid and c.scope = 'DPA_LINE' order by c.scope_key`;
    return rows.map(({ line, free }) => ({ line, free: free.toString() }));
  });
}
