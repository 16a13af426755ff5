import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { assignTrip } from '../../src/app/field/assign-trip.js';
import { declareLink, endLink } from '../../src/app/field/declare-link.js';
import { planTrip } from '../../src/app/field/plan-trip.js';
import { recordTeam } from '../../src/app/field/record-team.js';
import { getTrip, listTripCandidates } from '../../src/app/queries/list-trips.js';
import type { Actor } from '../../src/domain/actor.js';
import { addDays, witaDate } from '../../src/domain/time/wita.js';
import { driveTo } from '../support/histories/record-run.js';
import { openProvince, openScene, type Scene } from '../support/histories/record-scene.js';
import { refusalOf, refusedBy } from '../support/refused.js';
import { deskOf, type SceneDesk } from '../support/scene-desk.js';
import { createWebWorld, textOf, type WebWorld } from '../support/web-world.js';

const TODAY = witaDate(new Date());

describe('one journey to many institutions', () => {
  let web: WebWorld;
  let scene: Scene;
  let desk: SceneDesk;
  let kabid: Actor;
  let officers: string[];
  let teamId: string;
  const world = () => web.world;
  const idOf = (actor: Actor): string => (actor.kind === 'user' ? actor.userId : '');
  const plan = (orderNumber: string, homes: readonly number[], key: string = randomUUID()) => ({
    teamId,
    officers,
    orderNumber,
    orderDate: TODAY,
    route: 'Samarinda – Tenggarong',
    startsOn: TODAY,
    endsOn: addDays(TODAY, 2),
    stops: homes.map((home) => ({ proposalId: desk.home(home).proposalId, plannedOn: addDays(TODAY, 1) })),
    key,
  });

  beforeAll(async () => {
    web = await createWebWorld();
    scene = await openScene(web.world, await openProvince(web.world), 100_000_000n);
    desk = deskOf(scene);
    for (const home of [0, 1, 2]) await driveTo(scene, home, 'ADMIN_VERIFIED');
    kabid = desk.as('KABID');
    officers = [idOf(desk.as('FIELD_VERIFIER', 0)), idOf(desk.as('FIELD_VERIFIER', 1))];
    const team = {
      name: 'Tim 1',
      decreeNumber: 'SK/12',
      decreeDate: TODAY,
      validFrom: TODAY,
      validUntil: addDays(TODAY, 30),
      members: officers,
      key: randomUUID(),
    };
    ({ teamId } = await recordTeam(web.world.ctx, kabid, team));
    // the same click twice is one team; the same decree by another click is refused
    expect((await recordTeam(web.world.ctx, kabid, team)).teamId).toBe(teamId);
    expect(await refusalOf(() => recordTeam(web.world.ctx, kabid, { ...team, key: randomUUID() }))).toMatchObject({
      code: 'DUPLICATE_NUMBER',
    });
  });
  afterAll(async () => web[Symbol.asyncDispose]());

  it('goes by officers of one team that holds on its days, whom nothing binds to the institution', async () => {
    const { ctx } = world();
    const outsider = idOf(desk.as('ADMIN_VERIFIER'));
    const refused = (changed: object) =>
      refusedBy(world(), () => planTrip(ctx, kabid, { ...plan('ST/0', [0]), ...changed }));
    expect(await refused({ officers: officers.slice(0, 1) })).toMatchObject({ code: 'INCOMPLETE', changed: false });
    expect(await refused({ officers: [officers[0], outsider] })).toMatchObject({ code: 'NOT_IN_TEAM', changed: false });
    expect(await refused({ endsOn: addDays(TODAY, 31) })).toMatchObject({ code: 'NOT_IN_TEAM', changed: false });
    expect(await refusedBy(world(), () => planTrip(ctx, desk.as('FIELD_VERIFIER'), plan('ST/0', [0])))).toMatchObject({
      code: 'WRONG_ROLE',
      changed: false,
    });
    // also by the form of one case alone, from the first team on record
    const alone = {
      officers: [officers[0], outsider],
      teamName: 'Tim',
      orderNumber: 'ST/0',
      orderDate: TODAY,
      route: '-',
      plannedOn: TODAY,
    };
    const stranger = { ...alone, officers: [...officers, idOf(desk.as('KABID'))] };
    expect(await refusalOf(() => desk.act(desk.home(0), kabid, 'assign_field', stranger))).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const late = { ...alone, officers, plannedOn: addDays(TODAY, 60) };
    expect(await refusalOf(() => desk.act(desk.home(0), kabid, 'assign_field', late))).toMatchObject({
      code: 'NOT_IN_TEAM',
    });
  });

  it('sends its team to every stop once, each with its own result, and goes on where it was interrupted', async () => {
    const { ctx } = world();
    const letter = plan('ST/1', [0, 1, 2], 'letter-of-the-first-journey');
    const { tripId } = await planTrip(ctx, kabid, letter);
    expect((await planTrip(ctx, kabid, letter)).tripId).toBe(tripId);
    expect(await listTripCandidates(ctx, kabid)).toEqual([]);
    // an officer declares after the letter what nobody knew before it
    const { linkId } = await declareLink(ctx, desk.as('FIELD_VERIFIER', 1), {
      institutionId: desk.home(1).institutionId,
      kind: 'KIN',
    });
    await expect(
      world().sql(
        `with v as (
           insert into visit (id, proposal_id, institution_id, regency_code, order_number, order_date, team_name, route, planned_on)
           select gen_random_uuid(), id, institution_id, regency_code, 'x', now(), 'x', 'x', now() from proposal where id = $3 returning *)
         insert into visit_officer (visit_id, user_id, proposal_id, institution_id, regency_code)
         select id, $1, proposal_id, $2, regency_code from v`,
        [officers[1], desk.home(1).institutionId, desk.home(1).proposalId],
      ),
    ).rejects.toThrow(/officer_linked/);
    const first = await assignTrip(ctx, kabid, { tripId, key: 'first-click' });
    const byCase = new Map(first.map(({ proposalId, error }) => [proposalId, error?.code ?? null]));
    expect([0, 1, 2].map((home) => byCase.get(desk.home(home).proposalId))).toEqual([
      null,
      'CONFLICT_OF_INTEREST',
      null,
    ]);
    expect((await desk.caseOf(desk.home(0))).state).toBe('FIELD_VERIFICATION');
    expect((await getTrip(ctx, kabid, { tripId })).assigned).toBe(2);

    // nobody frees oneself; the head of division ends it, and the rest of the journey is ordered
    expect(await refusalOf(() => endLink(ctx, desk.as('FIELD_VERIFIER', 1), { linkId, reason: 'x' }))).toMatchObject({
      code: 'WRONG_ROLE',
    });
    await endLink(ctx, kabid, { linkId, reason: 'Keliru LKS' });
    const [one, other] = await Promise.all([
      assignTrip(ctx, kabid, { tripId, key: 'second-click' }),
      assignTrip(ctx, kabid, { tripId, key: 'the-same-from-another-window' }),
    ]);
    const errors = [...one, ...other].map(({ error }) => error?.code).filter((code) => code !== undefined);
    expect(errors.every((code) => code === 'STALE_VERSION')).toBe(true);
    const visits = await world().sql('select proposal_id, order_number, team_name from visit where trip_id = $1', [
      tripId,
    ]);
    expect(new Set(visits.map((visit) => visit['proposal_id'])).size).toBe(3);
    expect(visits.map((visit) => `${String(visit['order_number'])} ${String(visit['team_name'])}`)).toEqual(
      Array(3).fill('ST/1 Tim 1'),
    );
    expect((await desk.caseOf(desk.home(1))).data.fieldOfficers.toSorted()).toEqual(officers.toSorted());
  });

  it('is planned and sent on pages, where each stop says why it could not be', async () => {
    await web.person('kabid-trip@salur.invalid', ['KABID']);
    await web.person('lks-trip@salur.invalid', ['LKS_OPERATOR'], { institutionId: desk.home(0).institutionId });
    const browser = await web.browser('kabid-trip@salur.invalid');
    const teams = textOf((await browser.get('/teams')).body);
    expect(teams).toContain('SK/12');
    const list = await browser.get('/trips');
    expect(textOf(list.body)).toContain('3 dari 3 ditugaskan');
    const fresh = await browser.get('/trips/new');
    const empty = await browser.submit(fresh, '/trips/new', { orderNumber: 'ST/2' });
    expect(empty.statusCode).toBe(422);
    const lks = await web.browser('lks-trip@salur.invalid');
    expect((await lks.get('/trips')).statusCode).toBe(403);
    await openAndPlan(browser);
  });

  /** Another home, prepared by the drive of the scene, goes by the page. */
  async function openAndPlan(browser: Awaited<ReturnType<WebWorld['browser']>>): Promise<void> {
    const other = await openScene(world(), scene.province, 100_000_000n);
    await driveTo(other, 0, 'ADMIN_VERIFIED');
    const proposalId = deskOf(other).home(0).proposalId;
    const page = await browser.get('/trips/new');
    expect(page.body).toContain(`stop.${proposalId}`);
    const saved = await browser.submit(page, '/trips/new', {
      teamId,
      [`officer.${officers[0] ?? ''}`]: 'on',
      [`officer.${officers[1] ?? ''}`]: 'on',
      orderNumber: 'ST/3',
      orderDate: TODAY,
      route: 'Bontang',
      startsOn: TODAY,
      endsOn: TODAY,
      [`stop.${proposalId}`]: 'on',
    });
    expect(saved.statusCode).toBe(303);
    const address = String(saved.headers['location']).split('?')[0]?.split('#')[0] ?? '';
    const trip = await browser.get(address);
    expect(textOf(trip.body)).toContain('belum ditugaskan');
    const sent = await browser.submit(trip, `${address}/assign`, {});
    expect(sent.statusCode).toBe(303);
    expect(textOf((await browser.get(address)).body)).toContain('sudah ditugaskan');
  }
});
