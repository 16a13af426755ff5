import { actorText, type Actor } from '../../domain/actor.js';
import type { DomainError, ErrorCode } from '../../domain/errors.js';
import type { AppContext } from '../ports.js';
import { appendEvents } from './append-event.js';

/** Refusals that say something about the person, not about a form: kept in the security stream (architecture 4.3). */
const suspicious: ReadonlySet<ErrorCode> = new Set([
  'WRONG_ROLE',
  'FORBIDDEN_PAIR',
  'SAME_PERSON',
  'NOT_FOUND',
  'COMMAND_REUSED',
  'FENCED_BY_DECREE',
]);

/** Written in a transaction of its own, since the refused command wrote nothing. */
export async function noteRefusal(
  ctx: AppContext,
  actor: Actor,
  subject: string,
  command: string,
  error: DomainError,
): Promise<void> {
  if (!suspicious.has(error.code)) return;
  await ctx.db.withActor({ kind: 'system', purpose: 'security' }, 5_000, (tx) =>
    appendEvents(tx, [
      {
        stream: 'security',
        type: 'refused',
        commandId: null,
        institutionId: null,
        regencyCode: null,
        data: { actor: actorText(actor), subject, command, code: error.code, details: error.details },
      },
    ]),
  );
}
