import { v7 as uuid } from 'uuid';
import type { ListChange, ListUpdate, ListUpdateFacts } from '../../domain/proposal/commands/list-updates.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';

/** What is left of one line of somebody who leaves. */
interface Rest {
  readonly id: string;
  readonly beneficiary_id: string;
  readonly rest: number;
}

/** Under the locks of the lines and of the drops that carry them: neither is received or counted meanwhile. */
export async function listUpdateFacts(tx: ActorTx, c: ProposalCase, payload: ListUpdate): Promise<ListUpdateFacts> {
  const reconciling = await isReconciling(tx, c.id);
  const wanted = payload.changes.flatMap(({ replacedBy }) => replacedBy ?? []);
  const [found] = await tx.sql.$queryRaw<{ annex_level: string; entrants: string[] | null }[]>`
    select (select annex_level from aid_package where id = ${c.packageId}::uuid) as annex_level,
           (select array_agg(n.id) from person n where n.id = any(${wanted}::uuid[]) and n.institution_id = ${c.institutionId}::uuid and n.left_on is null
               and not exists (select from proposal_beneficiary b where b.proposal_id = ${c.id}::uuid and b.person_id = n.id)) as entrants`;
  const [verifier] = await tx.sql.$queryRaw<{ name: string; barred: boolean }[]>`
    select h.name, exists (select from involvement n where n.proposal_id = ${c.id}::uuid and n.user_id = h.user_id
                              and n.duty in ('LKS','RECOMMENDER','REPORT_ACCEPTOR','AUDITOR')) as barred
      from role_holders('FIELD_VERIFIER', ${c.institutionId}::uuid, ${c.regencyCode}, ${tx.now}) h where h.user_id = ${payload.verifierId}::uuid`;
  const rests = await openRests(
    tx,
    c.id,
    payload.changes.map(({ beneficiaryId }) => beneficiaryId),
  );
  return {
    annexLevel: found?.annex_level ?? '',
    open: [...new Set(rests.map((line) => line.beneficiary_id))],
    entrants: found?.entrants ?? [],
    verifier: { holdsOffice: verifier !== undefined, barred: verifier?.barred ?? false, name: verifier?.name ?? '' },
    reconciling,
  };
}

/** Under the lock of the drops: a batch with this proposal is being counted. */
export async function isReconciling(tx: ActorTx, proposalId: string): Promise<boolean> {
  const drops = await tx.sql.$queryRaw<{ counted: boolean }[]>`
    select task is not null as counted from delivery_drop where proposal_id = ${proposalId}::uuid order by id for update`;
  return drops.some((drop) => drop.counted);
}

/** Of somebody with a held line nothing changes hands before it is let go. */
async function openRests(tx: ActorTx, proposalId: string, beneficiaries: readonly string[]): Promise<readonly Rest[]> {
  return tx.sql.$queryRaw<Rest[]>`
    select l.id, l.beneficiary_id, l.decreed - coalesce(l.delivered, 0) as rest from entitlement_line l
     where l.proposal_id = ${proposalId}::uuid and l.beneficiary_id = any(${[...beneficiaries]}::uuid[]) and not l.final
       and l.status in ('DECREED','PARTIALLY_RECEIVED','NOT_RECEIVED') and l.decreed > coalesce(l.delivered, 0)
       and not exists (select from entitlement_line h where h.beneficiary_id = l.beneficiary_id and h.status = 'DECREED' and h.held_at is not null)
     order by l.id for update`;
}

/** Whoever leaves keeps what was received; of what another takes over nothing is decreed any more. */
export async function letLeave(
  tx: ActorTx,
  c: ProposalCase,
  changes: readonly ListChange[],
  version: number,
): Promise<readonly Rest[]> {
  const ids = changes.map(({ beneficiaryId }) => beneficiaryId);
  const rests = await openRests(tx, c.id, ids);
  await tx.sql.$executeRaw`
    update proposal_beneficiary b set status = k.cause, left_on = k.left_on::date, left_version = ${version}
      from unnest(${ids}::uuid[], ${changes.map(({ cause }) => cause)}::text[], ${changes.map(({ leftOn }) => leftOn)}::text[]) as k(id, cause, left_on)
     where b.id = k.id and b.proposal_id = ${c.id}::uuid`;
  await tx.sql.$executeRaw`
    update entitlement_line l set final = true, reason = b.status,
           status = case when coalesce(l.delivered, 0) > 0 then l.status else 'NOT_RECEIVED' end,
           decreed = case when k.taken_over then coalesce(l.delivered, 0) else l.decreed end
      from unnest(${ids}::uuid[], ${changes.map(({ replacedBy }) => replacedBy !== null)}::boolean[]) as k(beneficiary_id, taken_over)
      join proposal_beneficiary b on b.id = k.beneficiary_id
     where l.beneficiary_id = b.id and l.id = any(${rests.map((line) => line.id)}::uuid[])`;
  return rests;
}

/** Whoever enters takes over the rest, line by line; the officer of the minutes has seen the person. Answers with their ids. */
export async function letJoin(
  tx: ActorTx,
  c: ProposalCase,
  changes: readonly ListChange[],
  rests: readonly Rest[],
  version: number,
): Promise<readonly string[]> {
  const entries = changes.flatMap(({ beneficiaryId, replacedBy }) =>
    replacedBy === null ? [] : [{ id: uuid(), personId: replacedBy, gone: beneficiaryId }],
  );
  await tx.sql.$executeRaw`
    insert into proposal_beneficiary (id, proposal_id, person_id, institution_id, regency_code, position, status, residence_mode, presence, created_at, joined_version)
    select u.id, ${c.id}::uuid, n.id, n.institution_id, n.regency_code, s.last + u.n::int, 'ELIGIBLE', n.residence_mode, 'PRESENT', ${tx.now}, ${version}
      from unnest(${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ personId }) => personId)}::uuid[]) with ordinality as u(id, person_id, n)
      join person n on n.id = u.person_id,
           (select max(position) as last from proposal_beneficiary where proposal_id = ${c.id}::uuid) s`;
  const taken = entries.flatMap((entry) =>
    rests
      .filter((line) => line.beneficiary_id === entry.gone)
      .map((line) => ({ ...entry, ...line, entrant: entry.id })),
  );
  await tx.sql.$executeRaw`
    insert into entitlement_line (id, proposal_id, beneficiary_id, person_id, item_id, institution_id, regency_code, need_group, unit_price,
                                  requested, recommended, considered, decreed, status, replaces_line_id)
    select uuidv7(), l.proposal_id, u.entrant, u.person_id, l.item_id, l.institution_id, l.regency_code, l.need_group, l.unit_price,
           u.rest, u.rest, u.rest, u.rest, 'DECREED', l.id
      from unnest(${taken.map(({ id }) => id)}::uuid[], ${taken.map(({ entrant }) => entrant)}::uuid[], ${taken.map(({ personId }) => personId)}::uuid[],
                  ${taken.map(({ rest }) => rest)}::int[]) as u(id, entrant, person_id, rest)
      join entitlement_line l on l.id = u.id`;
  return entries.map(({ personId }) => personId);
}

/** What the institution received already and kept, for somebody else or until it was let go, is confirmed once more. */
export async function receiveAgain(tx: ActorTx, proposalId: string): Promise<void> {
  await tx.sql.$executeRaw`
    update delivery_drop set state = 'HANDED_OVER' where proposal_id = ${proposalId}::uuid and state = 'CONFIRMED'
       and exists (select from entitlement_line where proposal_id = ${proposalId}::uuid and status = 'DECREED' and decreed > 0 and held_at is null)`;
}

/** Who saw the persons stands on the side of the visit (process.md 3). */
export async function recordVerifier(tx: ActorTx, c: ProposalCase, verifierId: string): Promise<void> {
  await tx.sql.$executeRaw`
    insert into involvement (proposal_id, user_id, duty, institution_id, regency_code, at)
    values (${c.id}::uuid, ${verifierId}::uuid, 'VERIFIER', ${c.institutionId}::uuid, ${c.regencyCode}, ${tx.now})
    on conflict do nothing`;
}
