import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { institutionLife, institutionSteps, lifeError, type InstitutionStep } from '../../domain/institution/life.js';
import { witaDate } from '../../domain/time/wita.js';
import { createOnce } from '../forward/create-once.js';
import { requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { lockInstitution, type LockedInstitution } from './lock-institution.js';
import { writeInstitutionMail } from './write-institution-mail.js';

const request = z.object({
  institutionId: field.id,
  step: z.enum(institutionSteps),
  reason: field.words.default(''),
  letterNumber: field.shortText.default(''),
  letterDate: field.optionalDate.default(null),
  /** The scan of the letter. */
  blobId: field.id.nullable().default(null),
  /** Names this request; sent again, it is the same. */
  key: field.requiredText,
});
export type ProposeInstitutionStep = z.input<typeof request>;
type Wanted = z.infer<typeof request>;

/**
 * Begins a step in an institution's life. Where a second person is needed nothing changes before that person confirms;
 * otherwise the status changes at once.
 * Errors: NOT_SIGNED_IN, INVALID_INPUT, NOT_FOUND, WRONG_ROLE, INSTITUTION_STAGE, INCOMPLETE, DATE_ORDER, REASON_REQUIRED, COMMAND_REUSED.
 */
export async function proposeInstitutionStep(
  ctx: AppContext,
  actor: Actor,
  input: ProposeInstitutionStep,
): Promise<{ readonly changeId: string }> {
  requireSignedIn(actor);
  const subject = `institution/${input.institutionId}`;
  return notingRefusals(ctx, actor, { subject, command: `institution_${input.step}` }, async (tx) => {
    const wanted = parseInput(request, input);
    const { key, ...body } = wanted;
    const changeId = await createOnce(
      tx,
      { operation: `institution_${wanted.step}`, key, body, state: 'PROPOSED' },
      async (commandId) => begin(tx, wanted, commandId),
    );
    return { changeId };
  });
}

async function begin(tx: ActorTx, wanted: Wanted, commandId: string): Promise<string> {
  const institution = await lockInstitution(tx, wanted.institutionId);
  const error = lifeError(institution.status, wanted.step, wanted, {
    roles: tx.authority.scope === 'province' ? tx.authority.roles : [],
    today: witaDate(tx.now),
  });
  if (error !== null) throw new Refusal(error);
  if (wanted.blobId !== null) await requireScan(tx, wanted.blobId);
  const changeId = uuid();
  const { second, to, paper } = institutionLife[wanted.step];
  const alone = second === null;
  await tx.sql.$executeRaw`
    insert into institution_change (id, institution_id, regency_code, step, from_status, to_status, reason, letter_number, letter_date, blob_id,
                                    state, proposed_by, proposed_at, decided_at)
    values (${changeId}::uuid, ${institution.id}::uuid, ${institution.regencyCode}, ${wanted.step}, ${institution.status}, ${to}, ${wanted.reason},
            ${paper ? wanted.letterNumber : null}, ${paper ? wanted.letterDate : null}::date, ${paper ? wanted.blobId : null}::uuid,
            ${alone ? 'CONFIRMED' : 'PROPOSED'}, ${tx.authority.userId}::uuid, ${tx.now}, ${alone ? tx.now : null}::timestamptz)`;
  if (alone) await tellStatus(tx, institution.id, changeId, { to, reason: wanted.reason });
  else
    await writeInstitutionMail(tx, {
      institutionId: institution.id,
      template: 'institution_step_waits',
      about: changeId,
      to: second,
      reason: wanted.reason,
      names: { status: to, number: wanted.letterNumber, day: wanted.letterDate },
    });
  await appendEvents(tx, [
    {
      stream: `institution/${institution.id}`,
      type: alone ? 'institution_stepped' : 'institution_step_proposed',
      commandId,
      // what waits for a second person is a matter among officials: the event names the institution in its stream alone
      ...(alone ? ownerOf(institution) : { institutionId: null, regencyCode: null }),
      data: { from: institution.status, to, note: noteOf(wanted.step, wanted) },
    },
  ]);
  return changeId;
}

export function ownerOf({ id, regencyCode }: LockedInstitution): { institutionId: string; regencyCode: string } {
  return { institutionId: id, regencyCode };
}

/** What the history tells of a step. */
export function noteOf(
  step: InstitutionStep,
  { reason, letterNumber, letterDate, blobId }: Pick<Wanted, 'reason' | 'letterNumber' | 'letterDate' | 'blobId'>,
): Readonly<Record<string, string>> {
  return {
    step,
    reason,
    ...(letterNumber === '' ? {} : { documentNumber: letterNumber }),
    ...(letterDate === null ? {} : { documentDate: letterDate }),
    ...(blobId === null ? {} : { scan: blobId }),
  };
}

export async function tellStatus(
  tx: ActorTx,
  institutionId: string,
  changeId: string,
  { to, reason, number, day }: { to: string; reason: string; number?: string | null; day?: string | null },
): Promise<void> {
  await writeInstitutionMail(tx, {
    institutionId,
    template: 'institution_status_changed',
    about: changeId,
    to: 'LKS',
    reason,
    names: { status: to, number: number ?? null, day: day ?? null },
  });
}

async function requireScan(tx: ActorTx, blobId: string): Promise<void> {
  const [found] = await tx.sql.$queryRaw<unknown[]>`select 1 from blob where id = ${blobId}::uuid`;
  if (found === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'file' }));
}
