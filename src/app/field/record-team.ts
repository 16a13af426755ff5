import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { MINIMUM_TRIP_OFFICERS, tripPlanners } from '../../domain/field/trip.js';
import { witaDate } from '../../domain/time/wita.js';
import { createOnce } from '../forward/create-once.js';
import { requireRole, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';

const request = z.object({
  name: field.requiredText,
  decreeNumber: field.requiredText,
  decreeDate: field.localDate,
  validFrom: field.localDate,
  validUntil: field.localDate,
  members: z.array(field.id).max(100),
  key: z.string().min(8).max(200),
});
export type RecordTeam = z.input<typeof request>;

/**
 * Records a verification team as its decree names it. From the first team on, nobody is sent to a visit whom none of them holds.
 * Errors: NOT_SIGNED_IN, WRONG_ROLE, INVALID_INPUT, INCOMPLETE, DATE_ORDER, DUPLICATE_NUMBER.
 */
export async function recordTeam(
  ctx: AppContext,
  actor: Actor,
  input: RecordTeam,
): Promise<{ readonly teamId: string }> {
  requireSignedIn(actor);
  return notingRefusals(ctx, actor, { subject: 'field', command: 'record_team' }, async (tx) => {
    requireRole(tx, tripPlanners);
    const { key, ...team } = parseInput(request, input);
    const members = [...new Set(team.members)];
    if (members.length < MINIMUM_TRIP_OFFICERS)
      throw new Refusal(refuse('INCOMPLETE', { fields: ['members'], needed: MINIMUM_TRIP_OFFICERS }));
    if (team.decreeDate > witaDate(tx.now))
      throw new Refusal(refuse('DATE_ORDER', { first: 'decreeDate', second: 'today' }));
    if (team.decreeDate > team.validFrom)
      throw new Refusal(refuse('DATE_ORDER', { first: 'decreeDate', second: 'validFrom' }));
    if (team.validFrom > team.validUntil)
      throw new Refusal(refuse('DATE_ORDER', { first: 'validFrom', second: 'validUntil' }));
    const holders = await tx.sql.$queryRaw<{ user_id: string }[]>`
      select distinct user_id from membership
       where role = 'FIELD_VERIFIER' and valid_from <= ${tx.now} and (valid_to is null or valid_to > ${tx.now})`;
    const able = new Set(holders.map((holder) => holder.user_id));
    if (members.some((member) => !able.has(member)))
      throw new Refusal(refuse('INVALID_INPUT', { fields: ['members'], role: 'FIELD_VERIFIER' }));
    const body = { ...team, members };
    const teamId = await createOnce(
      tx,
      { operation: 'field/record_team', key, body, state: 'RECORDED' },
      async (id) => {
        const made = uuid();
        await tx.sql.$executeRaw`
        insert into verification_team (id, name, decree_number, decree_date, decree_year, valid_from, valid_until, created_by, created_at)
        values (${made}::uuid, ${team.name}, ${team.decreeNumber}, ${team.decreeDate}::date, ${Number(team.decreeDate.slice(0, 4))},
                ${team.validFrom}::date, ${team.validUntil}::date, ${tx.authority.userId}::uuid, ${tx.now})`;
        await tx.sql.$executeRaw`
        insert into verification_team_member (team_id, user_id) select ${made}::uuid, m from unnest(${members}::uuid[]) m`;
        await appendEvents(tx, [
          {
            stream: 'field',
            type: 'team_recorded',
            commandId: id,
            institutionId: null,
            regencyCode: null,
            data: { teamId: made, ...body },
          },
        ]);
        return made;
      },
    );
    return { teamId };
  });
}
