import { z } from 'zod';
import { policyOf } from '../policy/policy-content.js';
import type { ActorTx } from '../ports.js';
import type { Policy } from '../../domain/policy.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';

export interface CaseFacts {
  readonly policy: Policy;
  readonly policyVersionId: string;
  readonly namedScopes: readonly string[];
  readonly holidays: ReadonlySet<string>;
  readonly remote: boolean;
  readonly windowOpensAt: Date;
  readonly windowClosesAt: Date;
  /** Duties the acting person already had in this case. */
  readonly duties: readonly string[];
}

const row = z.object({
  policy_version_id: z.string(),
  content: z.record(z.string(), z.unknown()),
  holidays: z.array(z.string()),
  remote: z.boolean().nullable(),
  window_opens_at: z.date(),
  window_closes_at: z.date(),
  duties: z.array(z.string()).nullable(),
});

/**
 * What every decision reads besides the command's own facts, in one statement: the pinned policy (the newest before
 * submission), the live calendar, the district's remoteness (where the village is not known: whether every district of the regency is), the window and the person's duties so far.
 */
export async function readCaseFacts(tx: ActorTx, c: ProposalCase): Promise<CaseFacts> {
  const [raw] = await tx.sql.$queryRaw<unknown[]>`
    select v.id as policy_version_id, v.content, p.window_opens_at, p.window_closes_at,
           holidays_between(${tx.now}::date - 30, ${tx.now}::date + 500) as holidays,
           (select coalesce(d.remote, (select bool_and(e.remote) from region e where e.parent_code = i.regency_code and e.level = 'district'))
              from institution i left join region d on d.code = left(i.village_code, 8) and d.level = 'district'
             where i.id = ${c.institutionId}::uuid) as remote,
           (select array_agg(n.duty) from involvement n where n.proposal_id = ${c.id}::uuid and n.user_id = ${tx.authority.userId}::uuid) as duties
      from programme p join policy_version v on v.programme_id = p.id
     where p.id = ${c.programmeId}::uuid and (${c.policyVersionId}::uuid is null or v.id = ${c.policyVersionId}::uuid)
     order by v.version desc limit 1`;
  const found = row.parse(raw);
  const scopes = z.array(z.string()).safeParse(found.content['namedScopes']);
  return {
    policy: policyOf(found.content, c.fiscalYear),
    policyVersionId: found.policy_version_id,
    namedScopes: scopes.success ? scopes.data : [],
    holidays: new Set(found.holidays),
    remote: found.remote ?? false,
    windowOpensAt: found.window_opens_at,
    windowClosesAt: found.window_closes_at,
    duties: found.duties ?? [],
  };
}
