import { refuse, type DomainError } from '../errors.js';
import type { Role } from '../roles.js';
import type { LocalDate } from '../time/wita.js';

/** Whoever names teams and sends them; an administrator of the system has no business power. */
export const tripPlanners: readonly Role[] = ['KABID'];
/** Whoever may see them besides. */
export const tripReaders: readonly Role[] = [
  'KABID',
  'FIELD_VERIFIER',
  'KETUA_TIM',
  'SEKRETARIS_DINAS',
  'HEAD_DINSOS',
  'SECRETARIAT',
  'INSPECTORATE',
  'BPK_AUDITOR',
];
/** domain.md 7: nobody visits alone; a programme may ask for more. */
export const MINIMUM_TRIP_OFFICERS = 2;
/** As much as one letter covers, and one page shows. */
export const MAXIMUM_TRIP_STOPS = 60;

export interface TeamFact {
  readonly validFrom: LocalDate;
  readonly validUntil: LocalDate;
  readonly members: readonly string[];
}
export interface TripPlan {
  readonly officers: readonly string[];
  readonly orderDate: LocalDate;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly stops: readonly { readonly proposalId: string; readonly plannedOn: LocalDate }[];
}
export interface TripFacts {
  readonly today: LocalDate;
  readonly team: TeamFact;
  /** Officers whom a declaration binds to an institution on the way. */
  readonly linked: readonly { readonly officer: string; readonly institution: string }[];
  /** Proposals of the plan that wait for no visit. */
  readonly unready: readonly string[];
}

/** What forbids a journey before anybody is sent; each stop is decided again by the rule of its own case. */
export function tripError(plan: TripPlan, { today, team, linked, unready }: TripFacts): DomainError | null {
  const officers = new Set(plan.officers);
  if (officers.size < MINIMUM_TRIP_OFFICERS)
    return refuse('INCOMPLETE', { fields: ['officers'], needed: MINIMUM_TRIP_OFFICERS });
  if (plan.stops.length === 0) return refuse('INCOMPLETE', { fields: ['stops'] });
  if (new Set(plan.stops.map(({ proposalId }) => proposalId)).size < plan.stops.length)
    return refuse('INVALID_INPUT', { fields: ['stops'] });
  if (plan.orderDate > today) return refuse('DATE_ORDER', { first: 'orderDate', second: 'today' });
  if (plan.orderDate > plan.startsOn) return refuse('DATE_ORDER', { first: 'orderDate', second: 'startsOn' });
  if (plan.startsOn > plan.endsOn) return refuse('DATE_ORDER', { first: 'startsOn', second: 'endsOn' });
  if (plan.stops.some(({ plannedOn }) => plannedOn < plan.startsOn || plannedOn > plan.endsOn))
    return refuse('INVALID_INPUT', { fields: ['plannedOn'] });
  const outside = [...officers].some((officer) => !team.members.includes(officer));
  if (outside || plan.startsOn < team.validFrom || plan.endsOn > team.validUntil)
    return refuse('NOT_IN_TEAM', { day: plan.startsOn });
  if (linked.length > 0)
    return refuse('CONFLICT_OF_INTEREST', {
      officers: linked.map(({ officer, institution }) => `${officer} (${institution})`),
    });
  return unready.length === 0 ? null : refuse('INVALID_INPUT', { fields: ['stops'] });
}
