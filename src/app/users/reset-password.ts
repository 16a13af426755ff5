import { z } from 'zod';
import { Refusal, refuse } from '../../domain/errors.js';
import { requireSignedIn } from '../forward/require-role.js';
import type { Actor } from '../../domain/actor.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { email, password, type AccountsPort } from './create-user.js';
import { beginPassword, givePassword } from './give-password.js';
import { emergencyConfirmers, emergencyRequesters, requireStanding } from './emergency-access.js';

const request = z.object({
  /** Whose password. */
  email,
  reason: field.requiredText,
  password,
});
export type ResetPassword = z.input<typeof request>;

/**
 * A new password for somebody who cannot come in, by the word of two people, neither of them this person: it lets whoever
 * knows it act in another's name. The person and the head of the office are told; every session of the person ends.
 * Errors: NOT_SIGNED_IN, WRONG_ROLE, SAME_PERSON, SELF_GIVEN, INVALID_INPUT, NOT_FOUND also of a closed account.
 */
export async function resetPassword(
  ctx: AppContext,
  { first, second }: { readonly first: Actor; readonly second: Actor },
  input: ResetPassword,
  accounts: AccountsPort,
): Promise<void> {
  requireSignedIn(first);
  requireSignedIn(second);
  const of = { subject: 'users', command: 'reset_password' };
  const confirmer = await notingRefusals(ctx, second, of, (tx) => {
    requireStanding(tx, emergencyConfirmers);
    return Promise.resolve({ id: tx.authority.userId, name: tx.authority.name });
  });
  const person = await notingRefusals(ctx, first, of, async (tx) => {
    requireStanding(tx, emergencyRequesters);
    const wanted = parseInput(request, input);
    if (confirmer.id === tx.authority.userId) throw new Refusal(refuse('SAME_PERSON', { who: confirmer.name }));
    const [found] = await tx.sql.$queryRaw<{ id: string; name: string }[]>`
      select id, name from user_account where email = ${wanted.email} and active`;
    if (found === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'user' }));
    if ([confirmer.id, tx.authority.userId].includes(found.id)) throw new Refusal(refuse('SELF_GIVEN'));
    const data = {
      userId: found.id,
      requestedBy: tx.authority.userId,
      confirmedBy: confirmer.id,
      reason: wanted.reason,
    };
    const reset = { stream: 'security', type: 'password_reset', data } as const;
    await beginPassword(tx, reset);
    // it says that the password is being set: nobody's password changes without somebody being told of it
    await writeNotice(tx, found, confirmer.name, wanted.reason);
    return { ...wanted, ...found, reset };
  });
  await givePassword(ctx, first, person, person.reset, accounts);
}

async function writeNotice(
  tx: ActorTx,
  person: { readonly id: string; readonly name: string },
  confirmedBy: string,
  reason: string,
): Promise<void> {
  const reset = { person: person.name, reason, requestedBy: tx.authority.name, confirmedBy };
  const params = { institutionName: '', programmeName: '', passwordReset: reset };
  await tx.sql.$executeRaw`
    insert into notification (id, message_id, recipient_user_id, to_address, locale, template, params, state, attempts, next_attempt_at, created_at)
    select uuidv7(), '<password.' || ${person.id} || '.' || ${tx.now.getTime().toString(36)} || '.' || t.user_id || '@salur.invalid>', t.user_id,
           t.email, t.locale, 'password_reset', ${JSON.stringify(params)}::jsonb, 'QUEUED', 0, ${tx.now}, ${tx.now}
      from (select * from user_contact(array[${person.id}]::uuid[])
             union select * from role_holders('HEAD_DINSOS', null, null, ${tx.now})) t`;
}
