import { z } from 'zod';
import type { LineCut, LineFact } from '../../../domain/proposal/command-map.js';
import { Refusal, refuse } from '../../../domain/errors.js';
import type { ActorTx } from '../../ports.js';
import * as field from '../fields.js';
import type { Step } from '../step.js';

interface LineRow {
  id: string;
  position: number;
  upper: number;
  unit_price: bigint;
  presence: string | null;
  claimed_elsewhere: boolean;
}

/** The lines a cut may touch: what the step before left of them, and whether another proposal holds the person's need. */
export async function readLines(
  tx: ActorTx,
  proposalId: string,
  fiscalYear: number,
  stage: 'requested' | 'recommended',
): Promise<readonly LineFact[]> {
  const rows = await tx.sql.$queryRaw<LineRow[]>`
    select l.id, b.position, case when ${stage} = 'requested' then l.requested else coalesce(l.recommended, 0) end as upper, l.unit_price, b.presence,
           exists (select from claim k where k.identity_key = p.identity_key and k.need_group = l.need_group
                     and k.fiscal_year = ${fiscalYear} and k.event_key = '' and k.proposal_id <> l.proposal_id) as claimed_elsewhere
      from entitlement_line l join proposal_beneficiary b on b.id = l.beneficiary_id join person p on p.id = l.person_id
     where l.proposal_id = ${proposalId}::uuid and l.status <> 'DROPPED'
     order by l.id for update of l`;
  return rows
    .filter((row) => row.upper > 0)
    .map((row) => ({
      id: row.id,
      position: row.position,
      upper: row.upper,
      unitPrice: row.unit_price,
      presence: row.presence,
      claimedElsewhere: row.claimed_elsewhere,
    }));
}

export async function writeCuts(
  tx: ActorTx,
  proposalId: string,
  stage: 'recommended' | 'considered',
  cuts: readonly LineCut[],
): Promise<void> {
  const ids = cuts.map((cut) => cut.lineId);
  const quantities = cuts.map((cut) => cut.quantity);
  const reasons = cuts.map((cut) => cut.reason);
  if (stage === 'recommended') {
    await tx.sql.$executeRaw`
      update entitlement_line l set recommended = coalesce(k.quantity, l.requested), reason = coalesce(k.reason, l.reason),
             status = case when coalesce(k.quantity, l.requested) = 0 then 'DROPPED' else l.status end
        from entitlement_line s left join unnest(${ids}::uuid[], ${quantities}::int[], ${reasons}::text[]) as k(id, quantity, reason) on k.id = s.id
       where s.id = l.id and l.proposal_id = ${proposalId}::uuid and l.status = 'DRAFT'`;
  } else {
    await tx.sql.$executeRaw`
      update entitlement_line l set considered = coalesce(k.quantity, l.recommended), reason = coalesce(k.reason, l.reason),
             status = case when coalesce(k.quantity, l.recommended) = 0 then 'DROPPED' else l.status end
        from entitlement_line s left join unnest(${ids}::uuid[], ${quantities}::int[], ${reasons}::text[]) as k(id, quantity, reason) on k.id = s.id
       where s.id = l.id and l.proposal_id = ${proposalId}::uuid and l.status = 'DRAFT'`;
  }
}

export const endorse: Step<'endorse'> = {
  payload: z.object({ note: field.shortText }),
  load: () => Promise.resolve({}),
};

export const recommend: Step<'recommend'> = {
  payload: z.object({
    criteria: z.object({
      selective: z.boolean(),
      eligible: z.boolean(),
      temporary: z.boolean(),
      purposeful: z.boolean(),
    }),
    criteriaNote: field.words,
    cuts: field.lineCuts,
  }),
  load: async (tx, { case: c }) => ({ lines: await readLines(tx, c.id, c.fiscalYear, 'requested') }),
  async write(tx, { case: c, payload }) {
    await writeCuts(tx, c.id, 'recommended', payload.cuts);
    await tx.sql.$executeRaw`
      update proposal_beneficiary b set status = case when exists (
               select from entitlement_line l where l.beneficiary_id = b.id and l.recommended > 0) then 'ELIGIBLE' else 'INELIGIBLE' end
       where b.proposal_id = ${c.id}::uuid`;
    // The unique key decides between two proposals in the same instant; ordered so that two of them cannot deadlock
    const claimed = await tx.sql.$queryRaw<{ need_group: string }[]>`
      insert into claim (identity_key, need_group, fiscal_year, event_key, proposal_id, institution_id, regency_code, taken_at)
      select distinct p.identity_key, l.need_group, ${c.fiscalYear}::int, '', ${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode}, ${tx.now}::timestamptz
        from entitlement_line l join person p on p.id = l.person_id
       where l.proposal_id = ${c.id}::uuid and l.recommended > 0 order by 1, 2
      on conflict do nothing returning need_group`;
    const [wanted] = await tx.sql.$queryRaw<{ claims: bigint }[]>`
      select count(distinct (p.identity_key, l.need_group)) as claims
        from entitlement_line l join person p on p.id = l.person_id where l.proposal_id = ${c.id}::uuid and l.recommended > 0`;
    const lost = Number(wanted?.claims ?? 0) - claimed.length;
    if (lost > 0) throw new Refusal(refuse('ALREADY_CLAIMED', { lines: lost }));
    return [];
  },
};
