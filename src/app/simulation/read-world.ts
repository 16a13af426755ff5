import type { Actor } from '../../domain/actor.js';
import type { Role } from '../../domain/roles.js';
import type { AppContext } from '../ports.js';
import type { CasePlan } from './case-plan.js';
import { PROGRAMME_CODE } from './load-world.js';
import { institutionEmail, staff, staffEmail, unitEmail } from './staff.js';
import type { SyntheticInstitution, SyntheticPopulation } from './synthetic-types.js';

export interface UnitHouse {
  readonly id: string;
  readonly code: string;
  readonly index: number;
  readonly officer: Actor;
}
/** One institution of the run: who it is, who acts for it, what its case has in store. */
export interface House {
  readonly institution: SyntheticInstitution;
  readonly institutionId: string;
  /** As the record has it: typed texts are tidied when they are saved. */
  readonly name: string;
  readonly plan: CasePlan;
  readonly operator: Actor;
  readonly chair: Actor;
  readonly packageId: string;
  readonly unit: UnitHouse;
}
export interface World {
  readonly programmeId: string;
  readonly houses: readonly House[];
  readonly byInstitution: ReadonlyMap<string, House>;
  readonly units: readonly UnitHouse[];
  holder(role: keyof typeof staff, index: number): Actor;
  userId(actor: Actor): string;
}

const READER: Actor = { kind: 'system', purpose: 'simulation' };

/** The world as the record holds it: a run that was interrupted finds its people again. */
export async function readWorld(
  ctx: Pick<AppContext, 'db'>,
  population: SyntheticPopulation,
  plans: ReadonlyMap<string, CasePlan>,
): Promise<World> {
  const found = await ctx.db.withActor(READER, 10_000, async (tx) => {
    const users = await tx.sql.$queryRaw<{ id: string; email: string }[]>`select id, email from user_account`;
    const institutions = await tx.sql.$queryRaw<
      { id: string; code: string; name: string }[]
    >`select id, code, name from institution`;
    const units = await tx.sql.$queryRaw<
      { id: string; code: string }[]
    >`select id, code from org_unit where kind = 'UPTD'`;
    const packages = await tx.sql.$queryRaw<{ id: string; target_group: string; programme_id: string }[]>`
      select a.id, a.target_group, a.programme_id from aid_package a join programme p on p.id = a.programme_id where p.code = ${PROGRAMME_CODE}`;
    return { users, institutions, units, packages };
  });
  const userByEmail = new Map(found.users.map((user) => [user.email, user.id]));
  const person = (email: string): Actor => ({ kind: 'user', userId: known(userByEmail.get(email), email) });
  const unitByCode = new Map(found.units.map((unit) => [unit.code, unit.id]));
  const units = population.units.map((unit, index) => ({
    id: known(unitByCode.get(unit.code), unit.code),
    code: unit.code,
    index,
    officer: person(unitEmail(unit.code)),
    targetGroup: unit.targetGroup,
  }));
  const institutionByCode = new Map(found.institutions.map((row) => [row.code, row]));
  const houses = [...population.institutions, ...population.margin].map((institution): House => {
    const recorded = known(institutionByCode.get(institution.code), institution.code);
    const plan = known(plans.get(institution.code), institution.code);
    // goods of a group come from a unit that cares for it; disaster victims are served by any
    const serving = units.filter((unit) => unit.targetGroup === institution.targetGroup);
    const from = serving.length > 0 ? serving : units;
    return {
      institution,
      institutionId: recorded.id,
      name: recorded.name,
      plan,
      operator: person(institutionEmail(institution.code, 'operator')),
      chair: person(institutionEmail(institution.code, 'chair')),
      packageId: known(
        found.packages.find((entry) => entry.target_group === institution.targetGroup)?.id,
        institution.targetGroup,
      ),
      unit: known(from[plan.number % from.length], 'a unit'),
    };
  });
  const holders = new Map<string, readonly Actor[]>(
    Object.entries(staff).map(([role, count]) => [
      role,
      Array.from({ length: count }, (_, index) => person(staffEmail(role as Role, index))),
    ]),
  );
  return {
    programmeId: known(found.packages[0]?.programme_id, PROGRAMME_CODE),
    houses,
    byInstitution: new Map(houses.map((house) => [house.institutionId, house])),
    units,
    holder: (role, index) => known(holders.get(role)?.[index % staff[role]], role),
    userId: (actor) => (actor.kind === 'user' ? actor.userId : ''),
  };
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the record of this run does not know ${what}`);
  return value;
}
