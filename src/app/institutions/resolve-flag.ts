import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { flagResolvers } from '../../domain/institution/flags.js';
import { requireRole } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';

const request = z.object({
  flagId: field.id,
  reason: field.words.refine((text) => text !== '', { message: 'required' }),
});
export type ResolveFlag = z.input<typeof request>;

/** Closes a sign with what was found; the same again changes nothing. Errors: WRONG_ROLE, INVALID_INPUT, NOT_FOUND, NOTHING_PENDING. */
export async function resolveFlag(ctx: AppContext, actor: Actor, input: ResolveFlag): Promise<void> {
  await notingRefusals(ctx, actor, { subject: 'institution-flags', command: 'resolve_flag' }, async (tx) => {
    requireRole(tx, flagResolvers);
    const { flagId, reason } = parseInput(request, input);
    const [flag] = await tx.sql.$queryRaw<
      { institution_id: string; sign: string; resolved_by: string | null; reason: string | null }[]
    >`select institution_id, sign, resolved_by, reason from institution_flag where id = ${flagId}::uuid for update`;
    if (flag === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'flag' }));
    if (flag.resolved_by === tx.authority.userId && flag.reason === reason) return;
    if (flag.resolved_by !== null) throw new Refusal(refuse('NOTHING_PENDING'));
    await tx.sql.$executeRaw`
      update institution_flag set resolved_by = ${tx.authority.userId}::uuid, resolved_at = ${tx.now}, reason = ${reason} where id = ${flagId}::uuid`;
    await appendEvents(tx, [
      {
        stream: `institution/${flag.institution_id}`,
        type: 'flag_resolved',
        commandId: null,
        // no institution reads that it was ever suspected: the event names it in its stream alone
        institutionId: null,
        regencyCode: null,
        data: { flagId, note: { sign: flag.sign, words: reason } },
      },
    ]);
  });
}
