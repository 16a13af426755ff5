import {
  isBatchState,
  isDropState,
  type DeliveryCase,
  type DeliveryDrop,
} from '../../domain/delivery/delivery-case.js';
import { parseTask, taskText } from '../forward/task-column.js';
import type { SubjectSummary } from '../../../workflows/messages.js';
import type { ActorTx } from '../ports.js';

interface BatchRow {
  id: string;
  decree_id: string;
  unit_id: string;
  state: string;
  version: number;
  delivery_note: string | null;
  dispatched_on: string | null;
}
interface DropRow {
  id: string;
  proposal_id: string;
  state: string;
  bast_number: string | null;
  bast_date: string | null;
  handed_over_by: string | null;
  bast_blob_id: string | null;
  task: unknown;
}

/**
 * The batch under its row lock with its drops under theirs, or null where there is none. A confirmation of a receipt, which
 * writes its own drop in the proposal's transaction, comes wholly before or wholly after.
 */
export async function lockDelivery(tx: ActorTx, batchId: string): Promise<DeliveryCase | null> {
  await tx.sql.$executeRaw`select 1 from delivery_batch where id = ${batchId}::uuid for no key update`;
  await tx.sql.$executeRaw`select 1 from delivery_drop where batch_id = ${batchId}::uuid order by id for no key update`;
  return readDelivery(tx, batchId);
}

/** The batch with the drops that the actor may see. */
export async function readDelivery(tx: ActorTx, batchId: string): Promise<DeliveryCase | null> {
  const [row] = await tx.sql.$queryRaw<BatchRow[]>`
    select id, decree_id, unit_id, state, version, delivery_note, dispatched_on::text from delivery_batch where id = ${batchId}::uuid`;
  if (row === undefined) return null;
  const drops = await tx.sql.$queryRaw<DropRow[]>`
    select id, proposal_id, state, bast_number, bast_date::text, handed_over_by, bast_blob_id, task
      from delivery_drop where batch_id = ${batchId}::uuid order by proposal_id`;
  if (!isBatchState(row.state))
    throw new Error(`batch ${row.id} is in a state this release does not know: ${row.state}`);
  return {
    id: row.id,
    decreeId: row.decree_id,
    unitId: row.unit_id,
    state: row.state,
    version: row.version,
    deliveryNote: row.delivery_note,
    dispatchedOn: row.dispatched_on,
    drops: drops.map(toDrop),
  };
}

function toDrop(row: DropRow): DeliveryDrop {
  if (!isDropState(row.state)) throw new Error(`drop ${row.id} is in a state this release does not know: ${row.state}`);
  return {
    id: row.id,
    proposalId: row.proposal_id,
    state: row.state,
    bastNumber: row.bast_number,
    bastDate: row.bast_date,
    handedOverBy: row.handed_over_by,
    bastBlobId: row.bast_blob_id,
    task: parseTask(row.task),
  };
}

/** Writes what `evolveDelivery` made of the batch; `changed` are the drops that the event touched. */
export async function saveDelivery(tx: ActorTx, d: DeliveryCase, changed: readonly DeliveryDrop[]): Promise<void> {
  await tx.sql.$executeRaw`
    update delivery_batch set state = ${d.state}, version = ${d.version}, delivery_note = ${d.deliveryNote}, dispatched_on = ${d.dispatchedOn}::date
     where id = ${d.id}::uuid`;
  if (changed.length === 0) return;
  await tx.sql.$executeRaw`
    update delivery_drop t set state = k.state, bast_number = k.bast_number, bast_date = k.bast_date, handed_over_by = k.handed_over_by,
           bast_blob_id = k.bast_blob_id, task = k.task::jsonb
      from unnest(${changed.map((drop) => drop.id)}::uuid[], ${changed.map((drop) => drop.state)}::text[],
                  ${changed.map((drop) => drop.bastNumber)}::text[], ${changed.map((drop) => drop.bastDate)}::date[],
                  ${changed.map((drop) => drop.handedOverBy)}::uuid[], ${changed.map((drop) => drop.bastBlobId)}::uuid[],
                  ${changed.map((drop) => taskText(drop.task))}::text[])
             as k(id, state, bast_number, bast_date, handed_over_by, bast_blob_id, task)
     where t.id = k.id and t.batch_id = ${d.id}::uuid`;
}

export function deliverySummary(d: DeliveryCase): SubjectSummary {
  return { subjectId: d.id, state: d.state, version: d.version, ended: d.state === 'RECONCILED' };
}
