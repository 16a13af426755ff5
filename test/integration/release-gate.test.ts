import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOnDelivery } from '../../src/app/delivery/act-on-delivery.js';
import { planBatch } from '../../src/app/delivery/plan-batch.js';
import { readAnnexItems } from '../../src/app/proposal/amended-annex.js';
import { witaDate } from '../../src/domain/time/wita.js';
import { createAppWorld, SYSTEM, type AppWorld } from '../support/app-world.js';
import { driveTo } from '../support/histories/record-run.js';
import { openProvince, openScene, type Province, type Scene } from '../support/histories/record-scene.js';
import type { Home } from '../support/ready-proposal.js';
import { deskOf, type SceneDesk } from '../support/scene-desk.js';

const today = witaDate(new Date());

describe('goods whose lines are not those of the valid list', () => {
  let world: AppWorld;
  let province: Province;
  let scene: Scene;
  let desk: SceneDesk;
  let home: Home;
  beforeAll(async () => {
    world = await createAppWorld();
    province = await openProvince(world);
    scene = await openScene(world, province, 100_000_000n);
    desk = deskOf(scene);
    home = desk.home(0);
    await driveTo(scene, 0, 'PACT_SIGNED');
  });
  afterAll(async () => world[Symbol.asyncDispose]());

  /** A batch for this case alone is planned and sent; what the case says to it, or where it then is. */
  async function sends(): Promise<{ readonly code?: string | undefined; readonly details?: unknown }> {
    const keeper = desk.as('PENGURUS_BARANG');
    const { batchId } = await planBatch(world.ctx, keeper, {
      decreeId: String(scene.decrees.at(-1)),
      unitId: province.unitId,
      proposalIds: [home.proposalId],
      plannedOn: today,
      key: randomUUID(),
    });
    const outcome = await actOnDelivery(world.ctx, keeper, {
      batchId,
      type: 'dispatch',
      payload: { deliveryNote: `SJ/${batchId.slice(-6)}`, dispatchedOn: today },
      expectedVersion: null,
      key: randomUUID(),
    });
    return outcome.refused?.[0]?.error ?? {};
  }
  /** Somebody writes past the program; what was there is put back afterwards. */
  async function tampered(statements: readonly string[], undo: readonly string[]): Promise<unknown> {
    const run = async (lines: readonly string[]): Promise<void> => {
      await world.sql('alter table entitlement_line disable trigger user');
      for (const line of lines) await world.sql(line);
      await world.sql('alter table entitlement_line enable trigger user');
    };
    await run(statements);
    try {
      return await sends();
    } finally {
      await run(undo);
    }
  }

  it('do not leave: an added, a raised, an exchanged and a lowered line each stop them, named by number in the list', async () => {
    const [line] = await world.sql(
      `select l.id, l.person_id, b.position from entitlement_line l join proposal_beneficiary b on b.id = l.beneficiary_id
        where l.proposal_id = '${home.proposalId}' order by b.position desc, l.id limit 1`,
    );
    const [id, person, position] = [String(line?.['id']), String(line?.['person_id']), String(line?.['position'])];
    const set = (what: string): string => `update entitlement_line set ${what} where id = '${id}'`;
    const every = ['requested', 'recommended', 'considered', 'decreed'];
    const all = (change: string): string => set(every.map((name) => `${name} = ${name} ${change}`).join(', '));
    expect(await tampered([all('+ 1')], [all('- 1')])).toMatchObject({
      code: 'LIST_MISMATCH',
      details: { raised: [position] },
    });
    expect(await tampered([set('decreed = decreed - 1')], [set('decreed = decreed + 1')])).toMatchObject({
      details: { lowered: [position] },
    });
    const other = set(`person_id = (select id from person where id <> '${person}' limit 1)`);
    expect(await tampered([other], [set(`person_id = '${person}'`)])).toMatchObject({
      details: { exchanged: [position] },
    });
    const added = randomUUID();
    const copy = `insert into entitlement_line select (jsonb_populate_record(l, jsonb_build_object('id', '${added}', 'item_id', (select k.id from package_item k where k.id not in (select item_id from entitlement_line) limit 1)))).* from entitlement_line l where id = '${id}'`;
    expect(await tampered([copy], [`delete from entitlement_line where id = '${added}'`])).toMatchObject({
      details: { added: [position] },
    });
    expect((await desk.caseOf(home)).state).toBe('PACT_SIGNED');

    // whoever ended meanwhile is left out and named, and the others get theirs
    expect(await tampered([set(`status = 'NOT_RECEIVED', reason = 'DECEASED'`)], [])).toEqual({});
    expect((await desk.caseOf(home)).state).toBe('IN_DELIVERY');
    const [event] = await world.sql(
      `select data->'note'->'subtracted' as subtracted from event where stream = $1 and type = 'start_delivery'`,
      [`proposal/${home.proposalId}`],
    );
    expect(event).toEqual({ subtracted: [position] });
  });

  it('are compared by reading the lines of that case alone, however many others there are', async () => {
    const read = await world.ctx.db.withActor(SYSTEM, 10_000, async (tx) => {
      // with so few rows the planner reads a table whole; forbidden to, it shows whether the indexes are enough
      await tx.sql.$executeRaw`set local enable_seqscan = off`;
      const count = async (): Promise<number> => {
        const [row] = await tx.sql.$queryRaw<{ rows: bigint }[]>`
          select seq_tup_read + idx_tup_fetch as rows from pg_stat_xact_all_tables where relname = 'entitlement_line'`;
        return Number(row?.rows);
      };
      const before = await count();
      await readAnnexItems(tx, home.proposalId);
      return (await count()) - before;
    });
    const [lines] = await world.sql(
      'select count(*) filter (where proposal_id = $1)::int as own, count(*)::int as every from entitlement_line',
      [home.proposalId],
    );
    // once for the items, once for the heads and once for their slots, each with its look for a successor
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThanOrEqual(4 * Number(lines?.['own']));
    expect(Number(lines?.['every'])).toBeGreaterThan(2 * Number(lines?.['own']));
  });
});
