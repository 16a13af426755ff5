import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleCase } from '../../src/app/bundle/bundle-case.js';
import { getCase } from '../../src/app/queries/get-case.js';
import type { ScoreView } from '../../src/app/queries/read-score.js';
import type { Actor } from '../../src/domain/actor.js';
import { caseSummary } from '../../src/ui/bundle/case-summary.js';
import { driveTo } from '../support/histories/record-run.js';
import { openProvince, openScene, type Scene } from '../support/histories/record-scene.js';
import { refusalOf, refusedBy } from '../support/refused.js';
import { deskOf, type SceneDesk } from '../support/scene-desk.js';
import { createWebWorld, textOf, type WebBrowser, type WebWorld } from '../support/web-world.js';

let web: WebWorld;
let scene: Scene;
let desk: SceneDesk;
let lks: WebBrowser;

beforeAll(async () => {
  web = await createWebWorld();
  scene = await openScene(web.world, await openProvince(web.world), 100_000_000n);
  desk = deskOf(scene);
  await driveTo(scene, 0, 'FIELD_VERIFIED');
  const { institutionId } = desk.home(0);
  await web.person('lks@salur.invalid', ['LKS_OPERATOR'], { institutionId });
  await web.person('kabid@salur.invalid', ['KABID']);
  await web.person('kabkota@salur.invalid', ['KABKOTA_OFFICER'], { regencyCode: '64.72' });
  lks = await web.browser('lks@salur.invalid');
});
afterAll(async () => web[Symbol.asyncDispose]());

const path = (part = ''): string => `/cases/${desk.home(0).proposalId}${part}`;

async function scoreFor(actor: Actor): Promise<ScoreView | null> {
  return (await getCase(web.world.ctx, actor, { proposalId: desk.home(0).proposalId })).score;
}
/** What one person sees of the table itself. */
function rowsFor(actor: Actor): Promise<unknown[]> {
  return web.world.ctx.db.withActor(actor, 5_000, (tx) => tx.sql.$queryRaw<unknown[]>`select 1 from proposal_score`);
}
const basis = (score: ScoreView | null): readonly string[] => score?.criteria.map((one) => one.basis) ?? [];

describe('the score of a proposal whose visit is done', () => {
  it('is computed from the record, and says what is not known', async () => {
    const score = await scoreFor(desk.as('KABID'));
    expect(score).toMatchObject({ decided: false, maximum: 100 });
    // three persons of the fifty that give all, and a group of the minimum services
    expect(score?.criteria.map(({ points }) => points)).toEqual([0, 1, 15, 0, 0, 0]);
    expect(basis(score)).toEqual(['NONE', 'FORMULA', 'FORMULA', 'NONE', 'NONE', 'NONE']);
  });

  it('is completed on a page with reasons, by who may; a form without them comes back', async () => {
    const kabid = await web.browser('kabid@salur.invalid');
    const page = await kabid.get(path('/do/score'));
    const silent = await kabid.submit(page, path('/do/score'), { 'scores.FACILITY': '8' });
    expect(silent.statusCode).toBe(422);
    expect(silent.body).toContain('id="f-scoreReason-FACILITY-error"');
    const tooMuch = await kabid.submit(page, path('/do/score'), {
      'scores.FACILITY': '11',
      'scoreReason.FACILITY': 'Ruang belajar',
    });
    expect(textOf(tooMuch.body)).toContain('Fasilitas');
    expect(tooMuch.statusCode).toBe(422);
    const saved = await kabid.submit(page, path('/do/score'), {
      'scores.ACCREDITATION': 'B',
      'scoreReason.ACCREDITATION': 'BAN-LKS 7/2025',
      'scores.FACILITY': '8',
      'scoreReason.FACILITY': 'Ruang belajar baru',
    });
    expect(saved.statusCode).toBe(303);
    const shown = textOf((await kabid.get(path())).body);
    expect(shown).toContain('39 dari 100');
    expect(shown).toContain('akreditasi B, diisi Peraga kabid');
    const again = await kabid.get(path('/do/score'));
    expect(again.body).toContain('value="Ruang belajar baru"');
    const home = desk.home(0);
    const entry = { typed: [{ criterion: 'NEED', grade: null, points: 20, reason: 'Dihitung sendiri' }] };
    expect(await refusedBy(web.world, () => desk.act(home, home.operator, 'score', entry))).toMatchObject({
      code: 'WRONG_ROLE',
      changed: false,
    });
  });

  it('is kept by the recommendation, whatever the record says later, and in the database nobody changes it', async () => {
    await driveTo(scene, 0, 'RECOMMENDED');
    const before = await scoreFor(desk.as('KABID'));
    expect(before).toMatchObject({ points: 39, decided: true });
    await web.world.sql(`update proposal_beneficiary set presence = 'NOT_FOUND' where proposal_id = $1`, [
      desk.home(0).proposalId,
    ]);
    await web.world.sql(`update policy_version set content = content || '{"scoreResidents": 1}'`);
    expect(await scoreFor(desk.as('KABID'))).toEqual(before);
    await web.world.sql(`update proposal_beneficiary set presence = 'PRESENT' where proposal_id = $1`, [
      desk.home(0).proposalId,
    ]);
    expect(await refusalOf(() => desk.act(desk.home(0), desk.as('KABID'), 'score', { typed: [] }))).toMatchObject({
      code: 'NOT_ALLOWED_IN_STATE',
    });
    const change = web.world.ctx.db.withActor(
      desk.as('KABID'),
      5_000,
      (tx) => tx.sql.$executeRaw`update proposal_score set points = 100`,
    );
    await expect(change).rejects.toThrow(/permission denied/);
    const late = web.world.sql(
      `insert into proposal_score select gen_random_uuid(), proposal_id, institution_id, regency_code, revision, 99, points, criteria, false, complete_at,
              policy_version_id, scored_by, created_at from proposal_score`,
    );
    await expect(late).rejects.toThrow(/not to be scored now/);
    await expect(web.world.sql(`update proposal_score set points = points + 1`)).rejects.toThrow(/score_is_its_sum/);
  });

  it('is hidden from institution, regency and public before the decree: page, query, bundle, table and history', async () => {
    const { operator, proposalId } = desk.home(0);
    const regency = desk.as('KABKOTA_OFFICER');
    for (const outside of [operator, regency]) {
      expect(await scoreFor(outside)).toBeNull();
      expect(await rowsFor(outside)).toEqual([]);
    }
    expect(await rowsFor({ kind: 'public' })).toEqual([]);
    const mine = await getCase(web.world.ctx, operator, { proposalId });
    expect(mine.timeline.map(({ type }) => type)).not.toContain('score');
    const page = await lks.get(path());
    expect(page.body).not.toContain('id="score"');
    expect(textOf(page.body)).not.toContain('39 dari 100');
    expect(caseSummary(mine, 'id')).not.toContain('id="score"');
    const bundle = () =>
      bundleCase(web.world.ctx, operator, { proposalId, purpose: null }, (view) => caseSummary(view, 'id'));
    expect(await refusalOf(bundle)).toMatchObject({ code: 'WRONG_ROLE' });
    const official = await getCase(web.world.ctx, desk.as('INSPECTORATE'), { proposalId });
    expect(caseSummary(official, 'id')).toContain('39 dari 100');
    // what an institution may read of its events carries no points either
    const events = await web.world.ctx.db.withActor(
      operator,
      5_000,
      (tx) => tx.sql.$queryRaw<{ data: unknown }[]>`select data from event where type in ('score', 'recommend')`,
    );
    expect(JSON.stringify(events)).not.toMatch(/points|FACILITY|"39"/);
  });

  it('is shown to the institution from the decree on, without the words of officials', async () => {
    await driveTo(scene, 0, 'DECREED');
    const mine = await scoreFor(desk.home(0).operator);
    expect(mine).toMatchObject({ points: 39, decided: true });
    expect(mine?.criteria.map(({ reason, byName }) => reason ?? byName)).toEqual(Array(6).fill(null));
    expect(textOf((await lks.get(path())).body)).toContain('39 dari 100');
  });
});
