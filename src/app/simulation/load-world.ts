import type { Actor } from '../../domain/actor.js';
import { defaultPolicy } from '../../domain/policy.js';
import type { Role } from '../../domain/roles.js';
import { endOfDay, startOfDay } from '../../domain/time/wita.js';
import { attachInstitutionDocument } from '../files/attach-institution-document.js';
import { storeBlob } from '../files/store-blob.js';
import type { AppContext } from '../ports.js';
import { createInstitution } from '../seed/create-institution.js';
import { createProgramme, type NewProgramme } from '../seed/create-programme.js';
import { createUser, type AccountsPort, type CreateUser } from '../users/create-user.js';
import { packageCatalogue } from '../seed/package-catalogue.js';
import { seedReference } from '../seed/seed-reference.js';
import { announceLeave } from './leave.js';
import { calendar, morningOf } from './programme-calendar.js';
import { nameTeams } from './name-teams.js';
import { samplePdf } from './sample-files.js';
import { institutionEmail, regencyEmail, staff, staffEmail, unitEmail } from './staff.js';
import { setClock } from './stepped-clock.js';
import type { SyntheticInstitution, SyntheticPopulation } from './synthetic-types.js';
import { boundedMap } from '../bounded-map.js';

const SEED: Actor = { kind: 'system', purpose: 'seed' };
export const PROGRAMME_CODE = 'BST-2025';

/** Simulated people act by use-cases and never sign in by a page: they have no password. */
const noAccounts: AccountsPort = { create: () => Promise.resolve() };
const UNUSED_PASSWORD = 'never-used-for-sign-in';
const AT_ONCE = 6;

/** Fills an empty record with the programme, its offices, people in every role and the institutions with their files. */
export async function loadWorld(ctx: AppContext, population: SyntheticPopulation, dataFolder: string): Promise<void> {
  await setClock(ctx, morningOf(calendar.preparedOn));
  await seedReference(ctx, dataFolder);
  const ceilings = ceilingsOf(population);
  await ctx.db.withActor(SEED, 30_000, async (tx) => {
    for (const year of [calendar.fiscalYear, calendar.fiscalYear + 1])
      await createProgramme(tx, programmeOf(year, ceilings));
  });
  await boundedMap(officials(population, await unitIds(ctx)), AT_ONCE, (user) => hire(ctx, user));
  await nameTeams(ctx);
  await announceLeave(ctx, SEED);
  await boundedMap([...population.institutions, ...population.margin], AT_ONCE, (institution) =>
    establish(ctx, institution),
  );
}

/** BST 2025, and the one of the year after it, to which a proposal may be carried. */
function programmeOf(fiscalYear: number, ceilings: NewProgramme['ceilings']): NewProgramme {
  const own = fiscalYear === calendar.fiscalYear;
  return {
    code: own ? PROGRAMME_CODE : `BST-${fiscalYear}`,
    nameId: `Bantuan Sosial Terencana ${fiscalYear}`,
    nameEn: `Planned Social Aid ${fiscalYear}`,
    fiscalYear,
    windowOpensAt: startOfDay(own ? calendar.windowOpens : calendar.nextWindowOpens),
    windowClosesAt: endOfDay(own ? calendar.windowCloses : calendar.nextWindowCloses),
    policy: defaultPolicy(fiscalYear),
    ceilings,
    demo: false,
  };
}

/** What everybody would cost with everything, and a tenth more: the limits bind, and suffice. */
function ceilingsOf(population: SyntheticPopulation): NewProgramme['ceilings'] {
  const areas: Record<string, bigint> = {};
  let whole = 0n;
  for (const { regencyCode, targetGroup, persons } of [...population.institutions, ...population.margin]) {
    const items = packageCatalogue.find((entry) => entry.targetGroup === targetGroup)?.items ?? [];
    const each = items.reduce((sum, item) => sum + item.unitPrice * BigInt(item.quantityPerPerson), 0n);
    const amount = (each * BigInt(persons.length) * 11n) / 10n;
    areas[regencyCode] = (areas[regencyCode] ?? 0n) + amount;
    whole += amount;
  }
  return { programme: whole, areas, budgetLine: whole };
}

async function unitIds(ctx: AppContext): Promise<ReadonlyMap<string, string>> {
  return ctx.db.withActor(SEED, 10_000, async (tx) => {
    const rows = await tx.sql.$queryRaw<{ code: string; id: string }[]>`select code, id from org_unit`;
    return new Map(rows.map((row) => [row.code, row.id]));
  });
}

function officials(population: SyntheticPopulation, units: ReadonlyMap<string, string>): readonly CreateUser[] {
  const one = (role: Role, email: string, name: string, rest: Partial<CreateUser> = {}): CreateUser => ({
    email,
    name,
    password: UNUSED_PASSWORD,
    roles: [role],
    ...rest,
  });
  return [
    ...Object.entries(staff).flatMap(([role, count]) =>
      Array.from({ length: count }, (_, index) =>
        one(role as Role, staffEmail(role as Role, index), `Peraga ${role} ${index + 1}`),
      ),
    ),
    ...population.units.map((unit) =>
      one('UPTD_OFFICER', unitEmail(unit.code), `Peraga ${unit.code}`, { orgUnitId: units.get(unit.code) ?? null }),
    ),
    ...population.expected.map(({ regencyCode, regency }) =>
      one('KABKOTA_OFFICER', regencyEmail(regencyCode), `Peraga Dinsos ${regency}`, { regencyCode }),
    ),
  ];
}

async function hire(ctx: AppContext, user: CreateUser): Promise<string> {
  const { userId } = await createUser(ctx, SEED, user, noAccounts);
  return userId;
}

/** One institution with its two people, who themselves put its papers into its file. */
async function establish(ctx: AppContext, institution: SyntheticInstitution): Promise<void> {
  const institutionId = await ctx.db.withActor(SEED, 10_000, (tx) =>
    createInstitution(tx, ctx.vault, {
      code: institution.code,
      name: institution.name,
      kind: institution.kind,
      targetGroup: institution.targetGroup,
      regencyCode: institution.regencyCode,
      villageCode: institution.villageCode,
      address: institution.address,
      capacity: institution.capacity,
      chairName: institution.chairName,
      email: institution.email,
      phone: institution.phone,
      npwp: institution.npwp,
      registrationNumber: institution.registrationNumber,
      registrationValidUntil: institution.registrationValidUntil,
      demo: false,
    }),
  );
  const person = { password: UNUSED_PASSWORD, institutionId };
  await hire(ctx, {
    ...person,
    email: institutionEmail(institution.code, 'chair'),
    name: institution.chairName,
    roles: ['LKS_CHAIR'],
  });
  const userId = await hire(ctx, {
    ...person,
    email: institutionEmail(institution.code, 'operator'),
    name: `Operator ${institution.name}`,
    roles: ['LKS_OPERATOR'],
  });
  const operator: Actor = { kind: 'user', userId };
  for (const code of defaultPolicy(calendar.fiscalYear).mandatoryInstitutionDocuments) {
    const file = samplePdf(`${code} ${institution.code}`);
    const { blobId } = await storeBlob(ctx, operator, { ...file, institutionId });
    await attachInstitutionDocument(ctx, operator, {
      institutionId,
      code,
      number: code === 'LKS_REG' ? institution.registrationNumber : `${code}/${institution.code}`,
      validUntil: code === 'LKS_REG' ? institution.registrationValidUntil : null,
      blobId,
    });
  }
}
