import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getCase } from '../../src/app/queries/get-case.js';
import { listInbox } from '../../src/app/queries/list-inbox.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import type { Actor } from '../../src/domain/actor.js';
import type { RecordedEntry } from '../../src/domain/proposal/commands/corrections.js';
import { addDays, witaDate } from '../../src/domain/time/wita.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { driveTo } from '../support/histories/record-run.js';
import { openProvince, openScene, type Province, type Scene } from '../support/histories/record-scene.js';
import type { Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';
import { deskOf, type SceneDesk } from '../support/scene-desk.js';

const today = witaDate(new Date());

describe('an entry that was typed wrong', () => {
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

  const planner = (number = 0): Actor => desk.as('SUBBAG_PERENCANAAN', number);
  const view = (actor: Actor) => getCase(world.ctx, actor, { proposalId: home.proposalId });
  async function newest(): Promise<RecordedEntry> {
    const record = (await view(planner())).records.at(-1);
    if (record === undefined) throw new Error('nothing was recorded');
    return record;
  }
  async function correction(over: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown>> {
    const { entry, corrects, recordedIn, documentNumber, documentDate, signatory, rank } = await newest();
    const paper = { documentNumber, documentDate, signatory, scanBlobId: null, rank };
    return { entry, corrects, recordedIn, ...paper, words: 'Salah ketik', ...over };
  }
  const tries = async (actor: Actor, over: Readonly<Record<string, unknown>>) => {
    const payload = await correction(over);
    return refusedBy(world, () => desk.act(home, actor, 'correct_record', payload));
  };
  async function waitsFor(actor: Actor): Promise<boolean> {
    const { items } = await listInbox(world.ctx, actor, { tab: 'mine', pageSize: 100 });
    return items.some((item) => item.proposalId === home.proposalId);
  }
  async function consistent(): Promise<void> {
    const reports = await checkInvariants(world.ctx);
    expect(reports.filter((report) => report.violations.length > 0)).toEqual([]);
    expect((await verifyChain(world.ctx)).faults).toEqual([]);
  }

  it('is repaired by the office that made it and a second person; both entries stay, and amounts follow', async () => {
    await driveTo(scene, 0, 'CONSIDERED');
    const before = await desk.caseOf(home);
    const reserved = await desk.limit('PROGRAMME');

    expect(await tries(desk.as('SECRETARIAT'), { documentNumber: 'TAPD/77' })).toMatchObject({ code: 'WRONG_ROLE' });
    expect(await tries(planner(), {})).toMatchObject({ code: 'NOTHING_CORRECTED', changed: false });
    expect(await tries(planner(), { documentNumber: 'TAPD/77', words: ' ' })).toMatchObject({
      code: 'REASON_REQUIRED',
    });
    expect(await tries(planner(), { documentDate: addDays(today, 1) })).toMatchObject({ code: 'DATE_ORDER' });

    await desk.act(
      home,
      planner(),
      'correct_record',
      await correction({ documentNumber: 'TAPD/77', scanBlobId: province.scanId }),
    );
    expect((await newest()).documentNumber).not.toBe('TAPD/77');
    expect([await waitsFor(planner(1)), await waitsFor(desk.as('SECRETARIAT'))]).toEqual([true, false]);
    expect(await refusedBy(world, () => desk.act(home, planner(), 'confirm'))).toMatchObject({ code: 'SAME_PERSON' });
    await desk.act(home, planner(1), 'confirm');
    expect(await newest()).toMatchObject({ documentNumber: 'TAPD/77', scan: province.scanId, corrects: 'consider' });
    const told = (await view(planner())).timeline.filter(({ type }) => ['consider', 'correct_record'].includes(type));
    expect(told.map(({ note }) => note['documentNumber'])).toEqual(['TAPD/1', 'TAPD/77']);
    expect(told[1]?.note).toMatchObject({
      fields: ['documentNumber', 'scan'],
      before: ['TAPD/1', ''],
      after: ['TAPD/77', province.scanId],
      words: 'Salah ketik',
    });
    // what the institution may not read of the entry it may not read of its correction
    const shown = (await view(home.operator)).timeline.find(({ type }) => type === 'correct_record');
    expect(shown).toMatchObject({ note: {} });

    // one line was typed too high
    const [line] = await desk.lines(home);
    const cuts = [{ lineId: line?.id, quantity: 0, reason: 'Tidak disetujui TAPD' }];
    await desk.byTwo(home, planner(), planner(1), 'correct_record', await correction({ cuts }));
    const lowered = await desk.caseOf(home);
    expect(BigInt(lowered.consideredAmount ?? '0')).toBeLessThan(BigInt(before.consideredAmount ?? '0'));
    expect((await desk.limit('PROGRAMME')).split('/')[0]).toBe(lowered.consideredAmount);
    await consistent();
    // and back: the need that was let go is taken again
    await desk.byTwo(home, planner(), planner(1), 'correct_record', await correction({ cuts: [] }));
    expect((await desk.caseOf(home)).consideredAmount).toBe(before.consideredAmount);
    expect(await desk.limit('PROGRAMME')).toBe(reserved);
    await consistent();

    // once a budget line rests on it, the way is another; the number may still be repaired
    await driveTo(scene, 0, 'BUDGETED');
    expect(await tries(planner(), { cuts })).toMatchObject({ code: 'BUILT_UPON', changed: false });
    expect(await tries(planner(), { cuts: [], documentNumber: 'TAPD/78' })).toMatchObject({ code: 'BUILT_UPON' });
    await desk.byTwo(home, planner(), planner(1), 'correct_record', await correction({ documentNumber: 'TAPD/78' }));
    expect((await desk.caseOf(home)).state).toBe('BUDGETED');
    await consistent();
  });

  it('of a later decree is repaired in the row beside it too, within the order of dates', async () => {
    await driveTo(scene, 0, 'DECREED');
    const [line] = await desk.lines(home);
    const cuts = [{ lineId: line?.id, quantity: 0, reason: 'pagu turun' }];
    await desk.act(home, desk.as('HEAD_DINSOS'), 'draft_amendment', { words: 'Pergeseran anggaran', cuts });
    const { amount } = (await desk.caseOf(home)).data.amendment ?? { amount: '0' };
    const paper = {
      documentNumber: '400.9/2',
      documentDate: today,
      signatory: 'Gubernur Peraga',
      scanBlobId: province.scanId,
    };
    const [first, second] = [desk.as('SECRETARIAT', 0), desk.as('SECRETARIAT', 1)];
    await desk.byTwo(home, first, second, 'amend', { ...paper, amount });

    expect(await tries(planner(), { documentNumber: '400.9/3' })).toMatchObject({ code: 'WRONG_ROLE' });
    expect(await tries(first, { documentDate: '2020-01-01' })).toMatchObject({ code: 'DATE_ORDER', changed: false });
    expect(await tries(first, { documentNumber: '400.9/3', cuts })).toMatchObject({ code: 'INVALID_INPUT' });
    await desk.byTwo(home, first, second, 'correct_record', await correction({ documentNumber: '400.9/3' }));
    const [row] = await world.sql(
      'select number, amount_after::text as after from decree_amendment where proposal_id = $1',
      [home.proposalId],
    );
    expect(row).toEqual({ number: '400.9/3', after: amount });
    // what the paper changed can never be rewritten
    await expect(
      world.sql('update decree_amendment set amount_after = 0 where proposal_id = $1', [home.proposalId]),
    ).rejects.toThrow(/only the entry of its paper/);
    // this the institution reads: it read the wrong number too
    const shown = (await view(home.operator)).timeline.find(({ type }) => type === 'correct_record');
    expect(shown?.note).toMatchObject({ documentNumber: '400.9/3' });
    await consistent();
  });
});
