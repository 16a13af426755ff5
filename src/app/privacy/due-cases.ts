import { defaultPolicy } from '../../domain/policy.js';
import { terminalStates } from '../../domain/proposal/states.js';
import { witaDate } from '../../domain/time/wita.js';
import type { ActorTx } from '../ports.js';

/** A case whose personal data is kept longer than its policy says. */
export interface DueCase {
  readonly proposalId: string;
  readonly registrationNumber: string | null;
  readonly institutionName: string;
  readonly fiscalYear: number;
  readonly state: string;
  readonly persons: number;
}

/**
 * Ended cases whose years are over, counted from the end of the fiscal year or of the case, whichever is later; a draft that was
 * never sent is kept for less. Never one that is open, held, under audit or still to be paid back, and none at all while a
 * breach of personal data is open: what it touched must be known.
 */
export async function readDueCases(tx: ActorTx, only: string | null = null): Promise<readonly DueCase[]> {
  const usual = defaultPolicy(0);
  return tx.sql.$queryRaw<DueCase[]>`
    select p.id as "proposalId", p.registration_number as "registrationNumber", i.name as "institutionName", p.fiscal_year as "fiscalYear", p.state,
           (select count(*) from proposal_beneficiary b where b.proposal_id = p.id)::int as persons
      from proposal p join institution i on i.id = p.institution_id left join policy_version v on v.id = p.policy_version_id
     where p.state = any(${[...terminalStates]}::text[]) and (${only}::uuid is null or p.id = ${only}::uuid)
       and case when p.revision = 0
             then (p.state_since at time zone 'Asia/Makassar')::date + make_interval(years => coalesce((v.content->>'draftRetentionYears')::int, ${usual.draftRetentionYears}::int))
             else greatest(make_date(p.fiscal_year, 12, 31), (p.state_since at time zone 'Asia/Makassar')::date)
                  + make_interval(years => coalesce((v.content->>'retentionYears')::int, ${usual.retentionYears}::int)) end < ${witaDate(tx.now)}::date
       and coalesce(jsonb_typeof(p.case_data->'hold'), 'null') = 'null' and coalesce(jsonb_typeof(p.case_data->'audit'), 'null') = 'null'
       and not exists (select from clawback k where k.proposal_id = p.id and k.state not in ('VERIFIED', 'CANCELLED'))
       and not exists (select from breach b where b.state = 'OPEN')
       and not exists (select from purge_case c where c.proposal_id = p.id and c.purged_at is not null)
     order by p.fiscal_year, p.id`;
}
