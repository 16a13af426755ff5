import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { requireAdministrator } from '../users/require-administrator.js';

const request = z.object({
  /** Mails that wait or were refused; null for all that were refused. */
  mailIds: z.array(field.id).min(1).max(500).nullable(),
});

/**
 * Lets mails go out at once: those that their server refused, and those that wait for their next attempt. To the address that
 * the person has now, because a wrong one is why most were refused. What was sent is never sent again.
 * Errors: WRONG_ROLE, INVALID_INPUT, NOT_FOUND where none of those named waits or was refused.
 */
export async function resendMails(
  ctx: AppContext,
  actor: Actor,
  input: z.input<typeof request>,
): Promise<{ readonly mails: number }> {
  return notingRefusals(ctx, actor, { subject: 'mails', command: 'resend_mails' }, async (tx) => {
    requireAdministrator(tx);
    const { mailIds } = parseInput(request, input);
    const rows = await tx.sql.$queryRaw<{ id: string }[]>`
      update notification n
         set state = 'QUEUED', attempts = 0, next_attempt_at = ${tx.now},
             to_address = coalesce((select u.email from user_account u where u.id = n.recipient_user_id), n.to_address)
       where n.state in ('QUEUED','REFUSED')
         and (${mailIds === null} and n.state = 'REFUSED' or n.id = any(${[...(mailIds ?? [])]}::uuid[]))
      returning n.id`;
    if (rows.length === 0 && mailIds === null) return { mails: 0 };
    if (rows.length === 0) throw new Refusal(refuse('NOT_FOUND', { what: 'mail' }));
    const ids = rows.map((row) => row.id).toSorted((a, b) => a.localeCompare(b));
    await appendEvents(tx, [
      { stream: 'users', type: 'mails_resent', commandId: null, institutionId: null, regencyCode: null, data: { ids } },
    ]);
    return { mails: ids.length };
  });
}
