import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { connectTemporalWorker } from '../../src/infra/temporal/connect-temporal.js';
import { createMasterKeyFile } from '../../src/infra/crypto/key-file.js';
import { buildContext, type OpenContext } from '../../src/main/build-context.js';
import { runWorker, type RunningWorker } from '../../src/main/run-worker.js';
import type { Notary } from '../../src/app/ports.js';
import { checkpointFolder } from '../../src/infra/checkpoint-folder.js';
import { openSigningKey } from '../../src/infra/crypto/signing-key.js';
import type { Actor } from '../../src/domain/actor.js';
import type { Role } from '../../src/domain/roles.js';
import { readyRuntime } from './ready-runtime.js';
import { workflowBundle } from './shared-stack.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { createTestNamespace, type TestNamespace } from './test-namespace.js';

/** A small synthetic province on the real servers: one programme, institutions with people, an account in every role. */
export interface World extends AsyncDisposable {
  readonly ctx: OpenContext;
  readonly notary: Notary;
  /** As the owner of the database: for arranging and for looking, never for deciding. */
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
  readonly appUrl: string;
  /** For a worker in a process of its own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly programmeId: string;
  readonly packageId: string;
  as(role: Role, nth?: number): Actor;
  userId(role: Role, nth?: number): string;
  /** A complete draft of an institution of its own, ready to submit; nationalIds names people who may be elsewhere too. */
  draft(options?: { readonly persons?: number; readonly sharedIdentity?: string }): Promise<Draft>;
  /** A worker of this process; `over` replaces parts of what its activities work with. */
  startWorker(over?: Partial<OpenContext>): Promise<RunningWorker>;
}
export interface Draft {
  readonly proposalId: string;
  readonly institutionId: string;
  readonly operator: Actor;
}

const officialRoles: readonly Role[] = [
  'SECRETARIAT',
  'ADMIN_VERIFIER',
  'FIELD_VERIFIER',
  'KETUA_TIM',
  'KABID',
  'SEKRETARIS_DINAS',
  'HEAD_DINSOS',
  'SUBBAG_PERENCANAAN',
  'PENGURUS_BARANG',
  'UPTD_OFFICER',
  'LPJ_REVIEWER',
  'ADMIN',
];
const UNIT_PRICE = 500_000;

type Servers = Omit<TestDatabase, 'name' | 'reportUrl'>;

export interface WorldOptions {
  readonly ceiling?: bigint;
  /** Instead of a namespace of the shared server. */
  readonly temporal?: TestNamespace;
  /** Time stands in the record and goes on when the test says so. */
  readonly steppedClock?: boolean;
  /** Instead of a database of the shared server. */
  readonly database?: Servers;
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  readyRuntime();
  const database = options.database ?? (await createTestDatabase());
  const temporal = options.temporal ?? (await createTestNamespace());
  const folder = mkdtempSync(join(tmpdir(), 'salur-world-'));
  const keyFile = join(folder, 'master.key');
  await createMasterKeyFile(keyFile);
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  // a killed server ends idle connections; the next query opens another
  owner.on('error', () => undefined);
  const sql: World['sql'] = async (text, values = []) =>
    (await owner.query(text, [...values])).rows as Record<string, unknown>[];
  const ctx = await buildContext({
    databaseUrl: database.appUrl,
    databaseConnections: 8,
    temporal,
    masterKeyFile: keyFile,
    publicUrl: 'http://127.0.0.1:3000',
    allowSteppedClock: options.steppedClock ?? false,
    processName: 'test',
  });
  const { programmeId, packageId, itemId } = await seedProgramme(sql, options.ceiling ?? 1_000_000_000n);
  const users = await seedOfficials(sql);
  const userId = (role: Role, nth = 0): string => {
    const found = users.get(role)?.[nth];
    if (found === undefined) throw new Error(`the world has no ${role} number ${nth}`);
    return found;
  };
  const notary: Notary = {
    store: checkpointFolder(join(folder, 'checkpoints')),
    signer: await openSigningKey(join(folder, 'checkpoint.key')),
  };
  return {
    ctx,
    notary,
    sql,
    appUrl: database.appUrl,
    environment: {
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      AUTH_DATABASE_URL: database.authUrl,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      SALUR_MASTER_KEY_FILE: keyFile,
      // nobody listens there: mail waits, decisions do not
      SMTP_URL: 'smtp://127.0.0.1:9',
    },
    programmeId,
    packageId,
    userId,
    as: (role, nth = 0) => ({ kind: 'user', userId: userId(role, nth) }),
    draft: (wanted = {}) =>
      seedDraft(sql, {
        programmeId,
        packageId,
        itemId,
        persons: wanted.persons ?? 3,
        sharedIdentity: wanted.sharedIdentity,
      }),
    async startWorker(over = {}) {
      const native = await connectTemporalWorker(temporal);
      const running = await runWorker({ ...ctx, ...over }, native, {
        namespace: temporal.namespace,
        bundle: workflowBundle(),
        notary: () => Promise.resolve(notary),
      });
      const finished = (async () => {
        await running.finished;
        await native.close();
      })();
      return { ...running, finished };
    },
    async [Symbol.asyncDispose]() {
      await ctx[Symbol.asyncDispose]();
      await owner.end();
      await database[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

type Sql = World['sql'];

async function seedProgramme(
  sql: Sql,
  ceiling: bigint,
): Promise<{ programmeId: string; packageId: string; itemId: string }> {
  const [programmeId, packageId, itemId] = [randomUUID(), randomUUID(), randomUUID()];
  const year = new Date().getUTCFullYear();
  await sql(
    `insert into programme (id, code, name_id, name_en, fiscal_year, window_opens_at, window_closes_at, legal_basis)
     values ($1, 'BST', 'Bantuan Sosial Terencana', 'Planned social aid', $2, now() - interval '300 days', now() + interval '300 days', '[]')`,
    [programmeId, year],
  );
  await sql(
    `insert into policy_version (id, programme_id, version, content, created_at)
     values (gen_random_uuid(), $1, 1, '{"namedScopes":["PROGRAMME"],"mandatoryInstitutionDocuments":[]}', now())`,
    [programmeId],
  );
  await sql(
    `insert into aid_package (id, programme_id, code, name_id, name_en, target_group, account_code, annex_level)
     values ($1, $2, 'CHILD', 'Anak', 'Children', 'CHILD', '5.1.06.04.02.0001', 'INSTITUTION')`,
    [packageId, programmeId],
  );
  await sql(
    `insert into package_item (id, package_id, code, need_group, name_id, name_en, unit, unit_price, quantity_per_person, handover_mode)
     values ($1, $2, 'FOOD', 'FOOD', 'Permakanan', 'Food', 'paket', $3, 1, 'COLLECTIVE')`,
    [itemId, packageId, UNIT_PRICE],
  );
  await sql(
    `insert into ceiling (id, programme_id, scope, scope_key, amount, hard)
     values (gen_random_uuid(), $1, 'PROGRAMME', '', $2, true), (gen_random_uuid(), $1, 'DPA_LINE', 'DPA-1', $2, true)`,
    [programmeId, ceiling.toString()],
  );
  return { programmeId, packageId, itemId };
}

async function seedUser(sql: Sql, role: Role, institutionId: string | null): Promise<string> {
  const id = randomUUID();
  await sql(`insert into user_account (id, email, name, created_at) values ($1, $2, $3, now())`, [
    id,
    `${role.toLowerCase()}-${id.slice(0, 8)}@salur.invalid`,
    `Peraga ${role}`,
  ]);
  await sql(
    `insert into membership (id, user_id, role, institution_id, valid_from) values (gen_random_uuid(), $1, $2, $3, now() - interval '1 year')`,
    [id, role, institutionId],
  );
  return id;
}

async function seedOfficials(sql: Sql): Promise<ReadonlyMap<Role, readonly string[]>> {
  const users = new Map<Role, readonly string[]>();
  for (const role of officialRoles) users.set(role, [await seedUser(sql, role, null), await seedUser(sql, role, null)]);
  return users;
}

interface DraftWish {
  readonly programmeId: string;
  readonly packageId: string;
  readonly itemId: string;
  readonly persons: number;
  readonly sharedIdentity: string | undefined;
}

function lettersOnly(bytes: Uint8Array): string {
  return [...bytes].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
}

async function seedDraft(sql: Sql, wish: DraftWish): Promise<Draft> {
  const [institutionId, proposalId] = [randomUUID(), randomUUID()];
  const year = new Date().getUTCFullYear();
  await sql(
    `insert into institution (id, code, name, kind, status, target_group, regency_code, address, capacity, chair_name, registration_number,
       registration_valid_until, created_at)
     values ($1, $2, 'LKSA Peraga', 'LKSA', 'ACTIVE', 'CHILD', '64.11', 'Ujoh Bilang', 100, 'Ketua Peraga', $2, current_date + 400, now())`,
    [institutionId, `LKS-${institutionId.slice(0, 8)}`],
  );
  const operator = await seedUser(sql, 'LKS_OPERATOR', institutionId);
  await sql(
    `insert into proposal (id, programme_id, package_id, institution_id, regency_code, fiscal_year, state, letter_number, letter_date, background,
       purpose, requested_amount, case_data, state_since, created_by, created_at, updated_at)
     values ($1, $2, $3, $4, '64.11', $5, 'DRAFT', '01/LKSA', current_date, 'Latar belakang', 'Tujuan', $6, '{}', now(), $7, now(), now())`,
    [proposalId, wish.programmeId, wish.packageId, institutionId, year, wish.persons * UNIT_PRICE, operator],
  );
  for (let index = 0; index < wish.persons; index += 1) {
    const [personId, beneficiaryId] = [randomUUID(), randomUUID()];
    const identity = index === 0 && wish.sharedIdentity !== undefined ? wish.sharedIdentity : personId;
    await sql(
      `insert into person (id, institution_id, regency_code, name, sex, birth_date, mother_name, nik_status, no_nik_reason, identity_key, target_group, residence_mode, created_at)
       values ($1, $2, '64.11', $3, 'F', '2015-01-01', $5, 'NONE', 'foundling', convert_to($4, 'UTF8'), 'CHILD', 'IN_PANTI', now())`,
      // of nobody in another list could anybody think that it is the same child
      [personId, institutionId, `Anak Peraga ${index + 1}`, identity, lettersOnly(randomBytes(24))],
    );
    await sql(
      `insert into proposal_beneficiary (id, proposal_id, person_id, institution_id, regency_code, position, status, residence_mode, created_at)
       values ($1, $2, $3, $4, '64.11', $5, 'NO_NIK', 'IN_PANTI', now())`,
      [beneficiaryId, proposalId, personId, institutionId, index + 1],
    );
    await sql(
      `insert into entitlement_line (id, proposal_id, beneficiary_id, person_id, item_id, institution_id, regency_code, need_group, unit_price, requested, status)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, '64.11', 'FOOD', $6, 1, 'DRAFT')`,
      [proposalId, beneficiaryId, personId, wish.itemId, institutionId, UNIT_PRICE],
    );
  }
  await sql(
    `insert into cost_line (id, proposal_id, institution_id, regency_code, position, item_id, description, volume, unit, unit_price, amount)
     values (gen_random_uuid(), $1, $2, '64.11', 1, $3, 'Permakanan', $4, 'paket', $5, $6)`,
    [proposalId, institutionId, wish.itemId, wish.persons, UNIT_PRICE, wish.persons * UNIT_PRICE],
  );
  for (const code of ['LETTER', 'PROPOSAL', 'SP_NO_DUP', 'SPTJ', 'VISIT_PHOTO']) {
    const blobId = randomUUID();
    await sql(
      `insert into blob (id, sha256, size, media_type, file_name, sealed, institution_id, regency_code, created_by, created_at)
       values ($1, $2, 3, $5, $3, '\\x010203', $4, '64.11', 'test', now())`,
      [blobId, 'f'.repeat(64), code, institutionId, code === 'VISIT_PHOTO' ? 'image/jpeg' : 'application/pdf'],
    );
    await sql(
      `insert into proposal_document (id, proposal_id, institution_id, regency_code, code, blob_id, status, created_at)
       values (gen_random_uuid(), $1, $2, '64.11', $3, $4, 'UPLOADED', now())`,
      [proposalId, institutionId, code, blobId],
    );
  }
  return { proposalId, institutionId, operator: { kind: 'user', userId: operator } };
}
