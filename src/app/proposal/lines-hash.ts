import type { ActorTx } from '../ports.js';
import { contentHash } from '../record/content-hash.js';

/**
 * SHA-256 over the live lines of one proposal (id, person, item, quantity at the furthest step), ordered by id: what the
 * annex, the list of persons and the delivery must agree on (I4). Lines that are dropped or cut to nothing are not live.
 */
export async function linesHash(tx: ActorTx, proposalId: string): Promise<string> {
  const lines = await tx.sql.$queryRaw<{ id: string; person_id: string; item_id: string; quantity: number }[]>`
    select id, person_id, item_id, coalesce(decreed, considered, recommended, requested) as quantity
      from entitlement_line
     where proposal_id = ${proposalId}::uuid and status not in ('DROPPED', 'NOT_RECEIVED')
       and coalesce(decreed, considered, recommended, requested) > 0
     order by id`;
  return contentHash(lines.map((line) => [line.id, line.person_id, line.item_id, line.quantity]));
}
