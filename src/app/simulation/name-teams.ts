import type { Actor } from '../../domain/actor.js';
import { recordTeam } from '../field/record-team.js';
import type { AppContext } from '../ports.js';
import { calendar } from './programme-calendar.js';
import { staffEmail, TEAM_SIZE, TEAMS } from './staff.js';

const READER: Actor = { kind: 'system', purpose: 'simulation' };

/** The decree of the head of the office that names the verification teams of the round; the head of division records it. */
export async function nameTeams(ctx: AppContext): Promise<void> {
  const emails = Array.from({ length: TEAMS * TEAM_SIZE }, (_, index) => staffEmail('FIELD_VERIFIER', index));
  const users = await ctx.db.withActor(READER, 10_000, async (tx) => {
    const wanted = [...emails, staffEmail('KABID', 0)];
    const rows = await tx.sql.$queryRaw<
      { id: string; email: string }[]
    >`select id, email from user_account where email = any(${wanted})`;
    return new Map(rows.map((row) => [row.email, row.id]));
  });
  const kabid: Actor = { kind: 'user', userId: users.get(staffEmail('KABID', 0)) ?? '' };
  for (let team = 0; team < TEAMS; team += 1) {
    await recordTeam(ctx, kabid, {
      name: `Tim ${team + 1}`,
      decreeNumber: `400.9.10/${team + 1}/2023`,
      decreeDate: calendar.preparedOn,
      validFrom: calendar.windowOpens,
      validUntil: `${calendar.fiscalYear}-12-31`,
      members: emails.slice(team * TEAM_SIZE, (team + 1) * TEAM_SIZE).map((email) => users.get(email) ?? ''),
      key: `simulation/team/${team + 1}`,
    });
  }
}
