import type { Actor } from '../../domain/actor.js';
import { actorText } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseId } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { substitutionMakers } from './set-substitution.js';
import { writeSubstitutionNotice } from './write-substitution-notice.js';

/**
 * Ends a substitution at once, by either of the two or by who may arrange it; the substitute's sessions end with it.
 * Errors: WRONG_ROLE, INVALID_INPUT, NOT_FOUND also where it has ended.
 */
export async function endSubstitution(
  ctx: AppContext,
  actor: Actor,
  input: { readonly substitutionId: string },
): Promise<void> {
  const id = parseId('substitutionId', input.substitutionId);
  await notingRefusals(ctx, actor, { subject: 'users', command: 'end_substitution' }, async (tx) => {
    const { scope, roles, userId } = tx.authority;
    const [found] = await tx.sql.$queryRaw<{ holder_id: string; substitute_id: string }[]>`
        select holder_id, substitute_id from substitution
         where id = ${id}::uuid and ended_at is null and valid_to > ${tx.now} for update`;
    if (found === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'substitution' }));
    const concerned = found.holder_id === userId || found.substitute_id === userId;
    if (scope !== 'system' && !concerned && !substitutionMakers.some((role) => roles.includes(role)))
      throw new Refusal(refuse('WRONG_ROLE', { needed: substitutionMakers }));
    await tx.sql.$executeRaw`
        update substitution set ended_at = ${tx.now}, ended_by = ${actorText(actor)} where id = ${id}::uuid`;
    await writeSubstitutionNotice(tx, id, 'substitution_ended');
    await appendEvents(tx, [
      {
        stream: 'users',
        type: 'substitution_ended',
        commandId: null,
        institutionId: null,
        regencyCode: null,
        data: { substitutionId: id },
      },
    ]);
  });
}
