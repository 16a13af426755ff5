import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { movementKinds, movementsAfter } from '../../domain/institution/register.js';
import { witaDate } from '../../domain/time/wita.js';
import { requireInstitution } from '../drafts/edit-proposal.js';
import { createOnce } from '../forward/create-once.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';

const request = z.object({
  personId: field.id,
  kind: z.enum(movementKinds),
  happenedOn: field.localDate,
  /** Number of the letter or certificate. */
  documentNumber: field.requiredText,
  /** Names this entry; sent again, it is the same. */
  key: field.requiredText,
});
export type RecordMovement = z.input<typeof request>;

/**
 * Writes down that a client came back, left, went home, moved or died. Whoever left stands in no list from then on.
 * Errors: WRONG_ROLE, INVALID_INPUT, NOT_FOUND, DATE_ORDER, CLIENT_MOVEMENT, COMMAND_REUSED.
 */
export async function recordMovement(
  ctx: AppContext,
  actor: Actor,
  input: RecordMovement,
): Promise<{ readonly movementId: string }> {
  return notingRefusals(ctx, actor, { subject: 'client-register', command: 'record_movement' }, async (tx) => {
    const institutionId = requireInstitution(tx);
    const { key, ...wanted } = parseInput(request, input);
    const movementId = await createOnce(
      tx,
      { operation: 'record_movement', key, body: wanted, state: wanted.kind },
      (commandId) => write(tx, institutionId, wanted, commandId),
    );
    return { movementId };
  });
}

type Movement = Omit<z.infer<typeof request>, 'key'>;

async function write(tx: ActorTx, institutionId: string, wanted: Movement, commandId: string): Promise<string> {
  const { personId, kind, happenedOn, documentNumber } = wanted;
  const [person] = await tx.sql.$queryRaw<{ regency_code: string; left_how: string | null; since: string | null }[]>`
    select p.regency_code, p.left_how, (select max(m.happened_on)::text from client_movement m where m.person_id = p.id) as since
      from person p where p.id = ${personId}::uuid and p.institution_id = ${institutionId}::uuid and p.purged_at is null for update`;
  if (person === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'person' }));
  if (!movementsAfter(person.left_how).includes(kind)) throw new Refusal(refuse('CLIENT_MOVEMENT'));
  if (happenedOn > witaDate(tx.now)) throw new Refusal(refuse('DATE_ORDER', { first: 'happenedOn', second: 'today' }));
  if (person.since !== null && happenedOn < person.since)
    throw new Refusal(refuse('DATE_ORDER', { first: 'leftOn', second: 'happenedOn' }));
  const id = uuid();
  await tx.sql.$executeRaw`
    insert into client_movement (id, person_id, institution_id, regency_code, kind, happened_on, document_number, recorded_by, recorded_at)
    values (${id}::uuid, ${personId}::uuid, ${institutionId}::uuid, ${person.regency_code}, ${kind}, ${happenedOn}::date, ${documentNumber},
            ${tx.authority.userId}::uuid, ${tx.now})`;
  await appendEvents(tx, [
    {
      stream: `register/${institutionId}`,
      type: 'client_moved',
      commandId,
      institutionId,
      regencyCode: person.regency_code,
      data: { movementId: id, personId, kind, happenedOn },
    },
  ]);
  return id;
}
