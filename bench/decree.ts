import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { applyDecreeCommand } from '../src/app/decree/apply-decree-command.js';
import { prepareForm } from '../src/app/documents/prepare-form.js';
import { createInstitution } from '../src/app/seed/create-institution.js';
import { createProgramme } from '../src/app/seed/create-programme.js';
import { seedReference } from '../src/app/seed/seed-reference.js';
import type { Actor } from '../src/domain/actor.js';
import { fromPackageRoot } from '../src/config/package-root.js';
import { createMasterKeyFile } from '../src/infra/crypto/key-file.js';
import { startStack } from '../src/infra/embedded/stack.js';
import { buildContext, type OpenContext } from '../src/main/build-context.js';

export interface DecreeBench {
  readonly lines: number;
  readonly institutions: number;
  readonly freezeSeconds: number;
  readonly renderSeconds: number;
  readonly totalSeconds: number;
  readonly pdfBytes: number;
}

const SYSTEM: Actor = { kind: 'system', purpose: 'bench' };
const PER_INSTITUTION = 100;
const PRICE = 1_200_000;
const DAY_MS = 86_400_000;

/** A decree that names every person: frozen by its deciding transaction, then rendered and stored with its hash in the chain. */
export async function benchDecree(lines: number, say: (line: string) => void): Promise<DecreeBench> {
  await using stack = await startStack({ say });
  const masterKeyFile = join(stack.home, 'keys', 'master.key');
  await createMasterKeyFile(masterKeyFile);
  await using ctx = await buildContext({
    databaseUrl: stack.appUrl,
    databaseConnections: 4,
    temporal: { ...stack.temporal, namespace: stack.namespace },
    masterKeyFile,
    publicUrl: 'http://127.0.0.1:3000',
    allowSteppedClock: false,
    processName: 'bench',
  });
  const owner = new pg.Client({ connectionString: stack.ownerUrl });
  await owner.connect();
  try {
    say(`arranging ${lines} lines`);
    const { decreeId, secretary, institutions } = await arrange(ctx, owner, lines);
    const begin = performance.now();
    const frozen = await applyDecreeCommand(ctx, {
      commandId: randomUUID(),
      subjectId: decreeId,
      type: 'freeze',
      actor: { kind: 'user', userId: secretary },
      payload: {},
      expectedVersion: null,
      requestHash: randomUUID(),
      heavy: true,
    });
    if (!frozen.ok) throw new Error(`the freeze was refused: ${JSON.stringify(frozen.error)}`);
    const middle = performance.now();
    await prepareForm(ctx, { kind: 'render_decree', subjectId: decreeId });
    const end = performance.now();
    const { rows } = await owner.query<{ size: number }>(
      'select b.size from decree d join blob b on b.id = d.annex_blob_id where d.id = $1',
      [decreeId],
    );
    return {
      lines,
      institutions,
      freezeSeconds: seconds(middle - begin),
      renderSeconds: seconds(end - middle),
      totalSeconds: seconds(end - begin),
      pdfBytes: rows[0]?.size ?? 0,
    };
  } finally {
    await owner.end();
  }
}

interface Arranged {
  readonly decreeId: string;
  readonly secretary: string;
  readonly institutions: number;
}

/** Budgeted proposals of synthetic people, held by one decree; everybody is invented. */
async function arrange(ctx: OpenContext, owner: pg.Client, lines: number): Promise<Arranged> {
  await seedReference(ctx, fromPackageRoot('data'));
  const programme = await ctx.db.withActor(SYSTEM, 30_000, (tx) =>
    createProgramme(tx, {
      code: 'BENCH',
      nameId: 'Bantuan Sosial Terencana (peraga)',
      nameEn: 'Planned social aid (sample)',
      fiscalYear: tx.now.getUTCFullYear(),
      windowOpensAt: new Date(tx.now.getTime() - DAY_MS),
      windowClosesAt: tx.now,
      policy: {},
      ceilings: { programme: 10n ** 15n, areas: {}, budgetLine: 10n ** 15n },
      demo: true,
    }),
  );
  const [pack] = programme.packages;
  if (pack === undefined) throw new Error('the programme has no package');
  await owner.query(`update aid_package set annex_level = 'PERSON' where id = $1`, [pack.id]);
  const secretary = randomUUID();
  await owner.query(
    `insert into user_account (id, email, name, created_at) values ($1, 'bench@salur.invalid', 'Sekretariat Peraga', now())`,
    [secretary],
  );
  await owner.query(
    `insert into membership (id, user_id, role, valid_from) values (gen_random_uuid(), $1, 'SECRETARIAT', now() - interval '1 day')`,
    [secretary],
  );
  const decreeId = randomUUID();
  await owner.query(
    `insert into decree (id, programme_id, title, state, version, fiscal_year, created_by, created_at)
     select $1, id, 'Penerima dan besaran bantuan (peraga)', 'DRAFT', 1, fiscal_year, $2, now() from programme where id = $3`,
    [decreeId, secretary, programme.programmeId],
  );
  const institutions = Math.ceil(lines / PER_INSTITUTION);
  for (let number = 0; number < institutions; number += 1) {
    const persons = Math.min(PER_INSTITUTION, lines - number * PER_INSTITUTION);
    await arrangeOne(ctx, owner, { decreeId, secretary, packageId: pack.id, number, persons });
  }
  return { decreeId, secretary, institutions };
}

async function arrangeOne(
  ctx: OpenContext,
  owner: pg.Client,
  of: {
    readonly decreeId: string;
    readonly secretary: string;
    readonly packageId: string;
    readonly number: number;
    readonly persons: number;
  },
): Promise<void> {
  const institutionId = await ctx.db.withActor(SYSTEM, 10_000, (tx) =>
    createInstitution(tx, ctx.vault, {
      code: `BENCH-${of.number}`,
      name: `LKS Peraga ${of.number}`,
      kind: 'LKSA',
      status: 'ACTIVE',
      targetGroup: 'CHILD',
      regencyCode: '64.72',
      villageCode: null,
      address: `Jalan Contoh Nomor ${of.number}`,
      capacity: of.persons,
      email: null,
      phone: null,
      chairName: 'Ketua Peraga',
      npwp: null,
      registrationNumber: `TD/${of.number}`,
      registrationValidUntil: null,
      demo: true,
    }),
  );
  const proposalId = randomUUID();
  await owner.query(
    `insert into proposal (id, programme_id, package_id, institution_id, regency_code, fiscal_year, state, registration_number,
                           considered_amount, fenced_by, case_data, state_since, created_by, created_at, updated_at)
     select $1, d.programme_id, $2, $3, '64.72', d.fiscal_year, 'BUDGETED', $4, $5, d.id, '{}', now(), $6, now(), now() from decree d where d.id = $7`,
    [
      proposalId,
      of.packageId,
      institutionId,
      `BENCH/${String(of.number).padStart(4, '0')}`,
      of.persons * PRICE,
      of.secretary,
      of.decreeId,
    ],
  );
  const ids = Array.from({ length: of.persons }, () => randomUUID());
  const sealed: Uint8Array[] = [];
  for (const [index, id] of ids.entries()) {
    const digits = String(of.number * PER_INSTITUTION + index + 1)
      .padStart(4, '0')
      .slice(-4);
    sealed.push(await ctx.vault.seal('identity', `person|nik|${id}`, `647201010112${digits}`));
  }
  await owner.query(
    `insert into person (id, institution_id, regency_code, name, sex, birth_date, nik_status, nik_sealed, identity_key, target_group, residence_mode, created_at)
     select k.id, $2, '64.72', 'Contoh Penerima ' || k.place, 'F', '2012-01-01', 'UNVERIFIED', k.nik, sha256(k.id::text::bytea), 'CHILD', 'IN_PANTI', now()
       from unnest($1::uuid[], $3::bytea[]) with ordinality as k(id, nik, place)`,
    [ids, institutionId, sealed.map((bytes) => Buffer.from(bytes))],
  );
  await owner.query(
    `with listed as (
       insert into proposal_beneficiary (id, proposal_id, person_id, institution_id, regency_code, position, status, residence_mode, created_at)
       select gen_random_uuid(), $1, k.id, $2, '64.72', k.place, 'ELIGIBLE', 'IN_PANTI', now() from unnest($3::uuid[]) with ordinality as k(id, place)
       returning id, person_id)
     insert into entitlement_line (id, proposal_id, beneficiary_id, person_id, item_id, institution_id, regency_code, need_group, unit_price,
                                   requested, recommended, considered, status)
     select gen_random_uuid(), $1, b.id, b.person_id, i.id, $2, '64.72', i.need_group, $4, 1, 1, 1, 'DRAFT'
       from listed b, (select id, need_group from package_item where package_id = $5 order by code limit 1) i`,
    [proposalId, institutionId, ids, PRICE, of.packageId],
  );
  // a freeze looks for double aid again: every need is held by its case
  await owner.query(
    `insert into claim (identity_key, need_group, fiscal_year, proposal_id, institution_id, regency_code, taken_at)
     select distinct p.identity_key, l.need_group, c.fiscal_year, c.id, c.institution_id, c.regency_code, now()
       from entitlement_line l join person p on p.id = l.person_id join proposal c on c.id = l.proposal_id where c.id = $1`,
    [proposalId],
  );
  await owner.query(
    `insert into decree_entry (decree_id, proposal_id, institution_id, regency_code, state) values ($1, $2, $3, '64.72', 'FENCED')`,
    [of.decreeId, proposalId, institutionId],
  );
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
