import { Refusal } from '../../../domain/errors.js';
import { addDays, startOfDay, witaDate, type LocalDate } from '../../../domain/time/wita.js';
import { assignTrip } from '../../field/assign-trip.js';
import { planTrip } from '../../field/plan-trip.js';
import { listTeams } from '../../queries/list-teams.js';
import { done, later } from '../desk.js';
import { insist } from '../insist.js';
import { calendar } from '../programme-calendar.js';
import { inboxOf, readCasePage } from '../read-pages.js';
import type { House } from '../read-world.js';
import { firstIndex, secondIndex } from '../responsible.js';
import { TEAM_SIZE } from '../staff.js';
import { decideOn, today, type Town } from '../town.js';
import type { CaseInHand, Duty } from './duties.js';

const BEFORE_OFFICE_MS = 7 * 60 * 60 * 1000;
/** Sunday is 0: letters of assignment are written three times a week, within the three days that a case may wait. */
const WRITING_DAYS: ReadonlySet<number> = new Set([1, 3, 5]);

/** An hour before the others come, so that everybody who waits for a team by then goes into the same letter. */
function nextWriting(now: Date): Date {
  for (let day = witaDate(now); ; day = addDays(day, 1)) {
    const at = new Date(startOfDay(day).getTime() + BEFORE_OFFICE_MS);
    if (at >= now && WRITING_DAYS.has(new Date(`${day}T00:00:00Z`).getUTCDay())) return at;
  }
}

/** One letter for everybody of an area who waits for a team; whoever is asked first writes it, the others ride along. */
const written = new WeakMap<Town, Map<string, Promise<ReadonlySet<string>>>>();

export const assignField: Duty = async (hand) => {
  const { town, house, waiting } = hand;
  if (house.plan.held && !(await readCasePage(town, hand.actor, waiting.proposalId)).happened('hold')) {
    const words = 'Menunggu keterangan kecamatan tentang alamat panti.';
    await decideOn(town, house, hand.actor, waiting, 'hold', { words });
    return done;
  }
  const at = nextWriting(town.now());
  if (town.now() < at) return later(at);
  const letters = written.get(town) ?? new Map<string, Promise<ReadonlySet<string>>>();
  written.set(town, letters);
  // who stood still goes alone, when the hold is over
  const order = `ST/${house.institution.regencyCode}/${house.plan.held ? `${house.plan.number}/` : ''}${today(town)}`;
  const letter = letters.get(order) ?? send(hand, order);
  letters.set(order, letter);
  const covered = await letter;
  return covered.has(waiting.proposalId) ? done : later(nextWriting(new Date(at.getTime() + 1)));
};

async function send(hand: CaseInHand, order: string): Promise<ReadonlySet<string>> {
  const { town, house, actor } = hand;
  const riders = house.plan.held ? [hand.waiting.proposalId] : await waitingIn(hand);
  const day = today(town);
  const visitOn: LocalDate = addDays(day, calendar.visitAfterDays);
  const team = await teamOf(town, house);
  const { tripId } = await insist(async () =>
    planTrip(town.ctx, actor, {
      ...team,
      orderNumber: order,
      orderDate: day,
      route: house.institution.regencyCode,
      startsOn: visitOn,
      endsOn: visitOn,
      stops: riders.toSorted().map((proposalId) => ({ proposalId, plannedOn: visitOn })),
      key: `trip/${order}`,
    }),
  );
  const sent = await town.meter.time(() =>
    insist(async () => {
      const results = await assignTrip(town.ctx, actor, { tripId, key: `trip/${tripId}` });
      for (const { error } of results) if (error !== null) throw new Refusal(error);
      return results;
    }),
  );
  for (const { outcome, institutionId } of sent) {
    const visited = town.world.byInstitution.get(institutionId);
    if (outcome !== null && visited !== undefined) town.told(visited, outcome);
  }
  return new Set(riders);
}

/** Everybody in the own inbox whom the same letter can send a team to. */
async function waitingIn({ town, house, actor, waiting }: CaseInHand): Promise<string[]> {
  const inbox = await inboxOf(town, actor);
  const others = inbox.filter(({ state, institutionId, pendingCommand }) => {
    const other = town.world.byInstitution.get(institutionId);
    if (other === undefined || other.plan.held || state !== 'ADMIN_VERIFIED' || pendingCommand !== null) return false;
    return other.institution.regencyCode === house.institution.regencyCode;
  });
  return [...new Set([waiting.proposalId, ...others.map(({ proposalId }) => proposalId)])];
}

async function teamOf(town: Town, house: House): Promise<{ readonly teamId: string; readonly officers: string[] }> {
  const indexes = [firstIndex('FIELD_VERIFIER', house), secondIndex('FIELD_VERIFIER', house)];
  const officers = indexes.map((index) => town.world.userId(town.world.holder('FIELD_VERIFIER', index)));
  const kabid = town.world.holder('KABID', 0);
  const { teams } = await listTeams(town.ctx, kabid);
  const team = teams.find(({ name }) => name === `Tim ${(indexes[0] ?? 0) / TEAM_SIZE + 1}`);
  if (team === undefined) throw new Error(`no team is on record for ${house.plan.code}`);
  return { teamId: team.id, officers };
}
