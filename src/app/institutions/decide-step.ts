import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { institutionLife, mayConfirmStep, type InstitutionStep } from '../../domain/institution/life.js';
import { requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { lockInstitution } from './lock-institution.js';
import { noteOf, ownerOf, tellStatus } from './propose-step.js';

const request = z.object({
  institutionId: field.id,
  changeId: field.id,
  confirm: z.boolean(),
  /** Why not; needed for a refusal. */
  reason: field.words.default(''),
});
export type DecideInstitutionStep = z.input<typeof request>;

interface Change {
  readonly step: InstitutionStep;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly letterNumber: string;
  readonly letterDate: string | null;
  readonly blobId: string | null;
  readonly state: 'PROPOSED' | 'CONFIRMED' | 'REFUSED';
  readonly proposedBy: string;
  readonly decidedBy: string | null;
  readonly proposer: string | null;
}

/**
 * Confirms or refuses what another person began; the same answer by the same person again changes nothing.
 * Errors: NOT_SIGNED_IN, INVALID_INPUT, NOT_FOUND, WRONG_ROLE, SAME_PERSON, NOTHING_PENDING, INSTITUTION_STAGE, REASON_REQUIRED.
 */
export async function decideInstitutionStep(
  ctx: AppContext,
  actor: Actor,
  input: DecideInstitutionStep,
): Promise<{ readonly status: string }> {
  requireSignedIn(actor);
  const subject = `institution/${input.institutionId}`;
  return notingRefusals(ctx, actor, { subject, command: 'institution_decide' }, async (tx) => {
    const wanted = parseInput(request, input);
    const institution = await lockInstitution(tx, wanted.institutionId);
    const change = await readChange(tx, wanted);
    const { roles, scope, userId } = tx.authority;
    const needed = institutionLife[change.step].second ?? [];
    if (scope !== 'province' || !needed.some((role) => roles.includes(role)))
      throw new Refusal(refuse('WRONG_ROLE', { needed }));
    const outcome = wanted.confirm ? 'CONFIRMED' : 'REFUSED';
    if (change.state === outcome && change.decidedBy === userId) return { status: institution.status };
    if (change.state !== 'PROPOSED') throw new Refusal(refuse('NOTHING_PENDING'));
    if (!mayConfirmStep(change.step, { roles, userId, proposedBy: change.proposedBy }))
      throw new Refusal(refuse('SAME_PERSON'));
    if (!wanted.confirm && wanted.reason === '') throw new Refusal(refuse('REASON_REQUIRED', { field: 'reason' }));
    await tx.sql.$executeRaw`
      update institution_change set state = ${outcome}, decided_by = ${userId}::uuid, decided_at = ${tx.now},
             refusal = ${wanted.confirm ? null : wanted.reason} where id = ${wanted.changeId}::uuid`;
    const { to, reason, letterNumber, letterDate } = change;
    if (wanted.confirm)
      await tellStatus(tx, institution.id, wanted.changeId, { to, reason, number: letterNumber, day: letterDate });
    const enteredBy = change.proposer ?? '';
    await appendEvents(tx, [
      {
        stream: `institution/${institution.id}`,
        type: wanted.confirm ? 'institution_stepped' : 'institution_step_refused',
        commandId: null,
        ...(wanted.confirm ? ownerOf(institution) : { institutionId: null, regencyCode: null }),
        data: wanted.confirm
          ? {
              from: change.from,
              to,
              note: { ...noteOf(change.step, change), enteredBy, confirmedBy: tx.authority.name },
            }
          : { note: { step: change.step, words: wanted.reason, enteredBy } },
      },
    ]);
    return { status: wanted.confirm ? to : institution.status };
  });
}

async function readChange(tx: ActorTx, { changeId, institutionId }: z.infer<typeof request>): Promise<Change> {
  const [found] = await tx.sql.$queryRaw<Change[]>`
    select c.step, c.from_status as "from", c.to_status as "to", c.reason, coalesce(c.letter_number, '') as "letterNumber",
           c.letter_date::text as "letterDate", c.blob_id as "blobId", c.state, c.proposed_by as "proposedBy", c.decided_by as "decidedBy",
           u.name as proposer
      from institution_change c left join user_account u on u.id = c.proposed_by
     where c.id = ${changeId}::uuid and c.institution_id = ${institutionId}::uuid`;
  if (found === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'institution' }));
  return found;
}
