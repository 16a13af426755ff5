import type { ActorTx } from '../ports.js';
import type { EditedProposal } from './edit-proposal.js';

/** Lines the institution pays itself stand after every line of an item. */
export const FIRST_OWN_POSITION = 1001;

/**
 * The cost plan's item lines follow from the persons: Σ requested per item at the package's price. What is requested and
 * the head-count follow with them.
 */
export async function deriveCostLines(tx: ActorTx, proposal: EditedProposal): Promise<void> {
  await tx.sql.$executeRaw`delete from cost_line where proposal_id = ${proposal.id}::uuid and item_id is not null`;
  await tx.sql.$executeRaw`
    insert into cost_line (id, proposal_id, institution_id, regency_code, position, item_id, description, volume, unit, unit_price, amount)
    select uuidv7(), ${proposal.id}::uuid, ${proposal.institutionId}::uuid, ${proposal.regencyCode}, row_number() over (order by k.need_group, k.code),
           k.id, k.name_id, s.volume, k.unit, s.unit_price, s.volume * s.unit_price
      from (select l.item_id, l.unit_price, sum(l.requested)::int as volume from entitlement_line l
             where l.proposal_id = ${proposal.id}::uuid and l.status <> 'DROPPED' group by l.item_id, l.unit_price) s
      join package_item k on k.id = s.item_id`;
  await tx.sql.$executeRaw`
    update proposal set updated_at = ${tx.now},
           requested_amount = (select coalesce(sum(l.requested * l.unit_price), 0)::bigint from entitlement_line l
                                where l.proposal_id = ${proposal.id}::uuid and l.status <> 'DROPPED'),
           person_count = (select count(*)::int from proposal_beneficiary b where b.proposal_id = ${proposal.id}::uuid)
     where id = ${proposal.id}::uuid`;
}
