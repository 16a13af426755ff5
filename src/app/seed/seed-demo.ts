import { randomBytes } from 'node:crypto';
import type { Actor } from '../../domain/actor.js';
import { endOfDay, startOfDay, witaYear } from '../../domain/time/wita.js';
import type { ActorTx, AppContext } from '../ports.js';
import { recordTeam } from '../field/record-team.js';
import { createProgramme, type NewProgramme } from './create-programme.js';
import { createUser, type AccountsPort } from '../users/create-user.js';
import { demoPeople, type DemoPerson } from './demo-accounts.js';
import { seedDemoInstitutions, type DemoInstitution } from './demo-institutions.js';

export interface DemoAccount {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly role: string;
  /** Code of the institution or unit the person belongs to. */
  readonly of: string | null;
}
export interface SeedDemo {
  /** Folder of the public reference data. */
  readonly dataFolder: string;
  /** Accounts of an earlier start, with passwords that still hold. */
  readonly known: readonly DemoAccount[];
}

const ACTOR: Actor = { kind: 'system', purpose: 'seed' };
const OFFICER_REGENCY = '64.72';

/**
 * The demonstration: a programme of the current WITA year with its window open all year, institutions with papers and
 * clients, and an account in every role. Needs the reference data; idempotent. Returns every account; a password that is
 * not among `known` is made anew, so that a start killed before it kept them goes on.
 */
export async function seedDemo(
  ctx: AppContext,
  accounts: AccountsPort,
  { dataFolder, known }: SeedDemo,
): Promise<readonly DemoAccount[]> {
  await ensureProgrammes(ctx);
  const institutions = await seedDemoInstitutions(ctx, ACTOR, dataFolder);
  const units = await readUnits(ctx);
  const distributing = units.filter((unit) => unit.kind === 'UPTD');
  const made: DemoAccount[] = [];
  for (const person of demoPeople(distributing, institutions, OFFICER_REGENCY)) {
    const password = known.find((account) => account.email === person.email)?.password ?? null;
    made.push(await ensureAccount(ctx, accounts, person, { institutions, units, password }));
  }
  await ensureTeam(ctx);
  return made;
}

/** Everybody who verifies in the field is one team for this year. */
async function ensureTeam(ctx: AppContext): Promise<void> {
  const wanted = await ctx.db.withActor(ACTOR, 10_000, async (tx) => {
    const rows = await tx.sql.$queryRaw<{ user_id: string; role: string }[]>`
      select m.user_id, m.role from membership m join user_account u on u.id = m.user_id
       where u.demo and m.role in ('KABID','FIELD_VERIFIER') and not exists (select from verification_team) order by m.user_id`;
    return { rows, year: witaYear(tx.now) };
  });
  const kabid = wanted.rows.find(({ role }) => role === 'KABID');
  if (kabid === undefined) return;
  await recordTeam(
    ctx,
    { kind: 'user', userId: kabid.user_id },
    {
      name: 'Tim Verifikasi (peragaan)',
      decreeNumber: `400.9.10/1/${wanted.year}`,
      decreeDate: `${wanted.year}-01-01`,
      validFrom: `${wanted.year}-01-01`,
      validUntil: `${wanted.year}-12-31`,
      members: wanted.rows.filter(({ role }) => role === 'FIELD_VERIFIER').map((row) => row.user_id),
      key: `demo/team/${wanted.year}`,
    },
  );
}

async function ensureProgrammes(ctx: AppContext): Promise<void> {
  await ctx.db.withActor(ACTOR, 30_000, async (tx) => {
    const year = witaYear(tx.now);
    const regencies = await tx.sql.$queryRaw<
      { code: string }[]
    >`select code from region where level = 'regency' order by code`;
    const common = {
      fiscalYear: year,
      windowOpensAt: startOfDay(`${year}-01-01`),
      windowClosesAt: endOfDay(`${year}-12-31`),
      policy: {},
      demo: true,
    };
    await ensureProgramme(tx, {
      ...common,
      code: `BST-${year}`,
      nameId: `Bantuan Sosial Terencana ${year} (peragaan)`,
      nameEn: `Planned Social Aid ${year} (demonstration)`,
      ceilings: {
        programme: 2_000_000_000n,
        areas: Object.fromEntries(regencies.map((regency) => [regency.code, 400_000_000n])),
        budgetLine: 2_000_000_000n,
      },
    });
    await ensureProgramme(tx, {
      ...common,
      code: `BTT-${year}`,
      nameId: `Bantuan Sosial Tidak Direncanakan ${year} (peragaan)`,
      nameEn: `Unplanned Social Aid ${year} (demonstration)`,
      track: 'UNPLANNED',
      ceilings: { programme: 0n, areas: {}, budgetLine: 0n, urgentAccount: 500_000_000n },
    });
  });
}

async function ensureProgramme(tx: ActorTx, programme: NewProgramme): Promise<void> {
  const [known] = await tx.sql.$queryRaw<{ id: string }[]>`select id from programme where code = ${programme.code}`;
  if (known === undefined) await createProgramme(tx, programme);
}

interface Unit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
}

async function readUnits(ctx: AppContext): Promise<readonly Unit[]> {
  return ctx.db.withActor(
    ACTOR,
    10_000,
    (tx) => tx.sql.$queryRaw<Unit[]>`select id, code, name, kind from org_unit order by code`,
  );
}

interface Known {
  readonly institutions: readonly DemoInstitution[];
  readonly units: readonly Unit[];
  readonly password: string | null;
}

async function ensureAccount(
  ctx: AppContext,
  accounts: AccountsPort,
  person: DemoPerson,
  { institutions, units, password }: Known,
): Promise<DemoAccount> {
  const [existing] = await ctx.db.withActor(
    ACTOR,
    10_000,
    (tx) => tx.sql.$queryRaw<{ id: string }[]>`select id from user_account where email = ${person.email}`,
  );
  const account: DemoAccount = {
    email: person.email,
    password: password ?? randomBytes(12).toString('base64url'),
    name: person.name,
    role: person.role,
    of: person.institution ?? person.unit,
  };
  if (existing !== undefined) {
    if (password === null) await accounts.create(existing.id, account.email, account.name, account.password);
    return account;
  }
  await createUser(
    ctx,
    ACTOR,
    {
      email: account.email,
      name: account.name,
      password: account.password,
      regencyCode: person.regencyCode,
      roles: [person.role],
      institutionId: institutions.find((institution) => institution.code === person.institution)?.id ?? null,
      orgUnitId: units.find((unit) => unit.code === person.unit)?.id ?? null,
      demo: true,
    },
    accounts,
  );
  return account;
}
