import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createInstitution } from '../../src/app/seed/create-institution.js';
import { createProgramme, type CreatedProgramme } from '../../src/app/seed/create-programme.js';
import { createUser, type AccountsPort } from '../../src/app/users/create-user.js';
import { seedReference } from '../../src/app/seed/seed-reference.js';
import type { AppContext } from '../../src/app/ports.js';
import { fromPackageRoot } from '../../src/config/package-root.js';
import type { Actor } from '../../src/domain/actor.js';
import type { Role } from '../../src/domain/roles.js';
import { systemClock } from '../../src/infra/clock.js';
import { createDataKeyStore } from '../../src/infra/crypto/data-key-store.js';
import { createMasterKeyFile } from '../../src/infra/crypto/key-file.js';
import { openKeyRing } from '../../src/infra/crypto/key-ring.js';
import { openVault } from '../../src/infra/crypto/vault.js';
import { openDatabase } from '../../src/infra/db/database.js';
import { directWorkflows } from './direct-workflows.js';
import { createTestDatabase } from './test-database.js';

export const SYSTEM: Actor = { kind: 'system', purpose: 'test' };
export const noAccounts: AccountsPort = { create: () => Promise.resolve() };

/** What the use-cases work on where no workflow is needed: a seeded database of its own, real keys, no Temporal. */
export interface AppWorld extends AsyncDisposable {
  readonly ctx: AppContext;
  /** As the owner of the database: for looking, never for deciding. */
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
  readonly programme: CreatedProgramme;
  /** The owner of the database, whom neither row security nor a missing grant holds back. */
  readonly ownerUrl: string;
  /** Role salur_auth, for the accounts library. */
  readonly authUrl: string;
  packageOf(targetGroup: string): string;
  institution(options?: { readonly targetGroup?: string; readonly regencyCode?: string }): Promise<string>;
  user(
    roles: readonly Role[],
    of?: { readonly institutionId?: string; readonly regencyCode?: string; readonly orgUnitId?: string },
  ): Promise<Extract<Actor, { kind: 'user' }>>;
}

export async function createAppWorld(): Promise<AppWorld> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'salur-app-'));
  const keyFile = join(folder, 'master.key');
  await createMasterKeyFile(keyFile);
  const db = openDatabase(database.appUrl, { connections: 6, allowSteppedClock: false });
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  // a database that is dropped ends idle connections
  owner.on('error', () => undefined);
  const vault = await openVault(await openKeyRing(keyFile), createDataKeyStore(db), systemClock);
  const ctx: AppContext = {
    db,
    vault,
    clock: systemClock,
    workflows: directWorkflows(() => ctx),
    // no workflow is behind where none runs
    waker: { wake: () => Promise.resolve(), knownVersion: () => Promise.resolve(null) },
    documents: { render: () => Promise.reject(new Error('this world renders no form')) },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    publicUrl: 'http://127.0.0.1:3000',
  };
  await seedReference(ctx, fromPackageRoot('data'));
  const programme = await ctx.db.withActor(SYSTEM, 10_000, (tx) => createProgramme(tx, syntheticProgramme(tx.now)));
  return {
    ctx,
    programme,
    ownerUrl: database.ownerUrl,
    authUrl: database.authUrl,
    sql: async (text, values = []) => (await owner.query(text, [...values])).rows as Record<string, unknown>[],
    packageOf: (targetGroup) => packageOf(programme, targetGroup),
    institution: ({ targetGroup = 'CHILD', regencyCode = '64.72' } = {}) =>
      ctx.db.withActor(SYSTEM, 10_000, (tx) =>
        createInstitution(tx, ctx.vault, {
          code: `LKS-${randomUUID().slice(0, 8)}`,
          name: 'LKSA Peraga Harapan',
          kind: 'LKSA',
          targetGroup: targetGroup as 'CHILD',
          regencyCode,
          villageCode: null,
          address: 'Jalan Peraga Nomor 1',
          capacity: 100,
          chairName: 'Ketua Peraga',
          email: null,
          phone: '+620000000001',
          npwp: null,
          registrationNumber: '463/PERAGA',
          registrationValidUntil: '2099-12-31',
          demo: true,
        }),
      ),
    async user(roles, { institutionId = null, regencyCode = null, orgUnitId = null } = {}) {
      const { userId } = await createUser(
        ctx,
        SYSTEM,
        {
          email: `${randomUUID()}@salur.invalid`,
          name: `Peraga ${roles.join(' ')}`,
          password: randomUUID(),
          roles: [...roles],
          institutionId,
          regencyCode,
          orgUnitId,
        },
        noAccounts,
      );
      return { kind: 'user', userId };
    },
    async [Symbol.asyncDispose]() {
      await db[Symbol.asyncDispose]();
      await owner.end();
      await database[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

export function packageOf(programme: CreatedProgramme, targetGroup: string): string {
  const found = programme.packages.find((offered) => offered.targetGroup === targetGroup);
  if (found === undefined) throw new Error(`no package for ${targetGroup}`);
  return found.id;
}

export function syntheticProgramme(now: Date): Parameters<typeof createProgramme>[1] {
  const year = now.getUTCFullYear();
  return {
    code: `BST-${year}`,
    nameId: 'Bantuan Sosial Terencana',
    nameEn: 'Planned social aid',
    fiscalYear: year,
    windowOpensAt: new Date(now.getTime() - 30 * 86_400_000),
    windowClosesAt: new Date(now.getTime() + 30 * 86_400_000),
    policy: {},
    ceilings: { programme: 20_000_000_000n, areas: { '64.72': 5_000_000_000n }, budgetLine: 20_000_000_000n },
    demo: true,
  };
}

/** A PDF by its first bytes; enough for the store, which reads no further. */
export function syntheticPdf(words: string): Uint8Array {
  return Buffer.from(`%PDF-1.7\n% ${words}\n`);
}
