import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { tripPlanners, tripReaders } from '../../domain/field/trip.js';
import type { LocalDate } from '../../domain/time/wita.js';
import { requireRole, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';

export interface TripItem {
  readonly id: string;
  readonly orderNumber: string;
  readonly orderDate: LocalDate;
  readonly route: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly teamName: string;
  readonly officers: readonly string[];
  readonly stops: number;
  /** Stops whose visit is ordered. */
  readonly assigned: number;
}
export interface TripStopView {
  readonly proposalId: string;
  readonly institution: string;
  readonly address: string;
  readonly regency: string;
  readonly registrationNumber: string | null;
  readonly persons: number;
  readonly plannedOn: LocalDate;
  readonly state: string;
  readonly assigned: boolean;
}
export interface TripView extends TripItem {
  readonly decreeNumber: string;
  readonly decreeDate: LocalDate;
  readonly at: readonly TripStopView[];
}
export interface TripCandidate {
  readonly proposalId: string;
  readonly institution: string;
  readonly regencyCode: string;
  readonly regency: string;
  readonly registrationNumber: string | null;
  readonly persons: number;
  /** ISO instant. */
  readonly dueAt: string | null;
}

/** Journeys, the newest first. Errors: NOT_SIGNED_IN, WRONG_ROLE. */
export async function listTrips(ctx: AppContext, actor: Actor): Promise<readonly TripItem[]> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    requireRole(tx, tripReaders);
    return (await readTrips(tx, null)).map(tripItem);
  });
}

const one = z.object({ tripId: field.id });

/** One journey with its stops: what the letter of assignment says. Errors: NOT_SIGNED_IN, WRONG_ROLE, NOT_FOUND. */
export async function getTrip(ctx: AppContext, actor: Actor, input: z.input<typeof one>): Promise<TripView> {
  requireSignedIn(actor);
  const { tripId } = parseInput(one, input);
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    requireRole(tx, tripReaders);
    const [row] = await readTrips(tx, tripId);
    if (row === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'trip' }));
    const at = await tx.sql.$queryRaw<TripStopView[]>`
      select s.proposal_id as "proposalId", i.name as institution, i.address, g.name as regency, p.registration_number as "registrationNumber",
             p.person_count as persons, s.planned_on::text as "plannedOn", p.state,
             exists (select from visit v where v.trip_id = s.trip_id and v.proposal_id = s.proposal_id) as assigned
        from trip_stop s join proposal p on p.id = s.proposal_id join institution i on i.id = p.institution_id
        left join region g on g.code = p.regency_code
       where s.trip_id = ${tripId}::uuid order by s.planned_on, i.name, s.proposal_id`;
    return { ...tripItem(row), decreeNumber: row.decree_number, decreeDate: row.decree_date, at };
  });
}

/** Proposals that wait for a team and stand in no letter yet. Errors: NOT_SIGNED_IN, WRONG_ROLE. */
export async function listTripCandidates(ctx: AppContext, actor: Actor): Promise<readonly TripCandidate[]> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    requireRole(tx, tripPlanners);
    const rows = await tx.sql.$queryRaw<(Omit<TripCandidate, 'dueAt'> & { dueAt: Date | null })[]>`
      select p.id as "proposalId", i.name as institution, p.regency_code as "regencyCode", coalesce(g.name, p.regency_code) as regency,
             p.registration_number as "registrationNumber", p.person_count as persons, p.due_at as "dueAt"
        from proposal p join institution i on i.id = p.institution_id left join region g on g.code = p.regency_code
       where p.state = 'ADMIN_VERIFIED'
         and not exists (select from trip_stop s where s.proposal_id = p.id and not exists (
               select from visit v where v.trip_id = s.trip_id and v.proposal_id = s.proposal_id))
       order by p.regency_code, p.due_at, i.name`;
    return rows.map((row) => ({ ...row, dueAt: row.dueAt?.toISOString() ?? null }));
  });
}

interface TripRow {
  id: string;
  order_number: string;
  order_date: string;
  route: string;
  starts_on: string;
  ends_on: string;
  team_name: string;
  decree_number: string;
  decree_date: string;
  officers: string[];
  stops: number;
  assigned: number;
}

function readTrips(tx: ActorTx, tripId: string | null): Promise<TripRow[]> {
  return tx.sql.$queryRaw<TripRow[]>`
    select t.id, t.order_number, t.order_date::text, t.route, t.starts_on::text, t.ends_on::text, v.name as team_name, v.decree_number, v.decree_date::text,
           (select array_agg(u.name order by u.name) from trip_officer o join user_account u on u.id = o.user_id where o.trip_id = t.id) as officers,
           (select count(*)::int from trip_stop s where s.trip_id = t.id) as stops,
           (select count(*)::int from visit w where w.trip_id = t.id) as assigned
      from trip t join verification_team v on v.id = t.team_id
     where ${tripId}::uuid is null or t.id = ${tripId}::uuid order by t.starts_on desc, t.order_number limit 500`;
}

function tripItem(row: TripRow): TripItem {
  return {
    id: row.id,
    orderNumber: row.order_number,
    orderDate: row.order_date,
    route: row.route,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    teamName: row.team_name,
    officers: row.officers,
    stops: row.stops,
    assigned: row.assigned,
  };
}
