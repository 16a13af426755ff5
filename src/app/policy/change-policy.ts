import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { actorText, type Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { policyDifference, type PolicyDifference } from '../../domain/policy-difference.js';
import type { Role } from '../../domain/roles.js';
import { requireRole, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { noteRefusal } from '../record/note-refusal.js';
import { readPolicy } from '../queries/get-policy.js';
import { policyContent } from './policy-content.js';

/** Whoever answers for the programme; an administrator of the system has no business power. */
export const policyMakers: readonly Role[] = ['HEAD_DINSOS'];

const request = z.object({
  programmeId: field.id,
  /** The version whose values were changed: somebody else's newer version is never overwritten unseen. */
  basedOn: z.int().min(1),
  policy: policyContent,
  reason: field.requiredText,
  /** Only says what would change. */
  dryRun: z.boolean().default(false),
});
export type ChangePolicy = z.input<typeof request>;
export interface PolicyChanged {
  readonly version: number;
  readonly difference: readonly PolicyDifference[];
}

/**
 * Makes the next version of a programme's policy. It holds for proposals submitted from now on; a submitted case stays with
 * the version it was pinned to (architecture 4.14).
 * Errors: NOT_SIGNED_IN, WRONG_ROLE, INVALID_INPUT, NOT_FOUND, STALE_VERSION, INCOMPLETE where nothing changes.
 */
export async function changePolicy(ctx: AppContext, actor: Actor, input: ChangePolicy): Promise<PolicyChanged> {
  requireSignedIn(actor);
  try {
    return await ctx.db.withActor(actor, 10_000, async (tx) => {
      requireRole(tx, policyMakers);
      const { programmeId, basedOn, policy, reason, dryRun } = parseInput(request, input);
      // two people who change the same version wait for each other here, and the second one is told
      await tx.sql.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`policy/${programmeId}`}, 7))`;
      const current = await readPolicy(tx, programmeId);
      if (current.version !== basedOn)
        throw new Refusal(refuse('STALE_VERSION', { expected: basedOn, actual: current.version }));
      const difference = policyDifference(current.policy, policy);
      if (difference.length === 0) throw new Refusal(refuse('INCOMPLETE', { fields: ['policy'] }));
      const version = basedOn + 1;
      if (dryRun) return { version, difference };
      await tx.sql.$executeRaw`
        insert into policy_version (id, programme_id, version, content, created_by, reason, created_at)
        select ${uuid()}::uuid, v.programme_id, ${version}, v.content || ${JSON.stringify(policy)}::jsonb, ${actorText(actor)}, ${reason}, ${tx.now}
          from policy_version v where v.programme_id = ${programmeId}::uuid and v.version = ${basedOn}`;
      await appendEvents(tx, [
        {
          stream: 'reference',
          type: 'policy_changed',
          commandId: null,
          institutionId: null,
          regencyCode: null,
          data: { programmeId, code: current.code, version, reason, difference, policy },
        },
      ]);
      return { version, difference };
    });
  } catch (error) {
    if (error instanceof Refusal) await noteRefusal(ctx, actor, `policy/${input.programmeId}`, 'change', error.error);
    throw error;
  }
}
