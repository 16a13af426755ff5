import type { ActorTx } from '../ports.js';

/** Drops that have left the store, or are about to, and that the institution has not confirmed. */
export async function goodsOnTheWay(tx: ActorTx, proposalId: string): Promise<number> {
  const [drops] = await tx.sql.$queryRaw<{ on_the_way: bigint }[]>`
    select count(*) as on_the_way from delivery_drop
     where proposal_id = ${proposalId}::uuid and (state in ('STARTED','HANDED_OVER') or task is not null)`;
  return Number(drops?.on_the_way ?? 0);
}
