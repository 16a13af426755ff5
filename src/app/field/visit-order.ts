import { v7 as uuid } from 'uuid';
import type { AssignFieldPayload, VisitOrderFacts } from '../../domain/proposal/command-map.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';

/** Who may go to a case, and what stands on record of the order. */
export async function readVisitOrder(
  tx: ActorTx,
  c: ProposalCase,
  { officers, plannedOn, tripId = null }: AssignFieldPayload,
): Promise<VisitOrderFacts> {
  const wanted = [...officers];
  const holders = await tx.sql.$queryRaw<{ user_id: string }[]>`
      select user_id from role_holders('FIELD_VERIFIER', ${c.institutionId}::uuid, ${c.regencyCode}, ${tx.now})`;
  const [found] = await tx.sql.$queryRaw<{ linked: string[]; in_team: boolean | null }[]>`
    select (select coalesce(array_agg(l.name order by l.name), '{}') from linked_officials(${c.institutionId}::uuid, ${wanted}::uuid[]) l) as linked,
           case when exists (select from verification_team) then exists (
             select from verification_team t where ${plannedOn}::date between t.valid_from and t.valid_until
                and not exists (select from unnest(${wanted}::uuid[]) o
                                 where not exists (select from verification_team_member m where m.team_id = t.id and m.user_id = o))) end as in_team`;
  return {
    fieldVerifiers: holders.map((holder) => holder.user_id),
    visitId: uuid(),
    linked: found?.linked ?? [],
    inTeam: found?.in_team ?? null,
    trip: tripId === null ? null : await readStop(tx, c.id, tripId),
  };
}

/** What the letter of a journey says of one of its stops; null where it does not stop there. */
export async function readStop(tx: ActorTx, proposalId: string, tripId: string): Promise<VisitOrderFacts['trip']> {
  const [stop] = await tx.sql.$queryRaw<
    {
      officers: string[];
      team_name: string;
      order_number: string;
      order_date: string;
      route: string;
      planned_on: string;
    }[]
  >`
    select (select array_agg(o.user_id::text order by o.user_id) from trip_officer o where o.trip_id = t.id) as officers,
           v.name as team_name, t.order_number, t.order_date::text, t.route, s.planned_on::text
      from trip t join verification_team v on v.id = t.team_id join trip_stop s on s.trip_id = t.id
     where t.id = ${tripId}::uuid and s.proposal_id = ${proposalId}::uuid`;
  if (stop === undefined) return null;
  return {
    officers: stop.officers,
    teamName: stop.team_name,
    orderNumber: stop.order_number,
    orderDate: stop.order_date,
    route: stop.route,
    plannedOn: stop.planned_on,
  };
}
