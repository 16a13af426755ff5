import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { grades, scoreCriteria } from '../../domain/score-points.js';
import { scoreOf, type ScoringFacts, type TypedScore } from '../../domain/scoring.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';
import type { CaseFacts } from './decision-facts.js';

const criterion = z.object({
  criterion: z.enum(scoreCriteria),
  points: z.number(),
  maximum: z.number(),
  basis: z.enum(['FORMULA', 'TYPED', 'NONE']),
  inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  reason: z.string().nullable(),
  /** Who typed it. */
  by: z.string().nullable(),
});
export type StoredCriterion = z.infer<typeof criterion>;
export interface StoredScore {
  readonly points: number;
  readonly criteria: readonly StoredCriterion[];
  readonly decided: boolean;
  readonly revision: number;
  readonly scoredAt: string;
}

/** The newest score of a case; null where none is, or where this person may not see it. */
export async function readStoredScore(tx: ActorTx, proposalId: string): Promise<StoredScore | null> {
  const [row] = await tx.sql.$queryRaw<
    { points: number; criteria: unknown; decided: boolean; revision: number; created_at: Date }[]
  >`select points, criteria, decided, revision, created_at from proposal_score
     where proposal_id = ${proposalId}::uuid order by seq desc limit 1`;
  if (row === undefined) return null;
  const { points, decided, revision } = row;
  const scoredAt = row.created_at.toISOString();
  return { points, criteria: z.array(criterion).parse(row.criteria), decided, revision, scoredAt };
}

/** What was typed for the revision as it is now; another revision is another proposal to judge. */
export function typedOf(stored: StoredScore | null, revision: number): readonly (TypedScore & { by: string | null })[] {
  if (stored?.revision !== revision) return [];
  return stored.criteria
    .filter(({ basis }) => basis === 'TYPED')
    .map(({ criterion, points, inputs, reason, by }) => {
      const grade = grades.find((one) => one === inputs['grade']) ?? null;
      return { criterion, grade, points: grade === null ? points : null, reason: reason ?? '', by };
    });
}

export async function readScoringFacts(tx: ActorTx, c: ProposalCase): Promise<ScoringFacts> {
  const [row] = await tx.sql.$queryRaw<
    {
      persons: number;
      target_group: string;
      covered: number;
      registered: number;
      covered_all: number;
      registered_all: number;
      report_year: number | null;
      report_on_time: boolean | null;
    }[]
  >`
    with reached as (
      select q.regency_code, count(distinct l.person_id)::int as persons
        from entitlement_line l join proposal q on q.id = l.proposal_id
       where q.fiscal_year = ${c.fiscalYear - 1} and l.decreed > 0 group by q.regency_code),
    registered as (select regency_code, count(*)::int as persons from person group by regency_code),
    last_report as (
      select q.fiscal_year, r.sent_at <= q.due_at as on_time
        from (select id, fiscal_year, (case_data->>'reportDueAt')::timestamptz as due_at from proposal
               where institution_id = ${c.institutionId}::uuid and id <> ${c.id}::uuid and fiscal_year < ${c.fiscalYear}) q
             cross join lateral (select min(submitted_at) as sent_at from report where proposal_id = q.id) r
       where q.due_at is not null and (r.sent_at is not null or q.due_at < ${tx.now})
       order by q.fiscal_year desc, q.due_at desc limit 1)
    select (select count(*)::int from proposal_beneficiary b
             where b.proposal_id = ${c.id}::uuid and b.presence is not null and b.presence <> 'NOT_FOUND') as persons,
           (select target_group from aid_package where id = ${c.packageId}::uuid) as target_group,
           coalesce((select persons from reached where regency_code = ${c.regencyCode}), 0) as covered,
           coalesce((select persons from registered where regency_code = ${c.regencyCode}), 0) as registered,
           coalesce((select sum(persons)::int from reached), 0) as covered_all,
           coalesce((select sum(persons)::int from registered), 0) as registered_all,
           (select fiscal_year from last_report) as report_year,
           coalesce((select on_time from last_report), false) as report_on_time`;
  if (row === undefined) throw new Error(`case ${c.id} has no facts to score`);
  return {
    persons: row.persons,
    targetGroup: row.target_group,
    area: {
      covered: row.covered,
      registered: row.registered,
      coveredAll: row.covered_all,
      registeredAll: row.registered_all,
    },
    lastReport: row.report_year === null ? null : { fiscalYear: row.report_year, onTime: row.report_on_time === true },
    typed: typedOf(await readStoredScore(tx, c.id), c.revision),
  };
}

/** Keeps the score with everything it was computed from: what the record says later changes it no more. */
export async function writeScore(
  tx: ActorTx,
  c: ProposalCase,
  { policy, policyVersionId }: CaseFacts,
  facts: ScoringFacts,
  said: { readonly typed: readonly TypedScore[]; readonly decided: boolean },
): Promise<void> {
  const before = typedOf(await readStoredScore(tx, c.id), c.revision);
  const { points, criteria } = scoreOf(policy, facts, said.typed);
  const named = criteria.map((one): StoredCriterion => {
    const { inputs, ...rest } = one;
    if (one.basis !== 'TYPED') return { ...rest, inputs: { ...inputs }, by: null };
    const same = before.find(({ criterion: of }) => of === one.criterion);
    const kept = same?.reason === one.reason && (same.grade ?? same.points) === (inputs['grade'] ?? one.points);
    return { ...rest, inputs: { ...inputs }, by: kept ? same.by : tx.authority.userId };
  });
  await tx.sql.$executeRaw`
    insert into proposal_score (id, proposal_id, institution_id, regency_code, revision, seq, points, criteria, decided, complete_at, policy_version_id, scored_by, created_at)
    select ${uuid()}::uuid, ${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode}, ${c.revision},
           1 + coalesce((select max(seq) from proposal_score where proposal_id = ${c.id}::uuid), 0), ${points}, ${JSON.stringify(named)}::jsonb,
           ${said.decided}, r.created_at, ${policyVersionId}::uuid, ${tx.authority.userId}::uuid, ${tx.now}
      from proposal_revision r where r.proposal_id = ${c.id}::uuid and r.revision = ${c.revision}`;
}
