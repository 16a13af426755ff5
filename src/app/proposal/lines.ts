import type { RaisableLine } from '../../domain/proposal/commands/amendments.js';
import type { LineCut, LineFact } from '../../domain/proposal/command-map.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';
import { eventKey } from './claims.js';

interface LineRow {
  id: string;
  position: number;
  upper: number;
  unit_price: bigint;
  presence: string | null;
  claimed_elsewhere: boolean;
  undecided: boolean;
}
/** The step that left the quantities which a cut may only lower. */
export type LineStage = 'requested' | 'recommended' | 'considered' | 'decreed';

/** The lines a cut may touch: what the step before left of them, and whether another proposal holds the person's need. */
export async function readLines(
  tx: ActorTx,
  c: ProposalCase,
  stage: LineStage,
  which: 'living' | 'with dropped' = 'living',
): Promise<readonly LineFact[]> {
  const { id: proposalId, fiscalYear } = c;
  const rows = await tx.sql.$queryRaw<LineRow[]>`
    select l.id, b.position, coalesce(case ${stage}::text when 'requested' then l.requested when 'recommended' then l.recommended when 'considered' then l.considered
                             -- what was handed over is not cut any more
                             else case when l.status = 'DECREED' then l.decreed end end, 0) as upper,
           l.unit_price, b.presence,
           exists (select from claim k where k.identity_key = p.identity_key and k.need_group = l.need_group
                     and k.fiscal_year = ${fiscalYear} and k.event_key = ${eventKey(c)} and k.proposal_id <> l.proposal_id)
             -- found to be somebody who is in the same institution's register already
             or exists (select from identity_alias a where a.alias_key = p.identity_key) as claimed_elsewhere,
           ${stage}::text = 'requested' and identity_undecided(p.id, l.need_group, ${fiscalYear}::int) as undecided
      from entitlement_line l join proposal_beneficiary b on b.id = l.beneficiary_id join person p on p.id = l.person_id
     where l.proposal_id = ${proposalId}::uuid and (l.status <> 'DROPPED' or ${which} = 'with dropped')
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
      undecided: row.undecided,
    }));
}

/** What is recommended of each line: what was requested, less the cuts. */
export async function writeRecommended(tx: ActorTx, proposalId: string, cuts: readonly LineCut[]): Promise<void> {
  await tx.sql.$executeRaw`
    update entitlement_line l set recommended = coalesce(k.quantity, l.requested), reason = coalesce(k.reason, l.reason),
           status = case when coalesce(k.quantity, l.requested) = 0 then 'DROPPED' else l.status end
      from entitlement_line s left join unnest(${ids(cuts)}::uuid[], ${quantities(cuts)}::int[], ${reasons(cuts)}::text[]) as k(id, quantity, reason) on k.id = s.id
     where s.id = l.id and l.proposal_id = ${proposalId}::uuid and l.status = 'DRAFT'`;
}

/** What is considered of each line: what was recommended, or what was considered before, less the cuts. */
export async function writeConsidered(tx: ActorTx, proposalId: string, cuts: readonly LineCut[]): Promise<void> {
  await tx.sql.$executeRaw`
    update entitlement_line l set considered = coalesce(k.quantity, l.considered, l.recommended), reason = coalesce(k.reason, l.reason),
           status = case when coalesce(k.quantity, l.considered, l.recommended) = 0 then 'DROPPED' else l.status end
      from entitlement_line s left join unnest(${ids(cuts)}::uuid[], ${quantities(cuts)}::int[], ${reasons(cuts)}::text[]) as k(id, quantity, reason) on k.id = s.id
     where s.id = l.id and l.proposal_id = ${proposalId}::uuid and l.status = 'DRAFT'`;
}

/** What is decreed of each line after an amendment; a line that it takes back whole is final. */
export async function writeAmended(tx: ActorTx, proposalId: string, cuts: readonly LineCut[]): Promise<void> {
  await tx.sql.$executeRaw`
    update entitlement_line l set decreed = k.quantity, reason = k.reason, final = l.final or k.quantity = 0,
           status = case when k.quantity = 0 then 'NOT_RECEIVED' else l.status end
      from unnest(${ids(cuts)}::uuid[], ${quantities(cuts)}::int[], ${reasons(cuts)}::text[]) as k(id, quantity, reason)
     where k.id = l.id and l.proposal_id = ${proposalId}::uuid and l.status = 'DECREED'`;
}

/** Lines that an amendment may raise, up to what was requested: open ones, and those that an earlier step dropped. */
export async function readRaisable(tx: ActorTx, c: ProposalCase): Promise<readonly RaisableLine[]> {
  return tx.sql.$queryRaw<RaisableLine[]>`
    select l.id, b.position, case when l.status = 'DECREED' then l.decreed else 0 end as now, coalesce(l.recommended, 0) as recommended,
           coalesce(l.considered, 0) as considered, l.requested, l.unit_price as "unitPrice",
           exists (select from claim k where k.identity_key = p.identity_key and k.need_group = l.need_group
                     and k.fiscal_year = ${c.fiscalYear} and k.event_key = ${eventKey(c)} and k.proposal_id <> l.proposal_id) as "claimedElsewhere"
      from entitlement_line l join proposal_beneficiary b on b.id = l.beneficiary_id join person p on p.id = l.person_id
     where l.proposal_id = ${c.id}::uuid and l.status in ('DECREED','DROPPED') and not l.final and l.delivered is null and l.held_at is null
       and l.replaces_line_id is null and b.left_version is null and b.presence <> 'NOT_FOUND'
       and l.requested > case when l.status = 'DECREED' then l.decreed else 0 end
     order by l.id for update of l`;
}

/** More is decreed; the steps before are taken to have given it, because none gives more than the one before (I1). */
export async function writeRaised(tx: ActorTx, proposalId: string, raises: readonly LineCut[]): Promise<void> {
  await tx.sql.$executeRaw`
    update entitlement_line l set decreed = k.quantity, considered = greatest(l.considered, k.quantity), reason = k.reason,
           recommended = greatest(l.recommended, k.quantity), status = 'DECREED'
      from unnest(${ids(raises)}::uuid[], ${quantities(raises)}::int[], ${reasons(raises)}::text[]) as k(id, quantity, reason)
     where k.id = l.id and l.proposal_id = ${proposalId}::uuid and l.status in ('DECREED','DROPPED')`;
  await tx.sql.$executeRaw`
    update proposal_beneficiary b set status = 'ELIGIBLE' where b.proposal_id = ${proposalId}::uuid and b.status = 'INELIGIBLE'
       and exists (select from entitlement_line l where l.beneficiary_id = b.id and l.id = any(${ids(raises)}::uuid[]))`;
}

/** The lines as the recommendation left them: whoever is considered again is considered from there. */
export async function forgetConsidered(tx: ActorTx, proposalId: string): Promise<void> {
  await tx.sql.$executeRaw`
    update entitlement_line set considered = null, status = 'DRAFT'
     where proposal_id = ${proposalId}::uuid and recommended > 0 and status in ('DRAFT','DROPPED')`;
}

/** The lines and persons as the visit left them. */
export async function forgetRecommended(tx: ActorTx, proposalId: string): Promise<void> {
  await tx.sql.$executeRaw`
    update entitlement_line set recommended = null, considered = null, reason = null, status = 'DRAFT'
     where proposal_id = ${proposalId}::uuid and status in ('DRAFT','DROPPED')`;
  await tx.sql.$executeRaw`
    update proposal_beneficiary set status = case presence when 'NOT_FOUND' then 'NOT_FOUND' else 'VERIFIED_FIELD' end
     where proposal_id = ${proposalId}::uuid and status in ('ELIGIBLE','INELIGIBLE')`;
}

/** Lines that another proposal's claim takes out, with the reason. */
export async function dropLines(
  tx: ActorTx,
  proposalId: string,
  lost: readonly string[],
  reason: string,
): Promise<void> {
  await tx.sql.$executeRaw`
    update entitlement_line set recommended = 0, status = 'DROPPED', reason = ${reason}
     where proposal_id = ${proposalId}::uuid and id = any(${[...lost]}::uuid[])`;
}

/** Whoever keeps a line is eligible; the others are not. */
export async function judgeEligibility(tx: ActorTx, proposalId: string): Promise<void> {
  await tx.sql.$executeRaw`
    update proposal_beneficiary b set status = case when exists (
             select from entitlement_line l where l.beneficiary_id = b.id and l.recommended > 0) then 'ELIGIBLE' else 'INELIGIBLE' end
     where b.proposal_id = ${proposalId}::uuid`;
}

function ids(cuts: readonly LineCut[]): string[] {
  return cuts.map((cut) => cut.lineId);
}
function quantities(cuts: readonly LineCut[]): number[] {
  return cuts.map((cut) => cut.quantity);
}
function reasons(cuts: readonly LineCut[]): string[] {
  return cuts.map((cut) => cut.reason);
}
