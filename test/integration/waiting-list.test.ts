import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { getCase } from '../../src/app/queries/get-case.js';
import type { Actor } from '../../src/domain/actor.js';
import { witaDate } from '../../src/domain/time/wita.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { driveTo } from '../support/histories/record-run.js';
import { openProvince, openScene, type Province, type Scene } from '../support/histories/record-scene.js';
import type { Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';
import { deskOf, type SceneDesk } from '../support/scene-desk.js';

const paper = { documentNumber: 'TAPD/9', documentDate: witaDate(new Date()), signatory: 'Ketua TAPD' };
const consideration = { ...paper, scanBlobId: null, cuts: [] };

describe('the waiting list and the cut', () => {
  let world: AppWorld;
  let province: Province;
  let scene: Scene;
  let desk: SceneDesk;
  let planners: readonly [Actor, Actor];
  beforeAll(async () => {
    world = await createAppWorld();
    province = await openProvince(world);
  });
  afterAll(async () => world[Symbol.asyncDispose]());
  beforeEach(async () => {
    scene = await openScene(world, province, 100_000_000n);
    desk = deskOf(scene);
    planners = [desk.as('SUBBAG_PERENCANAAN', 0), desk.as('SUBBAG_PERENCANAAN', 1)];
  });

  async function consistent(): Promise<void> {
    const reports = await checkInvariants(world.ctx);
    expect(reports.filter((report) => report.violations.length > 0)).toEqual([]);
  }
  const waits = (home: Home): Promise<void> => desk.byTwo(home, ...planners, 'waitlist', { ...paper, rank: 7 });

  it('gives money and needs back, tells the institution, and takes both anew when the money comes', async () => {
    const [first, second] = [desk.home(0), desk.home(1)];
    await driveTo(scene, 0, 'CONSIDERED');
    const before = await desk.caseOf(first);
    expect([await desk.limit('PROGRAMME'), await desk.claims(first)]).toEqual([`${before.consideredAmount}/0`, 6]);

    await waits(first);
    expect(await desk.caseOf(first)).toMatchObject({
      state: 'WAITLISTED',
      consideredAmount: null,
      recommendedAmount: before.recommendedAmount,
      data: { waitingRank: 7 },
    });
    expect([await desk.limit('PROGRAMME'), await desk.limit('AREA'), await desk.claims(first)]).toEqual([
      '0/0',
      '0/0',
      0,
    ]);
    expect(await desk.mails(first)).toContain('proposal_waitlisted');
    // the place on the list is for officials
    const view = await getCase(world.ctx, first.operator, { proposalId: first.proposalId });
    const told = view.timeline.filter((entry) => entry.type === 'waitlist');
    expect(told.map((entry) => entry.note)).toEqual([{}]);

    // somebody else's proposal for the same child is recommended meanwhile
    await driveTo(scene, 1, 'RECOMMENDED');
    expect(await desk.claims(second)).toBe(6);
    const again = await refusedBy(world, () => desk.act(first, planners[0], 'consider', consideration));
    expect(again).toMatchObject({ code: 'ALREADY_CLAIMED', changed: false });
    const cuts = (await desk.lines(first)).slice(0, 2).map(({ id }) => ({ lineId: id, quantity: 0, reason: 'ganda' }));
    await desk.byTwo(first, ...planners, 'consider', { ...consideration, cuts });
    const after = await desk.caseOf(first);
    expect([after.state, after.data.waitingRank, await desk.claims(first)]).toEqual(['CONSIDERED', null, 4]);
    expect(await desk.limit('PROGRAMME')).toBe(`${after.consideredAmount}/0`);
    await consistent();
  });

  it('lets the institution withdraw from the waiting list', async () => {
    const home = desk.home(0);
    await driveTo(scene, 0, 'RECOMMENDED');
    await waits(home);
    await desk.act(home, home.operator, 'withdraw', { words: 'Tidak jadi' });
    expect((await desk.caseOf(home)).state).toBe('WITHDRAWN');
    await consistent();
  });

  it('cuts what stands in the budget: lower amounts, back before the DPA line, told without amounts', async () => {
    const home = desk.home(0);
    await driveTo(scene, 0, 'BUDGETED');
    const full = BigInt((await desk.caseOf(home)).consideredAmount ?? '0');
    expect([await desk.limit('PROGRAMME'), await desk.limit('DPA_LINE')]).toEqual(['0/0', `${full}/0`]);
    const [line] = await desk.lines(home);
    const cuts = [{ lineId: line?.id, quantity: 0, reason: 'Pagu turun' }];
    const cut = { to: 'CONSIDERED', words: 'Pagu turun 10 %', cuts };
    const head = desk.as('KABID');
    await desk.byTwo(home, planners[0], head, 'cut', cut);

    const after = await desk.caseOf(home);
    expect(after).toMatchObject({ state: 'CONSIDERED', budgetLine: null, sipdId: null });
    expect(BigInt(after.consideredAmount ?? '0')).toBeLessThan(full);
    expect([await desk.limit('PROGRAMME'), await desk.limit('DPA_LINE')]).toEqual([
      `${after.consideredAmount}/0`,
      '0/0',
    ]);
    expect(await desk.claims(home)).toBe(5);
    expect((await desk.mails(home)).filter((template) => template === 'proposal_cut')).toHaveLength(1);
    await consistent();

    await driveTo(scene, 0, 'BUDGETED');
    expect(await desk.limit('DPA_LINE')).toBe(`${after.consideredAmount}/0`);
    await desk.byTwo(home, planners[0], head, 'cut', { to: 'WAITLISTED', words: 'Pagu habis', cuts: [] });
    expect((await desk.caseOf(home)).state).toBe('WAITLISTED');
    expect([await desk.limit('DPA_LINE'), await desk.claims(home)]).toEqual(['0/0', 0]);
    // from the list the case is considered as it was recommended
    expect((await desk.lines(home)).map((entry) => entry.quantities[2])).toEqual(Array(6).fill(null));
    await consistent();
  });

  it('refuses a cut of nothing, and of what a decree holds', async () => {
    const home = desk.home(0);
    await driveTo(scene, 0, 'CONSIDERED');
    const nothing = { to: 'CONSIDERED', words: 'Pagu turun', cuts: [] };
    expect(await refusedBy(world, () => desk.act(home, planners[0], 'cut', nothing))).toMatchObject({
      code: 'INCOMPLETE',
      changed: false,
    });
    await driveTo(scene, 0, 'BUDGETED');
    await world.sql(
      `insert into decree (id, programme_id, title, fiscal_year, state, created_by, created_at)
       values ($1, $2, 'Keputusan Peraga', 2026, 'DRAFT', $1, now())`,
      ['00000000-0000-7000-8000-0000000000d1', scene.programme.programmeId],
    );
    await world.sql(`update proposal set fenced_by = '00000000-0000-7000-8000-0000000000d1' where id = $1`, [
      home.proposalId,
    ]);
    const waitlisting = { to: 'WAITLISTED', words: 'Pagu turun', cuts: [] };
    expect(await refusedBy(world, () => desk.act(home, planners[0], 'cut', waitlisting))).toMatchObject({
      code: 'FENCED_BY_DECREE',
      changed: false,
    });
    await world.sql(`update proposal set fenced_by = null where id = $1`, [home.proposalId]);
  });

  it('says which body refused', async () => {
    const home = desk.home(0);
    await driveTo(scene, 0, 'CONSIDERED');
    const refusal = { body: 'DPRD', reasonCode: 'NO_BUDGET', words: 'Tidak disetujui', documentNumber: 'DPRD/1' };
    await desk.byTwo(home, ...planners, 'reject', { ...refusal, documentDate: paper.documentDate });
    const events = await world.sql(
      `select data->'note'->>'external' as body from event where stream = $1 and type = 'reject'`,
      [`proposal/${home.proposalId}`],
    );
    expect(events).toEqual([{ body: 'DPRD' }]);
    await consistent();
  });
});
