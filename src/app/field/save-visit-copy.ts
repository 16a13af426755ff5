import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { lockCase } from '../proposal/case-row.js';
import * as field from '../proposal/fields.js';
import { notingRefusals } from '../record/noting-refusals.js';

const MAXIMUM_FIELDS = 10_000;
const request = z.object({
  proposalId: field.id,
  /** The form as it stands, by the names of its fields. */
  values: z
    .record(z.string().max(120), z.string().max(4_000))
    .refine((values) => Object.keys(values).length <= MAXIMUM_FIELDS),
});

/**
 * Keeps the form of a visit on the way, for both officers and on every device, until it is submitted.
 * Errors: NOT_SIGNED_IN, INVALID_INPUT, NOT_FOUND, WRONG_ROLE, NOT_ALLOWED_IN_STATE (no visit is under way, or it is entered).
 */
export async function saveVisitCopy(
  ctx: AppContext,
  actor: Actor,
  input: z.input<typeof request>,
): Promise<{ readonly savedAt: string }> {
  requireSignedIn(actor);
  return notingRefusals(ctx, actor, { subject: `proposal/${input.proposalId}`, command: 'save_visit' }, async (tx) => {
    const { proposalId, values } = parseInput(request, input);
    const visitId = await openVisit(tx, proposalId);
    await tx.sql.$executeRaw`
      update visit set working_copy = ${JSON.stringify(values)}::jsonb, saved_at = ${tx.now}, saved_by = ${tx.authority.userId}::uuid where id = ${visitId}::uuid`;
    return { savedAt: tx.now.toISOString() };
  });
}

async function openVisit(tx: ActorTx, proposalId: string): Promise<string> {
  const c = await lockCase(tx, proposalId);
  if (c === null) throw new Refusal(refuse('NOT_FOUND', { what: 'proposal' }));
  if (!c.data.fieldOfficers.includes(tx.authority.userId ?? ''))
    throw new Refusal(refuse('WRONG_ROLE', { needed: ['FIELD_VERIFIER'], team: 'assigned' }));
  if (c.state !== 'FIELD_VERIFICATION' || c.data.pending !== null || c.data.visitId === null)
    throw new Refusal(refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'submit_field' }));
  return c.data.visitId;
}

export interface VisitCopy {
  readonly values: Readonly<Record<string, string>>;
  /** ISO instant. */
  readonly savedAt: string;
  readonly savedBy: string;
}

/** What was saved of the visit under way; null where nothing was. */
export async function readVisitCopy(ctx: AppContext, actor: Actor, proposalId: string): Promise<VisitCopy | null> {
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    const [row] = await tx.sql.$queryRaw<{ working_copy: Record<string, string>; saved_at: Date; name: string }[]>`
      select v.working_copy, v.saved_at, u.name from proposal p join visit v on v.id = (p.case_data->>'visitId')::uuid
        join visit_officer o on o.visit_id = v.id and o.user_id = ${tx.authority.userId}::uuid and o.replaced_at is null
        join user_account u on u.id = v.saved_by
       where p.id = ${proposalId}::uuid and v.working_copy is not null`;
    return row === undefined
      ? null
      : { values: row.working_copy, savedAt: row.saved_at.toISOString(), savedBy: row.name };
  });
}
