import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { read, utils } from '@e965/xlsx';
import { bundleCase } from '../../src/app/bundle/bundle-case.js';
import { getCase } from '../../src/app/queries/get-case.js';
import type { ScoreView } from '../../src/app/queries/read-score.js';
import { rankedList } from '../../src/app/queries/ranked-list.js';
import type { CliParts } from '../../src/cli/cli-parts.js';
import { runCli } from '../../src/cli/run-cli.js';
import type { Actor } from '../../src/domain/actor.js';
import type { DomainError } from '../../src/domain/errors.js';
import { witaDate } from '../../src/domain/time/wita.js';
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
/** The command line in this process, signed in as one person. */
function cliAs({ ctx }: WebWorld['world'], actor: Actor): CliParts {
  const userId = actor.kind === 'user' ? actor.userId : null;
  const open = () =>
    Promise.resolve({ ...ctx, signIn: () => Promise.resolve(userId), [Symbol.asyncDispose]: () => Promise.resolve() });
  return { open, describe: ({ code }: DomainError) => code } as unknown as CliParts;
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
    await web.world.sql(`update policy_version set content = content - 'scoreResidents'`);
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

  it('stands in the ranked list with what the limit would give, which the forms and sheets of officials show', async () => {
    for (const home of [1, 2]) await driveTo(scene, home, 'RECOMMENDED');
    const { programmeId } = scene.programme;
    const planner = desk.as('SUBBAG_PERENCANAAN');
    const { items, limit } = await rankedList(web.world.ctx, planner, { programmeId });
    expect(limit).toBe('100000000');
    expect(items.map(({ points, share }) => [points, share])).toEqual([
      [39, 'FULL'],
      [16, 'FULL'],
      [16, 'FULL'],
    ]);
    expect(items.map(({ proposalId }) => proposalId)).toEqual([0, 1, 2].map((home) => desk.home(home).proposalId));
    const amounts = items.map(({ recommended }) => BigInt(recommended));
    const short = String((amounts[0] ?? 0n) + ((amounts[1] ?? 0n) * 3n) / 4n);
    const cut = await rankedList(web.world.ctx, planner, { programmeId, limit: short });
    expect(cut.items.map(({ share, reserve }) => [share, reserve])).toEqual([
      ['FULL', null],
      ['PART', null],
      ['RESERVE', 1],
    ]);
    expect(cut.items[1]?.cuts.length).toBeGreaterThan(0);
    for (const outside of [desk.home(0).operator, desk.as('KABKOTA_OFFICER'), desk.as('ADMIN')])
      expect(await refusalOf(() => rankedList(web.world.ctx, outside, { programmeId }))).toMatchObject({
        code: 'WRONG_ROLE',
      });

    await web.person('rencana@salur.invalid', ['SUBBAG_PERENCANAAN']);
    const browser = await web.browser('rencana@salur.invalid');
    const ranking = `/programmes/${programmeId}/ranking`;
    const page = textOf((await browser.get(`${ranking}?limit=${short}`)).body);
    expect(page).toContain('cadangan 1');
    expect((await lks.get(ranking)).statusCode).toBe(403);
    const csv = await browser.get(`${ranking}.csv?limit=${short}`);
    expect(csv.body.split('\r\n').map((line) => line.split(',')[0])).toEqual(['"Peringkat"', '1', '2', '3', '']);
    const book = read((await browser.get(`${ranking}.xlsx?limit=${short}`)).bytes);
    const shares = utils.sheet_to_json<Record<string, string | number>>(Object.values(book.Sheets)[0] ?? {});
    expect(shares.map((row) => row['Peringkat'])).toEqual([1, 2, 3]);
    expect(Object.values(shares[1] ?? {})).toContain('sebagian');
    await web.world.sql(`update ceiling set amount = $1 where programme_id = $2 and scope = 'PROGRAMME'`, [
      short,
      programmeId,
    ]);
    const form = async (home: number, command: string): Promise<string> =>
      textOf((await browser.get(`/cases/${desk.home(home).proposalId}/do/${command}`)).body);
    expect(await form(1, 'consider')).toMatch(/Peringkat 2 dari 3 .*sebagian.*usul: 1/s);
    expect(await form(2, 'waitlist')).toContain('daftar tunggu, urutan 1');
  });

  it('is considered along the list by one command, with a result for each', async () => {
    const [programme] = await web.world.sql('select code from programme where id = $1', [scene.programme.programmeId]);
    const paper = { documentNumber: 'TAPD/9', documentDate: witaDate(new Date()), signatory: 'Ketua TAPD' };
    const line = `proposal consider-ranked ${String(programme?.['code'])} --as rencana --waitlist --json --key tapd-9`;
    const said: string[] = [];
    const code = await runCli(
      [...line.split(' '), '--paper', JSON.stringify(paper)],
      cliAs(web.world, desk.as('SUBBAG_PERENCANAAN')),
      { out: (text) => said.push(text), err: () => undefined, input: Readable.from(['x\n']) as NodeJS.ReadStream },
    );
    expect(code).toBe(0);
    const { results } = JSON.parse(said.join('')) as { results: readonly { error: unknown }[] };
    expect(results.map(({ error }) => error)).toEqual([null, null, null]);
    for (const home of [0, 1, 2]) await desk.act(desk.home(home), desk.as('SUBBAG_PERENCANAAN', 1), 'confirm');
    const states = await Promise.all([0, 1, 2].map(async (home) => (await desk.caseOf(desk.home(home))).state));
    expect(states).toEqual(['CONSIDERED', 'CONSIDERED', 'WAITLISTED']);
    const { recommendedAmount, consideredAmount } = await desk.caseOf(desk.home(1));
    expect(BigInt(consideredAmount ?? 0) * 2n >= BigInt(recommendedAmount ?? 0)).toBe(true);
    expect(BigInt(consideredAmount ?? 0)).toBeLessThan(BigInt(recommendedAmount ?? 0));
  });

  it('is shown to the institution from the decree on, without the words of officials', async () => {
    await driveTo(scene, 0, 'DECREED');
    const mine = await scoreFor(desk.home(0).operator);
    expect(mine).toMatchObject({ points: 39, decided: true });
    expect(mine?.criteria.map(({ reason, byName }) => reason ?? byName)).toEqual(Array(6).fill(null));
    expect(textOf((await lks.get(path())).body)).toContain('39 dari 100');
  });
});
