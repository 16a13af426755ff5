import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { seededRandom } from '../../src/app/simulation/synthetic-random.js';
import type { Actor } from '../../src/domain/actor.js';
import { Refusal } from '../../src/domain/errors.js';
import type { CommandType } from '../../src/domain/proposal/transitions.js';
import { witaDate } from '../../src/domain/time/wita.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { driveTo } from '../support/histories/record-run.js';
import { openProvince, openScene, type Province } from '../support/histories/record-scene.js';
import type { Home } from '../support/ready-proposal.js';
import { deskOf, type SceneDesk } from '../support/scene-desk.js';

const first = Number(process.env['SALUR_SEED'] ?? 20_261_125);
const SEEDS = [first, first + 1];
const ROUNDS = 12;
/** Enough for one of three cases and a half. */
const LIMIT = 9_000_000n;
const paper = { documentNumber: 'TAPD/5', documentDate: witaDate(new Date()), signatory: 'Ketua TAPD' };
const criteria = { selective: true, eligible: true, temporary: true, purposeful: true };

describe('decisions about money at the same time, on one database', () => {
  let world: AppWorld;
  let province: Province;
  beforeAll(async () => {
    world = await createAppWorld();
    province = await openProvince(world);
  });
  afterAll(async () => world[Symbol.asyncDispose]());

  it.each(SEEDS)('never pass a hard limit and give no person a need twice (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const scene = await openScene(world, province, LIMIT, { endorsements: [] });
    const desk = deskOf(scene);
    for (const home of [0, 1, 2]) await driveTo(scene, home, 'FIELD_VERIFIED');
    let accepted = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const tries = await Promise.all([0, 1, 2, 0, 1, 2].map((home) => drawn(desk, desk.home(home), random)));
      const done = await Promise.all(tries.map(async (attempt) => tried(attempt)));
      accepted += done.filter(Boolean).length;
      const over = await world.sql('select scope from ceiling where hard and reserved + consumed > amount');
      expect(over).toEqual([]);
    }
    expect(accepted).toBeGreaterThan(0);
    const reports = await checkInvariants(world.ctx);
    expect(reports.filter((report) => report.violations.length > 0)).toEqual([]);
    const twice = await world.sql(
      `select p.identity_key, l.need_group from entitlement_line l join person p on p.id = l.person_id join proposal q on q.id = l.proposal_id
        where q.programme_id = $1 and q.state in ('RECOMMENDED','CONSIDERED','BUDGETED') and coalesce(l.considered, l.recommended) > 0
        group by 1, 2 having count(distinct l.proposal_id) > 1`,
      [scene.programme.programmeId],
    );
    expect(twice).toEqual([]);
  });

  it('number registrations without a gap, whoever is refused meanwhile', async () => {
    const desks = [deskOf(await openScene(world, province, LIMIT)), deskOf(await openScene(world, province, LIMIT))];
    // three homes each, prepared by their own people
    const homes = desks.flatMap((desk) => [0, 1, 2].map((home) => ({ desk, home: desk.home(home) })));
    const before = await registered();
    await Promise.all(homes.map(async ({ home }) => submitted(home)));
    const outcomes = await Promise.all(
      homes.flatMap(({ desk, home }) =>
        [0, 1, 0].map((secretary) =>
          tried(() =>
            desk.act(home, desk.as('SECRETARIAT', secretary), 'register', { agendaNumber: '1', disposition: '' }),
          ),
        ),
      ),
    );
    expect(outcomes.filter(Boolean)).toHaveLength(homes.length);
    const after = await registered();
    expect(after).toHaveLength(before.length + homes.length);
    const numbers = after.map((number) => Number(number.split('/').at(-1))).toSorted((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  });

  async function registered(): Promise<string[]> {
    const rows = await world.sql('select registration_number from proposal where registration_number is not null');
    return rows.map((row) => String(row['registration_number']));
  }
  /** A draft counts as sent: what it contains is not what is asked here. */
  async function submitted({ proposalId }: Home): Promise<void> {
    await world.sql(`update proposal set state = 'SUBMITTED' where id = $1 and state = 'DRAFT'`, [proposalId]);
  }
});

/** Whether it was accepted; what the rules refuse is no failure here, anything else is. */
async function tried(attempt: () => Promise<void>): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** What somebody tries with one case next: lawful or not is for the transaction to say. */
async function drawn(
  desk: SceneDesk,
  home: Home,
  random: ReturnType<typeof seededRandom>,
): Promise<() => Promise<void>> {
  const planner = desk.as('SUBBAG_PERENCANAAN', random.between(0, 1));
  const share = random.between(0, 3);
  const lines = await desk.lines(home);
  const cuts = lines.slice(0, share).map(({ id }) => ({ lineId: id, quantity: 0, reason: 'Pagu terbatas' }));
  const words = 'Pagu turun';
  const choices: readonly (readonly [Actor, CommandType, unknown])[] = [
    [desk.as('HEAD_DINSOS'), 'recommend', { criteria, criteriaNote: '', cuts }],
    [desk.as('HEAD_DINSOS'), 'recommend', { criteria, criteriaNote: '', cuts: [] }],
    [planner, 'consider', { ...paper, scanBlobId: null, cuts, overReason: 'Mendesak' }],
    [planner, 'consider', { ...paper, scanBlobId: null, cuts: [], overReason: 'Mendesak' }],
    [planner, 'confirm', {}],
    [planner, 'confirm', {}],
    [planner, 'confirm', {}],
    [desk.as('KABID'), 'confirm', {}],
    [planner, 'waitlist', { ...paper, scanBlobId: null, rank: 1 }],
    [planner, 'cut', { to: 'CONSIDERED', words, cuts }],
  ];
  const [actor, type, payload] = choices[random.between(0, choices.length - 1)] ?? [planner, 'confirm', {}];
  return () => desk.act(home, actor, type, payload);
}
