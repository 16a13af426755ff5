import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { actOnDelivery } from '../../src/app/delivery/act-on-delivery.js';
import { planBatch } from '../../src/app/delivery/plan-batch.js';
import { fireAlarms } from '../../src/app/proposal/fire-alarms.js';
import { listInbox } from '../../src/app/queries/list-inbox.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import type { Actor } from '../../src/domain/actor.js';
import { addDays, witaDate } from '../../src/domain/time/wita.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { driveTo } from '../support/histories/record-run.js';
import { openProvince, openScene, type Province, type Scene } from '../support/histories/record-scene.js';
import type { Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';
import { deskOf, type SceneDesk } from '../support/scene-desk.js';

const today = witaDate(new Date());

describe('a decree that is amended', () => {
  let world: AppWorld;
  let province: Province;
  let scene: Scene;
  let desk: SceneDesk;
  let home: Home;
  beforeAll(async () => {
    world = await createAppWorld();
    province = await openProvince(world);
  });
  afterAll(async () => world[Symbol.asyncDispose]());
  beforeEach(async () => {
    scene = await openScene(world, province, 100_000_000n);
    desk = deskOf(scene);
    home = desk.home(0);
  });

  const head = () => desk.as('HEAD_DINSOS');
  async function drafts(count: number): Promise<void> {
    const cuts = (await desk.lines(home))
      .slice(0, count)
      .map(({ id }) => ({ lineId: id, quantity: 0, reason: 'pagu turun' }));
    await desk.act(home, head(), 'draft_amendment', { words: 'Pergeseran anggaran', cuts });
  }
  async function paper(over: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown>> {
    const { data } = await desk.caseOf(home);
    const signed = { documentNumber: '400.9/2', documentDate: today, signatory: 'Gubernur Peraga' };
    return { ...signed, scanBlobId: province.scanId, amount: data.amendment?.amount ?? '0', ...over };
  }
  async function recorded(): Promise<void> {
    const [first, second] = [desk.as('SECRETARIAT', 0), desk.as('SECRETARIAT', 1)];
    await desk.byTwo(home, first, second, 'amend', await paper());
  }
  async function inbox(actor: Actor): Promise<boolean> {
    const { items } = await listInbox(world.ctx, actor, { tab: 'mine', pageSize: 100 });
    return items.some((item) => item.proposalId === home.proposalId);
  }
  const amendmentsOf = () =>
    world.sql(
      `select number, amount_before::text as before, amount_after::text as after from decree_amendment where proposal_id = $1`,
      [home.proposalId],
    );
  async function consistent(): Promise<void> {
    const reports = await checkInvariants(world.ctx);
    expect(reports.filter((report) => report.violations.length > 0)).toEqual([]);
    expect((await verifyChain(world.ctx)).faults).toEqual([]);
  }

  it('gives less: lines, annex, list, money and needs follow, and goods go by what is in force', async () => {
    await driveTo(scene, 0, 'PACT_SIGNED');
    const before = await desk.caseOf(home);
    const consumed = BigInt((await desk.limit('DPA_LINE')).split('/')[1] ?? '0');
    await drafts(2);
    const { amendment } = (await desk.caseOf(home)).data;
    expect(BigInt(amendment?.amount ?? '0')).toBeLessThan(BigInt(before.decreedAmount ?? '0'));
    expect(await inbox(desk.as('SECRETARIAT'))).toBe(true);

    // what is fenced stays in the store
    const keeper = desk.as('PENGURUS_BARANG');
    const { batchId } = await planBatch(world.ctx, keeper, {
      decreeId: String(scene.decrees.at(-1)),
      unitId: province.unitId,
      proposalIds: [home.proposalId],
      plannedOn: today,
      key: randomUUID(),
    });
    const dispatch = { batchId, type: 'dispatch', payload: { deliveryNote: 'SJ/1', dispatchedOn: today } } as const;
    await actOnDelivery(world.ctx, keeper, { ...dispatch, expectedVersion: null, key: randomUUID() });
    expect((await desk.caseOf(home)).state).toBe('PACT_SIGNED');

    await recorded();
    const after = await desk.caseOf(home);
    const freed = BigInt(before.decreedAmount ?? '0') - BigInt(after.decreedAmount ?? '0');
    expect(after).toMatchObject({
      state: 'PACT_SIGNED',
      decreedAmount: amendment?.amount,
      data: { amendment: null, listVersion: before.data.listVersion + 1 },
    });
    expect(await desk.limit('DPA_LINE')).toBe(`0/${consumed - freed}`);
    expect(await desk.claims(home)).toBe(4);
    expect((await desk.lines(home)).slice(0, 2).map((line) => [line.status, line.quantities[3]])).toEqual([
      ['NOT_RECEIVED', 0],
      ['NOT_RECEIVED', 0],
    ]);
    expect(await amendmentsOf()).toEqual([
      { number: '400.9/2', before: before.decreedAmount, after: after.decreedAmount },
    ]);
    expect(await desk.mails(home)).toContain('decree_amended');
    await consistent();

    await driveTo(scene, 0, 'CLOSED');
    await consistent();
  });

  it('that leaves nothing cancels the case, and everything is free again', async () => {
    await driveTo(scene, 0, 'DECREED');
    const consumed = await desk.limit('DPA_LINE');
    expect(consumed).not.toBe('0/0');
    await drafts(6);
    await recorded();
    expect(await desk.caseOf(home)).toMatchObject({ state: 'CANCELLED', decreedAmount: '0', dueAt: null });
    expect([await desk.claims(home), (await desk.mails(home)).at(-1)]).toEqual([0, 'case_cancelled']);
    const others = BigInt((await desk.limit('DPA_LINE')).split('/')[1] ?? '0');
    expect(others).toBeLessThan(BigInt(consumed.split('/')[1] ?? '0'));
    await consistent();
  });

  it('gives more within what was requested: money, needs, list and a new pact follow, and a hard limit holds', async () => {
    await driveTo(scene, 0, 'RECOMMENDED');
    // one person's lines are not considered: they are the reserve
    const all = await desk.lines(home);
    const dropped = all.slice(0, 2).map(({ id }) => ({ lineId: id, quantity: 0, reason: 'pagu' }));
    const tapd = { documentNumber: 'TAPD/1', documentDate: today, signatory: 'Ketua TAPD', scanBlobId: null };
    const [one, other] = [desk.as('SUBBAG_PERENCANAAN', 0), desk.as('SUBBAG_PERENCANAAN', 1)];
    await desk.byTwo(home, one, other, 'consider', { ...tapd, cuts: dropped });
    await driveTo(scene, 0, 'PACT_SIGNED');
    const before = await desk.caseOf(home);
    const consumed = BigInt((await desk.limit('DPA_LINE')).split('/')[1] ?? '0');
    expect(await desk.claims(home)).toBe(4);
    const raises = dropped.map(({ lineId }) => ({ lineId, quantity: 1, reason: 'sisa pagu' }));
    const draft = { words: 'Sisa pagu', cuts: [], raises };
    const tries = (actor: Actor, over: object) =>
      refusedBy(world, () => desk.act(home, actor, 'draft_amendment', { ...draft, ...over }));
    expect(await tries(one, {})).toMatchObject({ code: 'WRONG_ROLE', changed: false });
    const tooMuch = raises.map((raise) => ({ ...raise, quantity: 1_000 }));
    expect(await tries(head(), { raises: tooMuch })).toMatchObject({ code: 'INVALID_INPUT', changed: false });
    await desk.act(home, head(), 'draft_amendment', draft);
    await recorded();

    const after = await desk.caseOf(home);
    const given = BigInt(after.decreedAmount ?? '0') - BigInt(before.decreedAmount ?? '0');
    expect(given).toBeGreaterThan(0n);
    expect(after).toMatchObject({
      state: 'DECREED',
      data: { pactDue: true, listVersion: before.data.listVersion + 1, amendment: null },
    });
    expect(await desk.limit('DPA_LINE')).toBe(`0/${consumed + given}`);
    expect(await desk.claims(home)).toBe(6);
    expect((await desk.lines(home)).slice(0, 2).map((line) => [line.status, line.quantities[3]])).toEqual([
      ['DECREED', 1],
      ['DECREED', 1],
    ]);
    expect((await desk.mails(home)).at(-1)).toBe('pact_due');
    const [pact] = await world.sql('select state, first_signed_on::text as first from pact where proposal_id = $1', [
      home.proposalId,
    ]);
    expect(pact).toEqual({ state: 'PREPARED', first: today });
    await consistent();

    // what the limit has not, nobody decrees
    await world.sql(`update ceiling set amount = reserved + consumed where programme_id = $1`, [
      scene.programme.programmeId,
    ]);
    const more = raises.map((raise, index) => ({ ...raise, quantity: all[index]?.quantities[0] ?? 2 }));
    if (more.some(({ quantity }) => quantity > 1))
      expect(await tries(head(), { raises: more.filter(({ quantity }) => quantity > 1) })).toMatchObject({
        code: 'OVER_CEILING',
      });
    await driveTo(scene, 0, 'CLOSED');
    expect((await desk.caseOf(home)).data.pactDue).toBe(false);
    await consistent();
  });

  it('is asked of the head of the office when the pact is not signed in time', async () => {
    await driveTo(scene, 0, 'DECREED');
    await world.sql(`update proposal set due_at = now() - interval '1 minute' where id = $1`, [home.proposalId]);
    await fireAlarms(world.ctx, home.proposalId);
    const told = await world.sql(
      `select u.name from notification n join user_account u on u.id = n.recipient_user_id
        where n.proposal_id = $1 and n.template = 'pact_overdue' order by u.name`,
      [home.proposalId],
    );
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ name }) => String(name).includes('HEAD_DINSOS'))).toBe(true);
    expect((await desk.caseOf(home)).state).toBe('DECREED');
  });

  it('is recorded as it was drafted, in order of dates, or not at all', async () => {
    await driveTo(scene, 0, 'DECREED');
    const secretary = desk.as('SECRETARIAT');
    const refused = async (over: Readonly<Record<string, unknown>>) => {
      const payload = await paper(over);
      return refusedBy(world, () => desk.act(home, secretary, 'amend', payload));
    };
    expect(await refused({})).toMatchObject({ code: 'NOT_ALLOWED_IN_STATE', changed: false });
    await drafts(1);
    expect(await refused({ amount: '1' })).toMatchObject({ code: 'LIST_MISMATCH', changed: false });
    expect(await refused({ documentDate: addDays(today, 1) })).toMatchObject({ code: 'DATE_ORDER', changed: false });
    expect(await refused({ documentDate: '2020-01-01' })).toMatchObject({ code: 'DATE_ORDER', changed: false });
    // an empty draft lets the lines go again
    await desk.act(home, head(), 'draft_amendment', { words: 'Tidak jadi', cuts: [] });
    expect((await desk.caseOf(home)).data.amendment).toBeNull();
    await consistent();
  });
});
