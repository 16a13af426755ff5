import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { tripPlanners } from '../../domain/field/trip.js';
import { hasBusiness } from '../../domain/roles.js';
import { isOfficial, requireRole, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';

const request = z.object({
  institutionId: field.id,
  kind: z.enum(['KIN', 'BOARD']),
  words: field.shortText.default(''),
  /** Of whom it is said; without it, of oneself. The head of division may record what a colleague has signed. */
  userId: field.id.nullish(),
});
export type DeclareLink = z.input<typeof request>;

/**
 * An official says that kinship or a seat on the board binds him or her to an institution: from then on no visit there.
 * Errors: NOT_SIGNED_IN, WRONG_ROLE, INVALID_INPUT, NOT_FOUND, DUPLICATE_NUMBER where it is declared already.
 */
export async function declareLink(
  ctx: AppContext,
  actor: Actor,
  input: DeclareLink,
): Promise<{ readonly linkId: string }> {
  requireSignedIn(actor);
  return notingRefusals(ctx, actor, { subject: 'field', command: 'declare_link' }, async (tx) => {
    if (!isOfficial(tx) || !hasBusiness(tx.authority.roles)) throw new Refusal(refuse('WRONG_ROLE', { needed: [] }));
    const { institutionId, kind, words, userId } = parseInput(request, input);
    const of = userId ?? tx.authority.userId;
    if (of !== tx.authority.userId) requireRole(tx, tripPlanners);
    const known = await tx.sql.$queryRaw<unknown[]>`
      select 1 from institution i, user_account u where i.id = ${institutionId}::uuid and u.id = ${of}::uuid`;
    if (known.length === 0) throw new Refusal(refuse('NOT_FOUND', { what: 'institution' }));
    const linkId = uuid();
    await tx.sql.$executeRaw`
      insert into link_declaration (id, user_id, institution_id, kind, words, declared_by, declared_at)
      values (${linkId}::uuid, ${of}::uuid, ${institutionId}::uuid, ${kind}, ${words}, ${tx.authority.userId}::uuid, ${tx.now})`;
    await note(tx, 'link_declared', { linkId, userId: of, institutionId, kind });
    return { linkId };
  });
}

const ending = z.object({ linkId: field.id, reason: field.requiredText });

/** The head of division ends a declaration of somebody else that no longer holds. Errors: WRONG_ROLE, NOT_FOUND, SAME_PERSON. */
export async function endLink(ctx: AppContext, actor: Actor, input: z.input<typeof ending>): Promise<void> {
  requireSignedIn(actor);
  await notingRefusals(ctx, actor, { subject: 'field', command: 'end_link' }, async (tx) => {
    requireRole(tx, tripPlanners);
    const { linkId, reason } = parseInput(ending, input);
    const ended = await tx.sql.$executeRaw`
      update link_declaration set ended_at = ${tx.now}, ended_by = ${tx.authority.userId}::uuid, ended_reason = ${reason}
       where id = ${linkId}::uuid and ended_at is null`;
    if (ended === 0) throw new Refusal(refuse('NOT_FOUND', { what: 'link' }));
    await note(tx, 'link_ended', { linkId, reason });
  });
}

async function note(tx: ActorTx, type: string, data: Record<string, unknown>): Promise<void> {
  await appendEvents(tx, [{ stream: 'field', type, commandId: null, institutionId: null, regencyCode: null, data }]);
}
