import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setCeiling } from '../../src/app/budget/set-ceiling.js';
import { listCeilings } from '../../src/app/queries/list-ceilings.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import type { Actor } from '../../src/domain/actor.js';
import { witaDate } from '../../src/domain/time/wita.js';
import { driveTo } from '../support/histories/record-run.js';
import { openProvince, openScene, type Scene } from '../support/histories/record-scene.js';
import { refusalOf, refusedBy } from '../support/refused.js';
import { deskOf, type SceneDesk } from '../support/scene-desk.js';
import { createWebWorld, textOf, type WebWorld } from '../support/web-world.js';

const paper = { documentNumber: 'TAPD/1', documentDate: witaDate(new Date()), signatory: 'Ketua TAPD' };

describe('money limits that people set', () => {
  let web: WebWorld;
  let scene: Scene;
  let desk: SceneDesk;
  let planners: readonly [Actor, Actor];
  const limits = () => listCeilings(web.world.ctx, planners[0], { programmeId: scene.programme.programmeId });
  const set = async (
    scope: 'AREA' | 'INSTITUTION' | 'PERSON' | 'PROGRAMME' | 'GROUP',
    scopeKey: string,
    amount: string,
    hard: boolean,
  ) => {
    const { ceilings } = await limits();
    const known = ceilings.find((one) => one.scope === scope && one.scopeKey === scopeKey);
    return setCeiling(web.world.ctx, planners[0], {
      programmeId: scene.programme.programmeId,
      scope,
      scopeKey,
      amount,
      hard,
      reason: 'Pagu tahun berjalan',
      basedOn: known?.version ?? 0,
    });
  };

  beforeAll(async () => {
    web = await createWebWorld();
    scene = await openScene(web.world, await openProvince(web.world), 100_000_000n);
    desk = deskOf(scene);
    planners = [desk.as('SUBBAG_PERENCANAAN', 0), desk.as('SUBBAG_PERENCANAAN', 1)];
    for (const home of [0, 1]) await driveTo(scene, home, 'RECOMMENDED');
  });
  afterAll(async () => web[Symbol.asyncDispose]());

  it('are versions with both values and a reason, by the office alone, and never below what a hard one carries', async () => {
    expect(await set('AREA', '64.72', '1000000', false)).toEqual({ version: 1 });
    const stale = () =>
      setCeiling(web.world.ctx, planners[1], {
        programmeId: scene.programme.programmeId,
        scope: 'AREA',
        scopeKey: '64.72',
        amount: '5',
        hard: false,
        reason: 'x',
        basedOn: 0,
      });
    expect(await refusedBy(web.world, stale)).toMatchObject({ code: 'STALE_VERSION', changed: false });
    expect(await refusalOf(() => set('AREA', '99.99', '5', true))).toMatchObject({ code: 'INVALID_INPUT' });
    const other = () =>
      setCeiling(web.world.ctx, desk.as('KABID'), {
        programmeId: scene.programme.programmeId,
        scope: 'PERSON',
        scopeKey: '',
        amount: '5',
        hard: false,
        reason: 'x',
        basedOn: 0,
      });
    expect(await refusedBy(web.world, other)).toMatchObject({ code: 'WRONG_ROLE', changed: false });
    const { changes } = await limits();
    expect(changes.map(({ scope, version, amount, reason }) => [scope, version, amount, reason])).toEqual([
      ['AREA', 1, '1000000', 'Pagu tahun berjalan'],
    ]);
    const events = await web.world.sql(
      `select data->'before'->>'amount' as before from event where type = 'ceiling_set'`,
    );
    expect(events).toEqual([{ before: '50000000' }]);
  });

  it('are passed with a reason where they are soft, which stays visible to officials, and hold where they are hard', async () => {
    const home = desk.home(0);
    const silent = await refusedBy(web.world, () =>
      desk.act(home, planners[0], 'consider', { ...paper, scanBlobId: null, cuts: [] }),
    );
    expect(silent).toMatchObject({ code: 'LIMIT_NEEDS_REASON', changed: false });
    const code = String(
      (await web.world.sql('select code from institution where id = $1', [home.institutionId]))[0]?.['code'],
    );
    await set('INSTITUTION', code, '1', true);
    const reasoned = { ...paper, scanBlobId: null, cuts: [], overReason: 'Tidak ada LKS lain di daerah itu' };
    expect(await refusalOf(() => desk.act(home, planners[0], 'consider', reasoned))).toMatchObject({
      code: 'OVER_CEILING',
      details: { scope: 'INSTITUTION', free: '1' },
    });
    await set('INSTITUTION', code, '90000000', true);
    await set('PERSON', '', '1', false);
    await desk.byTwo(home, ...planners, 'consider', reasoned);
    const after = await desk.caseOf(home);
    expect(after.data.overLimits.map(({ scope, reason }) => [scope, reason])).toEqual(
      expect.arrayContaining([
        ['AREA', 'Tidak ada LKS lain di daerah itu'],
        ['PERSON', 'Tidak ada LKS lain di daerah itu'],
      ]),
    );
    await web.person('rencana-limit@salur.invalid', ['SUBBAG_PERENCANAAN']);
    const browser = await web.browser('rencana-limit@salur.invalid');
    expect(textOf((await browser.get(`/cases/${home.proposalId}`)).body)).toContain('Melampaui pagu daerah');
    const own = await getCase(web.world.ctx, home.operator, { proposalId: home.proposalId });
    expect(own.proposal.overLimits).toEqual([]);
    // what it carries stands beside each limit, and a hard one is not set below it
    const { ceilings } = await limits();
    const carried = ceilings.find(({ scope }) => scope === 'INSTITUTION');
    expect(carried?.reserved).toBe(after.consideredAmount);
    expect(await refusalOf(() => set('INSTITUTION', code, '1', true))).toMatchObject({ code: 'OVER_CEILING' });
    const page = await browser.get(`/programmes/${scene.programme.programmeId}/ceilings`);
    expect(textOf(page.body)).toContain('pagu per orang');
    const wrong = await browser.submit(page, `/programmes/${scene.programme.programmeId}/ceilings`, { scope: 'GROUP' });
    expect(wrong.statusCode).toBe(422);
    const right = await browser.submit(page, `/programmes/${scene.programme.programmeId}/ceilings`, {
      scope: 'GROUP',
      scopeKey: 'CHILD',
      limitAmount: '95.000.000',
      hardness: 'hard',
      reason: 'Pagu kelompok',
    });
    expect(right.statusCode).toBe(303);
    const reports = await checkInvariants(web.world.ctx);
    expect(reports.filter((report) => report.violations.length > 0)).toEqual([]);
  });

  it('are refused where the programme names them and there is none', async () => {
    await web.world.sql(
      `update policy_version set content = jsonb_set(content, '{namedScopes}', '["PROGRAMME","INSTITUTION"]') where programme_id = $1`,
      [scene.programme.programmeId],
    );
    const home = desk.home(1);
    const payload = { ...paper, scanBlobId: null, cuts: [], overReason: 'x' };
    expect(await refusalOf(() => desk.act(home, planners[0], 'consider', payload))).toMatchObject({
      code: 'CEILING_MISSING',
      details: { scopes: ['INSTITUTION'] },
    });
    // one limit for each institution is one
    await set('INSTITUTION', '*', '1', false);
    await desk.act(home, planners[0], 'consider', payload);
    await desk.act(home, planners[1], 'confirm');
    expect((await desk.caseOf(home)).data.overLimits.map(({ scopeKey }) => scopeKey)).toContain('*');
  });
});
