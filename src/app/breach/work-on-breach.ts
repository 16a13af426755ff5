import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { breachTold, mustBeTold } from '../../domain/breach.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { witaDate } from '../../domain/time/wita.js';
import { requireRole } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';

const notice = z.object({
  breachId: field.id,
  told: z.enum(breachTold),
  number: field.requiredText,
  sentOn: field.localDate,
});
const closing = z.object({ breachId: field.id, handling: field.words });

/** Records a letter by which somebody was told. Errors: WRONG_ROLE, NOT_FOUND, NOT_ALLOWED_IN_STATE, INVALID_INPUT, DUPLICATE_NUMBER. */
export async function recordNotice(ctx: AppContext, actor: Actor, input: z.input<typeof notice>): Promise<void> {
  await notingRefusals(ctx, actor, { subject: 'breach', command: 'record_notice' }, async (tx) => {
    requireRole(tx, ['DPO']);
    const { breachId, told, number, sentOn } = parseInput(notice, input);
    const foundAt = await lockOpen(tx, breachId);
    if (sentOn > witaDate(tx.now) || sentOn < witaDate(foundAt))
      throw new Refusal(refuse('INVALID_INPUT', { fields: ['sentOn'] }));
    const written = await tx.sql.$executeRaw`
      insert into breach_notice (breach_id, number, told, sent_on, recorded_by, recorded_at)
      values (${breachId}::uuid, ${number}, ${told}, ${sentOn}::date, ${tx.authority.userId}::uuid, ${tx.now}) on conflict do nothing`;
    if (written !== 1) throw new Refusal(refuse('DUPLICATE_NUMBER', { number }));
    await append(tx, breachId, 'notice_recorded', { told, number, sentOn });
  });
}

/** Closes a breach whose letters went out. Errors: WRONG_ROLE, NOT_FOUND, NOT_ALLOWED_IN_STATE, INCOMPLETE. */
export async function closeBreach(ctx: AppContext, actor: Actor, input: z.input<typeof closing>): Promise<void> {
  await notingRefusals(ctx, actor, { subject: 'breach', command: 'close_breach' }, async (tx) => {
    requireRole(tx, ['DPO']);
    const { breachId, handling } = parseInput(closing, input);
    await lockOpen(tx, breachId);
    const sent = await tx.sql.$queryRaw<{ told: string; number: string }[]>`
      select told, number from breach_notice where breach_id = ${breachId}::uuid order by told, number`;
    const missing = mustBeTold.filter((one) => !sent.some(({ told }) => told === one));
    if (missing.length > 0) throw new Refusal(refuse('INCOMPLETE', { fields: missing.map((one) => `told.${one}`) }));
    await tx.sql.$executeRaw`
      update breach set state = 'CLOSED', handling = ${handling}, closed_by = ${tx.authority.userId}::uuid, closed_at = ${tx.now}
       where id = ${breachId}::uuid`;
    await append(tx, breachId, 'breach_closed', { letters: sent.map(({ told, number }) => `${told} ${number}`) });
  });
}

async function lockOpen(tx: ActorTx, breachId: string): Promise<Date> {
  const [row] = await tx.sql.$queryRaw<{ state: string; found_at: Date }[]>`
    select state, found_at from breach where id = ${breachId}::uuid for update`;
  if (row === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'breach' }));
  if (row.state !== 'OPEN') throw new Refusal(refuse('NOT_ALLOWED_IN_STATE', { state: row.state, command: 'breach' }));
  return row.found_at;
}

async function append(
  tx: ActorTx,
  breachId: string,
  type: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const entry = { commandId: null, institutionId: null, regencyCode: null };
  await appendEvents(tx, [{ ...entry, stream: `breach/${breachId}`, type, data }]);
}
