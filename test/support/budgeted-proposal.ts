import { randomUUID } from 'node:crypto';
import type { Draft, World } from './world.js';

/** A proposal that stands in the budget, arranged in the record: its workflow begins when the first decree asks for it. */
export async function budgetedProposal(world: World, persons = 2): Promise<Draft> {
  const draft = await world.draft({ persons });
  const [policy] = await world.sql('select id from policy_version where programme_id = $1', [world.programmeId]);
  await world.sql(
    `update entitlement_line set recommended = requested, considered = requested where proposal_id = $1`,
    [draft.proposalId],
  );
  await world.sql(
    `update proposal set state = 'BUDGETED', version = 14, revision = 1, registration_number = $2, agenda_number = '1', policy_version_id = $3,
            person_count = $4, recommended_amount = requested_amount, considered_amount = requested_amount, budget_line = 'DPA-1'
      where id = $1`,
    [draft.proposalId, `BST/${draft.proposalId.slice(0, 8)}`, policy?.['id'], persons],
  );
  await world.sql(
    `insert into claim (identity_key, need_group, fiscal_year, proposal_id, institution_id, regency_code, taken_at)
     select distinct p.identity_key, l.need_group, c.fiscal_year, c.id, c.institution_id, c.regency_code, now()
       from entitlement_line l join person p on p.id = l.person_id join proposal c on c.id = l.proposal_id where c.id = $1`,
    [draft.proposalId],
  );
  return draft;
}

/** A signed scan of the province's own. */
export async function scan(world: World): Promise<string> {
  const id = randomUUID();
  await world.sql(
    `insert into blob (id, sha256, size, media_type, file_name, sealed, created_by, created_at)
     values ($1, $2, 3, 'application/pdf', 'keputusan.pdf', '\\x010203', 'test', now())`,
    [id, 'e'.repeat(64)],
  );
  return id;
}
