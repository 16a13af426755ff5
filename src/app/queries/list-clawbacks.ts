import type { Actor } from '../../domain/actor.js';
import type { ClawbackState } from '../../domain/clawback.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { isOfficial, requireSignedIn } from '../forward/require-role.js';
import type { AppContext } from '../ports.js';

export interface DebtItem {
  readonly proposalId: string;
  readonly registrationNumber: string | null;
  readonly institutionName: string;
  readonly state: ClawbackState;
  readonly amount: string;
  readonly billDue: string | null;
  readonly earlierYear: boolean | null;
}

/** Debts of institutions, the open ones first, of them the first due. Errors: NOT_SIGNED_IN, WRONG_ROLE. */
export async function listClawbacks(ctx: AppContext, actor: Actor): Promise<readonly DebtItem[]> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 5_000, (tx) => {
    if (!isOfficial(tx)) throw new Refusal(refuse('WRONG_ROLE', { needed: [] }));
    return tx.sql.$queryRaw<DebtItem[]>`
      select k.proposal_id as "proposalId", p.registration_number as "registrationNumber", i.name as "institutionName", k.state,
             k.amount::text, k.bill_due::text as "billDue", k.earlier_year as "earlierYear"
        from clawback k join proposal p on p.id = k.proposal_id join institution i on i.id = k.institution_id
       order by k.state in ('VERIFIED','CANCELLED'), k.bill_due nulls last, k.created_at, k.id limit 500`;
  });
}
