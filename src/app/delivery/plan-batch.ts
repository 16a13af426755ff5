import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { forbiddenPairWith } from '../../domain/roles.js';
import { createOnce } from '../forward/create-once.js';
import { readDuties, recordDuties } from '../forward/duties.js';
import { requireRole } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import * as field from '../proposal/fields.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { readDeliverables } from './deliverable.js';

const request = z.object({
  decreeId: field.id,
  unitId: field.id,
  proposalIds: z.array(field.id).min(1).max(1_000),
  plannedOn: field.localDate,
  key: z.string().min(8).max(200),
});
export type PlanBatch = z.input<typeof request>;

/**
 * Plans one batch of goods of one decree, to be driven by one provincial unit; its workflow begins with its first command.
 * Errors: WRONG_ROLE, FORBIDDEN_PAIR, INVALID_INPUT, NOT_FOUND (decree, unit), NOT_ALLOWED_IN_STATE (a proposal without a
 * signed pact, or in another batch), DATE_ORDER (planned before the decree), COMMAND_REUSED.
 */
export async function planBatch(
  ctx: AppContext,
  actor: Actor,
  input: PlanBatch,
): Promise<{ readonly batchId: string }> {
  return ctx.db.withActor(actor, 15_000, async (tx) => {
    requireRole(tx, ['PENGURUS_BARANG']);
    const { key, ...body } = parseInput(request, input);
    const batchId = await createOnce(tx, { operation: 'plan_batch', key, body, state: 'PLANNED' }, (commandId) =>
      plan(tx, body, commandId),
    );
    return { batchId };
  });
}

async function plan(tx: ActorTx, body: Omit<z.output<typeof request>, 'key'>, commandId: string): Promise<string> {
  const { decreeId, unitId, plannedOn } = body;
  const proposalIds = [...new Set(body.proposalIds)];
  // one planner of a decree at a time: no proposal comes into two batches
  const [decree] = await tx.sql.$queryRaw<{ signed_on: string | null }[]>`
    select signed_on::text from decree where id = ${decreeId}::uuid and state in ('SIGNED','REGISTERED') for no key update`;
  if (decree === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'decree' }));
  const [unit] = await tx.sql.$queryRaw<
    { id: string }[]
  >`select id from org_unit where id = ${unitId}::uuid and kind = 'UPTD'`;
  if (unit === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'unit' }));
  if (decree.signed_on === null || plannedOn < decree.signed_on) {
    throw new Refusal(refuse('DATE_ORDER', { first: 'decree', second: 'plannedOn' }));
  }
  const deliverable = new Set((await readDeliverables(tx, decreeId)).map((entry) => entry.proposalId));
  const unsuitable = proposalIds.filter((id) => !deliverable.has(id));
  if (unsuitable.length > 0) {
    throw new Refusal(refuse('NOT_ALLOWED_IN_STATE', { command: 'plan_batch', proposals: unsuitable }));
  }
  const pair = forbiddenPairWith(await readDuties(tx, proposalIds), ['OFFICIAL']);
  if (pair !== null) throw new Refusal(refuse('FORBIDDEN_PAIR', { pair: [...pair] }));

  const batchId = uuid();
  await tx.sql.$executeRaw`
    insert into delivery_batch (id, decree_id, unit_id, state, version, planned_on, created_by, created_at)
    values (${batchId}::uuid, ${decreeId}::uuid, ${unitId}::uuid, 'PLANNED', 0, ${plannedOn}::date, ${tx.authority.userId}::uuid, ${tx.now})`;
  await tx.sql.$executeRaw`
    insert into delivery_drop (id, batch_id, proposal_id, institution_id, regency_code, state)
    select uuidv7(), ${batchId}::uuid, p.id, p.institution_id, p.regency_code, 'PLANNED'
      from proposal p where p.id = any(${proposalIds}::uuid[]) order by p.regency_code, p.id`;
  await recordDuties(tx, proposalIds, ['OFFICIAL']);
  await appendEvents(tx, [
    {
      stream: `delivery/${batchId}`,
      type: 'planned',
      commandId,
      institutionId: null,
      regencyCode: null,
      data: { decreeId, unitId, plannedOn, proposals: proposalIds },
    },
  ]);
  return batchId;
}
