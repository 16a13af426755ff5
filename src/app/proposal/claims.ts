import { Refusal, refuse } from '../../domain/errors.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';

/**
 * Claims every need of every living line for this case, or of some persons alone (I3). The unique key decides between two
 * proposals in the same instant; ordered so that two of them cannot deadlock.
 */
export async function takeClaims(
  tx: ActorTx,
  c: ProposalCase,
  persons: readonly string[] | null = null,
): Promise<void> {
  const [everyone, some] = [persons === null, [...(persons ?? [])]];
  // whoever decides meanwhile that two of them are one waits, or was before
  await tx.sql.$executeRaw`
    select 1 from person where id in (select person_id from entitlement_line where proposal_id = ${c.id}::uuid) order by id for share`;
  const claimed = await tx.sql.$queryRaw<{ need_group: string }[]>`
    insert into claim (identity_key, need_group, fiscal_year, event_key, proposal_id, institution_id, regency_code, taken_at)
    select distinct p.identity_key, l.need_group, ${c.fiscalYear}::int, ${eventKey(c)}, ${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode}, ${tx.now}::timestamptz
      from entitlement_line l join person p on p.id = l.person_id
     where l.proposal_id = ${c.id}::uuid and coalesce(l.decreed, l.considered, l.recommended) > 0 and (${everyone} or l.person_id = any(${some}::uuid[])) order by 1, 2
    on conflict do nothing returning need_group`;
  const [wanted] = await tx.sql.$queryRaw<{ claims: bigint }[]>`
    select count(distinct (p.identity_key, l.need_group)) as claims
      from entitlement_line l join person p on p.id = l.person_id
     where l.proposal_id = ${c.id}::uuid and coalesce(l.decreed, l.considered, l.recommended) > 0 and (${everyone} or l.person_id = any(${some}::uuid[]))`;
  const lost = Number(wanted?.claims ?? 0) - claimed.length;
  if (lost > 0) throw new Refusal(refuse('ALREADY_CLAIMED', { lines: lost }));
}

/** The needs of some lines that this case does not hold yet; refused where another holds one of them. */
export async function takeMissingClaims(tx: ActorTx, c: ProposalCase, lineIds: readonly string[]): Promise<void> {
  await tx.sql.$executeRaw`
    insert into claim (identity_key, need_group, fiscal_year, event_key, proposal_id, institution_id, regency_code, taken_at)
    select distinct p.identity_key, l.need_group, ${c.fiscalYear}::int, ${eventKey(c)}, ${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode}, ${tx.now}::timestamptz
      from entitlement_line l join person p on p.id = l.person_id where l.id = any(${[...lineIds]}::uuid[]) order by 1, 2
    on conflict do nothing`;
  const [lost] = await tx.sql.$queryRaw<{ lines: bigint }[]>`
    select count(*) as lines from entitlement_line l join person p on p.id = l.person_id
     where l.id = any(${[...lineIds]}::uuid[]) and not exists (
       select from claim k where k.identity_key = p.identity_key and k.need_group = l.need_group and k.fiscal_year = ${c.fiscalYear}
          and k.event_key = ${eventKey(c)} and k.proposal_id = ${c.id}::uuid)`;
  const lines = Number(lost?.lines ?? 0);
  if (lines > 0) throw new Refusal(refuse('ALREADY_CLAIMED', { lines }));
}

/** Each disaster is a need of its own: whoever lost a home in it may have had the year's food already (process.md 4). */
export function eventKey({ disasterId }: Pick<ProposalCase, 'disasterId'>): string {
  return disasterId ?? '';
}

/** A person whose every line of a need is cut, or has ended with nothing received, gives the need back. */
export async function releaseIdleClaims(tx: ActorTx, proposalId: string): Promise<void> {
  await tx.sql.$executeRaw`
    delete from claim k where k.proposal_id = ${proposalId}::uuid and not exists (
      select from entitlement_line l join person p on p.id = l.person_id
       where l.proposal_id = k.proposal_id and coalesce(l.decreed, l.considered, l.recommended) > 0
         and not (l.final and l.status = 'NOT_RECEIVED') and p.identity_key = k.identity_key and l.need_group = k.need_group)`;
}

/**
 * Living lines that would be a second aid as things stand now: the case does not hold the person's need, or nobody has said yet
 * whether the person is one who asks for it elsewhere (process.md 4: asked again at the freeze and at the release).
 */
export async function countDoubtfulLines(
  tx: ActorTx,
  proposalIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.sql.$queryRaw<{ proposal_id: string; lines: number }[]>`
    select l.proposal_id, count(*)::int as lines
      from entitlement_line l join person p on p.id = l.person_id join proposal c on c.id = l.proposal_id
     where l.proposal_id = any(${[...proposalIds]}::uuid[]) and l.status in ('DRAFT','DECREED') and l.held_at is null
       and coalesce(l.decreed, l.considered, l.recommended) > 0
       and (not exists (select from claim k where k.proposal_id = l.proposal_id and k.identity_key = p.identity_key and k.need_group = l.need_group)
            or identity_undecided(p.id, l.need_group, c.fiscal_year))
     group by l.proposal_id`;
  return new Map(rows.map((row) => [row.proposal_id, row.lines]));
}
