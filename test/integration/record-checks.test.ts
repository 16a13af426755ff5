import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { invariants } from '../../src/app/record/invariants/all.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import { openDatabase, type OpenDatabase } from '../../src/infra/db/database.js';
import type { ActorTx, Database } from '../../src/app/ports.js';
import { createAppWorld, SYSTEM, type AppWorld } from '../support/app-world.js';
import { driveHome } from '../support/histories/record-run.js';
import { openProvince, openScene, type Scene } from '../support/histories/record-scene.js';
import { damages } from '../support/record-damages.js';

describe('the checks of the record', () => {
  let world: AppWorld;
  let owner: OpenDatabase;
  let scene: Scene;

  beforeAll(async () => {
    world = await createAppWorld();
    owner = openDatabase(world.ownerUrl, { connections: 1, allowSteppedClock: false });
    scene = await openScene(world, await openProvince(world), 100_000_000n);
    await driveHome(scene);
  });
  afterAll(async () => {
    await owner[Symbol.asyncDispose]();
    await world[Symbol.asyncDispose]();
  });

  /** What `look` finds after the damage, which never was: the transaction around both is taken back. */
  async function lookAfter<T>(
    damage: readonly string[],
    look: (db: Pick<Database, 'withActor'>) => Promise<T>,
  ): Promise<T> {
    const taken: T[] = [];
    const back = new Error('taken back');
    await owner
      .withActor(SYSTEM, 30_000, async (tx) => {
        for (const statement of damage) expect(await tx.sql.$executeRawUnsafe(statement)).toBeGreaterThanOrEqual(0);
        taken.push(await look({ withActor: (_actor, _timeout, run) => run(tx satisfies ActorTx) }));
        throw back;
      })
      .catch((error: unknown) => {
        if (error !== back) throw error;
      });
    const [found] = taken;
    if (found === undefined) throw new Error('nothing was looked at');
    return found;
  }
  const violatedAfter = (damage: readonly string[]): Promise<readonly string[]> =>
    lookAfter(damage, async (db) => {
      const reports = await checkInvariants({ db: db as Database });
      return reports.filter((report) => report.violations.length > 0).map((report) => report.id);
    });

  it('find nothing in a record that only the program wrote', async () => {
    expect((await checkInvariants(world.ctx)).flatMap((report) => report.violations)).toEqual([]);
    const chain = await verifyChain(world.ctx);
    expect(chain.faults).toEqual([]);
    expect(chain.rebuilt).toBe(3);
    const [count] = await world.sql('select count(*)::int as events from event');
    expect(chain.events).toBe(count?.['events']);
  });

  it.each(damages)('$id: $what', async ({ id, damage, alsoFound = [] }) => {
    const found = await violatedAfter(damage);
    expect(found.toSorted()).toEqual([id, ...alsoFound].toSorted());
  });

  it('have a damage for every invariant', () => {
    expect(new Set(damages.map((damage) => damage.id))).toEqual(new Set(invariants.map((invariant) => invariant.id)));
  });

  it('left the record as it was', async () => {
    expect((await checkInvariants(world.ctx)).flatMap((report) => report.violations)).toEqual([]);
    expect((await verifyChain(world.ctx)).faults).toEqual([]);
  });

  describe('of the chain', () => {
    const stream = (): string => `proposal/${scene.homes[0]?.proposalId ?? ''}`;
    const free = 'alter table event disable trigger user';
    const faultsAfter = (...damage: readonly string[]) =>
      lookAfter([free, ...damage], async (db) => (await verifyChain({ db: db as Database })).faults);

    it('name the first event that was changed after it was written', async () => {
      const faults = await faultsAfter(
        `update event set data = jsonb_set(data, '{note,agendaNumber}', '"999"') where stream = '${stream()}' and type = 'register'`,
      );
      const [event] = await world.sql(`select seq from event where stream = $1 and type = 'register'`, [stream()]);
      expect(faults).toEqual([{ stream: stream(), seq: event?.['seq'], fault: 'was changed after it was written' }]);
    });

    it('name an event that was taken out, and one that was put in', async () => {
      expect(await faultsAfter(`delete from event where stream = '${stream()}' and seq = 3`)).toEqual([
        { stream: stream(), seq: 3, fault: 'this event is missing' },
      ]);
      const faults = await faultsAfter(
        `insert into event select stream, seq + 1, type, actor, actor_name, roles, institution_id, regency_code, command_id, at, data, 'made up', hash
           from event where stream = '${stream()}' order by seq desc limit 1`,
      );
      expect(faults).toMatchObject([{ stream: stream(), fault: 'does not follow the event before it' }]);
    });

    it('name a case whose row says something else than its events', async () => {
      const faults = await faultsAfter(
        `update proposal set agenda_number = 'another' where id = '${stream().slice('proposal/'.length)}'`,
      );
      expect(faults).toEqual([
        { stream: stream(), seq: null, fault: 'the record differs from its events in agendaNumber' },
      ]);
    });
  });
});
