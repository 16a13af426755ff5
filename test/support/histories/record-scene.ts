import { randomUUID } from 'node:crypto';
import type { Actor } from '../../../src/domain/actor.js';
import type { ProposalCase } from '../../../src/domain/proposal/proposal-case.js';
import type { Policy } from '../../../src/domain/policy.js';
import type { DecisionContext } from '../../../src/domain/proposal/rule.js';
import type { Role } from '../../../src/domain/roles.js';
import { createProgramme, type CreatedProgramme } from '../../../src/app/seed/create-programme.js';
import { readCase } from '../../../src/app/proposal/case-row.js';
import { requestEmergency } from '../../../src/app/users/emergency-access.js';
import { setSubstitution } from '../../../src/app/users/set-substitution.js';
import { addDays, witaDate } from '../../../src/domain/time/wita.js';
import { SYSTEM, syntheticProgramme, type AppWorld } from '../app-world.js';
import { aRow } from '../person-rows.js';
import { readyProposal, upload, type Home } from '../ready-proposal.js';

export interface Player {
  readonly actor: Actor;
  readonly person: DecisionContext['actor'];
}

/** The offices of the province, each held by somebody; two people hold more of them than one case allows. */
export interface Province {
  readonly players: readonly Player[];
  readonly unitId: string;
  readonly photoId: string;
  readonly scanId: string;
}

const offices: readonly (readonly Role[])[] = [
  ['SECRETARIAT'],
  ['SECRETARIAT'],
  ['ADMIN_VERIFIER'],
  ['FIELD_VERIFIER'],
  ['FIELD_VERIFIER'],
  ['KETUA_TIM'],
  ['KABID'],
  ['SEKRETARIS_DINAS'],
  ['HEAD_DINSOS'],
  ['SUBBAG_PERENCANAAN'],
  ['SUBBAG_PERENCANAAN'],
  ['PENGURUS_BARANG'],
  ['LPJ_REVIEWER'],
  ['APPEAL_REVIEWER'],
  ['ADMIN'],
  ['INSPECTORATE'],
  ['SUBBAG_KEUANGAN'],
  ['ADMIN_VERIFIER', 'FIELD_VERIFIER', 'HEAD_DINSOS', 'LPJ_REVIEWER', 'APPEAL_REVIEWER'],
  ['SECRETARIAT', 'KABID', 'SUBBAG_PERENCANAAN', 'SEKRETARIS_DINAS', 'PENGURUS_BARANG'],
];

export async function openProvince(world: AppWorld): Promise<Province> {
  const unitId = randomUUID();
  await world.sql(`insert into org_unit (id, code, name, kind) values ($1, $2, 'Panti Peraga', 'UPTD')`, [
    unitId,
    unitId.slice(0, 8),
  ]);
  const players: Player[] = [];
  for (const roles of offices) players.push(await player(world, roles));
  players.push(await player(world, ['UPTD_OFFICER'], { orgUnitId: unitId }));
  players.push(await player(world, ['KABKOTA_OFFICER'], { regencyCode: '64.72' }));
  await leaveAhead(world);
  const administrator = players.find(({ person }) => person.roles.includes('ADMIN'));
  if (administrator !== undefined) await unansweredEmergency(world, administrator.actor);
  const photoId = await upload(world, SYSTEM, 'foto.jpg');
  return { players, unitId, photoId, scanId: await upload(world, SYSTEM, 'keputusan.pdf') };
}

/** Asked for by one person and given to nobody. */
async function unansweredEmergency(world: AppWorld, administrator: Actor): Promise<void> {
  const [official] = await world.sql(
    `select u.email from user_account u join membership m on m.user_id = u.id where m.role = 'SUBBAG_KEUANGAN' limit 1`,
  );
  const person = String(official?.['email']);
  await requestEmergency(world.ctx, administrator, { person, role: 'KABID', hours: 1, reason: 'Peraga' });
}

/** A substitution that begins after everything here is over. */
async function leaveAhead(world: AppWorld): Promise<void> {
  const [people] = await world.sql(
    `select max(u.email) filter (where m.role = 'KETUA_TIM') as holder, max(u.email) filter (where m.role = 'SUBBAG_KEUANGAN') as substitute
       from user_account u join membership m on m.user_id = u.id`,
  );
  const today = witaDate(new Date());
  await setSubstitution(world.ctx, SYSTEM, {
    holder: String(people?.['holder']),
    substitute: String(people?.['substitute']),
    role: 'KETUA_TIM',
    kind: 'PLH',
    letterNumber: '800/1',
    letterDate: today,
    startsOn: addDays(today, 900),
    endsOn: addDays(today, 905),
  });
}

async function player(
  world: AppWorld,
  roles: readonly Role[],
  of: { readonly orgUnitId?: string; readonly regencyCode?: string } = {},
): Promise<Player> {
  const actor = await world.user(roles, of);
  return {
    actor,
    person: { kind: 'user', userId: actor.userId, name: roles.join(' '), roles, institutionId: null },
  };
}

/** One programme with little money, and institutions of which two list the same child; everything else is chance. */
export interface Scene {
  readonly world: AppWorld;
  readonly province: Province;
  readonly players: readonly Player[];
  readonly homes: readonly Home[];
  readonly programme: CreatedProgramme;
  /** What was made on the way: the newest decree and batch are the ones people work on. */
  readonly decrees: string[];
  readonly batches: string[];
  /** As the page that wrote a report showed it. */
  readonly reportHashes: Map<string, string>;
}

const HOMES = 3;
let drawn = 0;

export async function openScene(
  world: AppWorld,
  province: Province,
  ceiling: bigint,
  policy: Partial<Policy> = {},
): Promise<Scene> {
  const serial = (drawn += 1);
  const programme = await world.ctx.db.withActor(SYSTEM, 10_000, (tx) =>
    createProgramme(tx, {
      ...syntheticProgramme(tx.now),
      policy,
      code: `BST-${serial}-${randomUUID().slice(0, 8)}`,
      ceilings: { programme: ceiling, areas: { '64.72': ceiling / 2n }, budgetLine: ceiling },
    }),
  );
  const homes: Home[] = [];
  for (let n = 0; n < HOMES; n += 1) {
    const own = serial * 20 + n * 4;
    const rows = [aRow(n < 2 ? serial * 20 + 19 : own), aRow(own + 1), aRow(own + 2)];
    homes.push(await readyProposal(world, rows, programme));
  }
  const insiders = homes.map(({ operator, institutionId }): Player => ({
    actor: operator,
    person: {
      kind: 'user',
      userId: operator.kind === 'user' ? operator.userId : null,
      name: 'operator',
      roles: ['LKS_OPERATOR'],
      institutionId,
    },
  }));
  return {
    world,
    province,
    programme,
    homes,
    players: [...province.players, ...insiders],
    decrees: [],
    batches: [],
    reportHashes: new Map(),
  };
}

export async function caseOf({ world }: Scene, home: Home): Promise<ProposalCase> {
  const found = await world.ctx.db.withActor(SYSTEM, 5_000, (tx) => readCase(tx, home.proposalId));
  if (found === null) throw new Error('the proposal is not in the record');
  return found;
}
