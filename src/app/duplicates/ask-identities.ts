import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { identityJudges } from '../../domain/identity-question.js';
import { requireRole } from '../forward/require-role.js';
import type { ActorTx, AppContext } from '../ports.js';

/** Asks whether people of a list are the same as others without a NIK; null asks about everybody. Returns how many questions are new. */
export async function askIdentities(tx: ActorTx, fiscalYear: number, proposalId: string | null): Promise<number> {
  const [row] = await tx.sql.$queryRaw<{ asked: number }[]>`
    select ask_identities(${fiscalYear}::int, case when ${proposalId}::uuid is not null then (
             select array_agg(b.person_id) from proposal_beneficiary b where b.proposal_id = ${proposalId}::uuid) end, ${tx.now}::timestamptz) as asked
     where ${proposalId}::uuid is null or exists (select from proposal_beneficiary b where b.proposal_id = ${proposalId}::uuid)`;
  return row?.asked ?? 0;
}

/** Compares everybody of a year with everybody. Errors: WRONG_ROLE, INVALID_INPUT. */
export async function findDuplicates(
  ctx: AppContext,
  actor: Actor,
  { fiscalYear }: { readonly fiscalYear: number },
): Promise<{ readonly asked: number }> {
  if (!Number.isInteger(fiscalYear)) throw new Refusal(refuse('INVALID_INPUT', { fields: ['fiscalYear'] }));
  return ctx.db.withActor(actor, 120_000, async (tx) => {
    requireRole(tx, identityJudges);
    return { asked: await askIdentities(tx, fiscalYear, null) };
  });
}
