import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseSource } from '../../src/app/audit/database-source.js';
import { sealedTables } from '../../src/app/audit/sealed-tables.js';
import type { Fault } from '../../src/app/audit/fault.js';
import type { RecordSource } from '../../src/app/audit/record-source.js';
import { verifyEvents, type VerifiedEvents } from '../../src/app/audit/verify-events.js';
import { verifySeals, type LatestSeals } from '../../src/app/audit/verify-seals.js';
import { verifyRecord, verifyRows } from '../../src/app/audit/verify-record.js';
import { seededRandom } from '../../src/app/simulation/synthetic-random.js';
import type { ActorTx } from '../../src/app/ports.js';
import { openDatabase, type OpenDatabase } from '../../src/infra/db/database.js';
import { createAppWorld, SYSTEM, type AppWorld } from '../support/app-world.js';
import { cacheSource, type CachedSource } from '../support/cached-source.js';
import { driveHome } from '../support/histories/record-run.js';
import { openProvince, openScene } from '../support/histories/record-scene.js';
import { drawTampering, readShapes, type TamperingKind } from '../support/tamperings.js';

const seed = Number(process.env['SALUR_SEED'] ?? 20_261_124);
const TAMPERINGS = 1_000;
/** Tables in which three closed cases leave no row. */
const notReached = [
  'access_log',
  'breach',
  'breach_notice',
  'ceiling_change',
  'clawback',
  'client_movement',
  'decree_amendment',
  'decree_stop',
  'delivery_freeze',
  'disaster',
  'identity_alias',
  'identity_question',
  'institution_account',
  'institution_change',
  'institution_flag',
  'institution_sign_up',
  'link_declaration',
  'purge',
  'purge_case',
  'quarantined_receipt',
  'register_month',
  'trip',
  'trip_officer',
  'trip_stop',
  'verification_team',
  'verification_team_member',
];
const kinds: readonly TamperingKind[] = ['change', 'delete', 'swap', 'insert'];

describe('a superuser who changes one row', () => {
  let world: AppWorld;
  let owner: OpenDatabase;

  beforeAll(async () => {
    world = await createAppWorld();
    owner = openDatabase(world.ownerUrl, { connections: 1, allowSteppedClock: false });
    await driveHome(await openScene(world, await openProvince(world), 100_000_000n));
    await world.sql(`select reseal_table('org_unit', 'arranged by a test')`);
  });
  afterAll(async () => {
    await owner[Symbol.asyncDispose]();
    await world[Symbol.asyncDispose]();
  });

  it(`is found each of ${TAMPERINGS} times, in every table (seed ${seed})`, async () => {
    const missed: string[] = [];
    const touched = new Set<string>();
    await owner.withActor(SYSTEM, 600_000, async (tx) => {
      const shapes = await readShapes(tx, [...sealedTables, 'row_seal']);
      expect(shapes.filter((shape) => shape.rows === 0).map((shape) => shape.name)).toEqual(notReached);
      await takeConstraintsAway(tx);
      const cached = await cacheSource(await databaseSource(tx));
      expect((await verifyRecord(cached.whole)).faults).toEqual([]);
      const { closed } = await verifyEvents(cached.whole.events(), new Map(), []);
      const { latest } = await verifySeals(cached.whole.seals(), closed, []);
      await tx.sql.$executeRawUnsafe('savepoint before');
      const random = seededRandom(seed);
      for (let n = 0; n < TAMPERINGS; n += 1) {
        const { table, statement, found } = await tamper(
          tx,
          cached,
          n % 100 === 0 ? whole : inTable(closed, latest),
          () => drawTampering(random, shapes, random.pick(kinds)),
          n % 2 === 0,
        );
        touched.add(table);
        if (!found) missed.push(statement);
      }
    });
    expect(missed).toEqual([]);
    expect([...touched, ...notReached].toSorted()).toEqual([...sealedTables, 'row_seal'].toSorted());
  });
});

/** Their triggers refuse every change and deletion; whoever may do anything switches them off. */
const onlyGrows: ReadonlySet<string> = new Set(['event', 'row_seal', 'command']);

type Look = (source: RecordSource, table: string) => Promise<readonly Fault[]>;

const whole: Look = async (source) => (await verifyRecord(source)).faults;

/** The part of the same judgement that concerns the table alone. */
const inTable =
  (closed: VerifiedEvents['closed'], latest: LatestSeals): Look =>
  async (source, table) => {
    const faults: Fault[] = [];
    if (table === 'row_seal') await verifySeals(source.seals(), closed, faults);
    else await verifyRows(source, table, latest, faults);
    if (table === 'event') {
      const events = await verifyEvents(source.events(), new Map(), faults);
      await verifySeals(source.seals(), events.closed, faults);
    }
    return faults;
  };

/** References and checks stop a forger only as long as he leaves them where they are. */
async function takeConstraintsAway(tx: ActorTx): Promise<void> {
  const constraints = await tx.sql.$queryRaw<{ statement: string }[]>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as statement
      from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f')`;
  for (const { statement } of constraints) await tx.sql.$executeRawUnsafe(statement);
}

interface Tampered {
  readonly table: string;
  readonly statement: string;
  readonly found: boolean;
}

/** Draws until the database lets one through (a constraint may stand in the way), looks, and takes it back. */
async function tamper(
  tx: ActorTx,
  cached: CachedSource,
  look: Look,
  draw: () => ReturnType<typeof drawTampering>,
  disarmed: boolean,
): Promise<Tampered> {
  for (;;) {
    const { table, statement, kind } = draw();
    try {
      if (disarmed || onlyGrows.has(table)) await tx.sql.$executeRawUnsafe(`alter table ${table} disable trigger user`);
      const changed = await tx.sql.$executeRawUnsafe(statement);
      if (changed !== (kind === 'swap' ? 2 : 1)) continue;
      return { table, statement, found: (await look(await cached.fresh(table), table)).length > 0 };
    } catch (error) {
      if (!String(error).includes('Raw query failed')) throw error;
    } finally {
      await tx.sql.$executeRawUnsafe('rollback to savepoint before');
    }
  }
}
