import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { MAXIMUM_TRIP_STOPS, tripError, tripPlanners, type TripFacts } from '../../domain/field/trip.js';
import { witaDate } from '../../domain/time/wita.js';
import { createOnce } from '../forward/create-once.js';
import { requireRole, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';

const request = z.object({
  teamId: field.id,
  officers: z.array(field.id).max(20),
  orderNumber: field.requiredText,
  orderDate: field.localDate,
  route: field.requiredText,
  startsOn: field.localDate,
  endsOn: field.localDate,
  stops: z.array(z.object({ proposalId: field.id, plannedOn: field.localDate })).max(MAXIMUM_TRIP_STOPS),
  key: z.string().min(8).max(200),
});
export type PlanTrip = z.input<typeof request>;

/**
 * Records one letter of assignment for many proposals. It sends nobody yet: `assignTrip` does, case by case.
 * Errors: NOT_SIGNED_IN, WRONG_ROLE, INVALID_INPUT, INCOMPLETE, DATE_ORDER, NOT_FOUND, NOT_IN_TEAM, CONFLICT_OF_INTEREST, DUPLICATE_NUMBER.
 */
export async function planTrip(ctx: AppContext, actor: Actor, input: PlanTrip): Promise<{ readonly tripId: string }> {
  requireSignedIn(actor);
  return notingRefusals(ctx, actor, { subject: 'field', command: 'plan_trip' }, async (tx) => {
    requireRole(tx, tripPlanners);
    const { key, ...plan } = parseInput(request, input);
    const officers = [...new Set(plan.officers)];
    const creation = { operation: 'field/plan_trip', key, body: { ...plan, officers }, state: 'PLANNED' };
    const tripId = await createOnce(tx, creation, async (commandId) => {
      const error = tripError({ ...plan, officers }, await readFacts(tx, { ...plan, officers }));
      if (error !== null) throw new Refusal(error);
      const id = uuid();
      await tx.sql.$executeRaw`
        insert into trip (id, team_id, order_number, order_date, order_year, route, starts_on, ends_on, created_by, created_at)
        values (${id}::uuid, ${plan.teamId}::uuid, ${plan.orderNumber}, ${plan.orderDate}::date, ${Number(plan.orderDate.slice(0, 4))}, ${plan.route},
                ${plan.startsOn}::date, ${plan.endsOn}::date, ${tx.authority.userId}::uuid, ${tx.now})`;
      await tx.sql.$executeRaw`
        insert into trip_officer (trip_id, user_id) select ${id}::uuid, o from unnest(${officers}::uuid[]) o`;
      await tx.sql.$executeRaw`
        insert into trip_stop (trip_id, proposal_id, institution_id, regency_code, planned_on)
        select ${id}::uuid, p.id, p.institution_id, p.regency_code, s.planned_on
          from unnest(${plan.stops.map((stop) => stop.proposalId)}::uuid[], ${plan.stops.map((stop) => stop.plannedOn)}::date[]) as s(id, planned_on)
          join proposal p on p.id = s.id`;
      const data = { tripId: id, ...plan, officers };
      await appendEvents(tx, [
        { stream: 'field', type: 'trip_planned', commandId, institutionId: null, regencyCode: null, data },
      ]);
      return id;
    });
    return { tripId };
  });
}

async function readFacts(
  tx: ActorTx,
  { teamId, officers, stops }: Pick<z.output<typeof request>, 'teamId' | 'officers' | 'stops'>,
): Promise<TripFacts> {
  const [team] = await tx.sql.$queryRaw<{ valid_from: string; valid_until: string; members: string[] }[]>`
    select t.valid_from::text, t.valid_until::text,
           (select array_agg(m.user_id::text) from verification_team_member m where m.team_id = t.id) as members
      from verification_team t where t.id = ${teamId}::uuid`;
  if (team === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'team' }));
  const cases = await tx.sql.$queryRaw<{ id: string; institution: string; ready: boolean; linked: string[] }[]>`
    select p.id, i.name as institution, p.state in ('ADMIN_VERIFIED','FIELD_VERIFICATION') as ready,
           (select coalesce(array_agg(l.name order by l.name), '{}') from linked_officials(p.institution_id, ${officers}::uuid[]) l) as linked
      from proposal p join institution i on i.id = p.institution_id where p.id = any(${stops.map((stop) => stop.proposalId)}::uuid[])`;
  const ready = new Set(cases.filter((one) => one.ready).map((one) => one.id));
  return {
    today: witaDate(tx.now),
    team: { validFrom: team.valid_from, validUntil: team.valid_until, members: team.members },
    linked: cases.flatMap(({ institution, linked }) => linked.map((officer) => ({ officer, institution }))),
    unready: stops.map((stop) => stop.proposalId).filter((id) => !ready.has(id)),
  };
}
