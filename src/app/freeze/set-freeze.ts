import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { Role } from '../../domain/roles.js';
import { addDays, witaDate } from '../../domain/time/wita.js';
import { requireRole, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';

/** Whoever answers for deliveries; an administrator of the system has no business power. */
export const freezers: readonly Role[] = ['KABID'];

const request = z.object({
  fromOn: field.localDate,
  untilOn: field.localDate,
  reason: field.requiredText,
  documentNumber: field.requiredText,
  documentDate: field.localDate,
  exemptGroups: z.array(z.string().max(40)).max(20).default([]),
  exemptProgrammes: z.array(field.id).max(50).default([]),
});
export type SetFreeze = z.input<typeof request>;

/**
 * Records a freeze from a later day on: from then to its end nothing is dispatched or handed over but what it leaves out.
 * Errors: NOT_SIGNED_IN, WRONG_ROLE, INVALID_INPUT, TOO_EARLY, DATE_ORDER.
 */
export async function setFreeze(
  ctx: AppContext,
  actor: Actor,
  input: SetFreeze,
): Promise<{ readonly freezeId: string }> {
  requireSignedIn(actor);
  return notingRefusals(ctx, actor, { subject: 'freeze', command: 'set_freeze' }, async (tx) => {
    requireRole(tx, freezers);
    const freeze = parseInput(request, input);
    const today = witaDate(tx.now);
    if (freeze.fromOn <= today) throw new Refusal(refuse('TOO_EARLY', { earliest: addDays(today, 1) }));
    if (freeze.untilOn < freeze.fromOn) throw new Refusal(refuse('DATE_ORDER', { first: 'fromOn', second: 'untilOn' }));
    if (freeze.documentDate > today)
      throw new Refusal(refuse('DATE_ORDER', { first: 'documentDate', second: 'today' }));
    const freezeId = uuid();
    await tx.sql.$executeRaw`
      insert into delivery_freeze (id, from_on, until_on, reason, letter_number, letter_date, exempt_groups, exempt_programmes, set_by, set_at, set_on)
      values (${freezeId}::uuid, ${freeze.fromOn}::date, ${freeze.untilOn}::date, ${freeze.reason}, ${freeze.documentNumber},
              ${freeze.documentDate}::date, ${freeze.exemptGroups}::text[], ${freeze.exemptProgrammes}::uuid[],
              ${tx.authority.userId}::uuid, ${tx.now}, ${today}::date)`;
    await note(tx, 'freeze_set', { freezeId, ...freeze });
    return { freezeId };
  });
}

const ending = z.object({ freezeId: field.id, reason: field.requiredText });
export type EndFreeze = z.input<typeof ending>;

/** Ends a freeze today, also before it began. Errors: NOT_SIGNED_IN, WRONG_ROLE, INVALID_INPUT, NOT_FOUND (none that holds). */
export async function endFreeze(ctx: AppContext, actor: Actor, input: EndFreeze): Promise<void> {
  requireSignedIn(actor);
  await notingRefusals(ctx, actor, { subject: 'freeze', command: 'end_freeze' }, async (tx) => {
    requireRole(tx, freezers);
    const { freezeId, reason } = parseInput(ending, input);
    const today = witaDate(tx.now);
    const ended = await tx.sql.$executeRaw`
      update delivery_freeze set ended_on = ${today}::date, ended_by = ${tx.authority.userId}::uuid, ended_reason = ${reason}
       where id = ${freezeId}::uuid and ended_on is null and until_on >= ${today}::date`;
    if (ended === 0) throw new Refusal(refuse('NOT_FOUND', { what: 'freeze' }));
    await note(tx, 'freeze_ended', { freezeId, endedOn: today, reason });
  });
}

async function note(tx: ActorTx, type: string, data: Record<string, unknown>): Promise<void> {
  await appendEvents(tx, [
    { stream: 'reference', type, commandId: null, institutionId: null, regencyCode: null, data },
  ]);
}
