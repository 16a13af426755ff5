import { workflowIds } from '../../../workflows/messages.js';
import type { Actor } from '../../domain/actor.js';
import type { ActorTx, AppContext } from '../ports.js';

const CARETAKER: Actor = { kind: 'system', purpose: 'caretaker' };
/** Of each kind, and the longest waiting first: the next look finds the others. */
const LIMIT = 200;

/**
 * PostgreSQL may commit what a workflow never hears of, when its worker and Temporal die in between and nobody sends the
 * command again (architecture 4.5). What such a command left to do stands in the record. Wakes every workflow whose work
 * already stood there at the last look (`waiting`), and returns what stands there now.
 */
export async function wakeForgotten(
  ctx: Pick<AppContext, 'db' | 'waker'>,
  waiting: readonly string[],
): Promise<readonly string[]> {
  const { found, now } = await ctx.db.withActor(CARETAKER, 30_000, async (tx) => ({
    found: await openWork(tx),
    now: tx.now,
  }));
  const before = new Set(waiting);
  for (const workflowId of found) if (before.has(workflowId)) await ctx.waker.wake(workflowId, now);
  return found;
}

/** The workflows that have something to do at once: an alarm is due, proposals are to be told, a frozen form has no paper. */
async function openWork(tx: ActorTx): Promise<readonly string[]> {
  const alarms = await tx.sql.$queryRaw<{ id: string }[]>`
    select workflow_id as id from alarm where due_at <= ${tx.now} order by due_at, workflow_id limit ${LIMIT}`;
  const decrees = await tx.sql.$queryRaw<{ id: string }[]>`
    select d.id from decree d
     where exists (select from decree_entry e where e.decree_id = d.id and e.task is not null)
        or (d.root_hash is not null and d.annex_blob_id is null)
     order by d.created_at, d.id limit ${LIMIT}`;
  const batches = await tx.sql.$queryRaw<{ id: string }[]>`
    select distinct batch_id as id from delivery_drop where task is not null order by batch_id limit ${LIMIT}`;
  const proposals = await tx.sql.$queryRaw<{ id: string }[]>`
    select proposal_id as id from pact where form_blob_id is null
     union select proposal_id from beneficiary_list where blob_id is null
     union select proposal_id from paper where blob_id is null and proposal_id is not null
       and kind not in ('integrity_pact','beneficiary_list') order by id limit ${LIMIT}`;
  const ids = [
    ...alarms.map(({ id }) => id),
    ...decrees.map(({ id }) => workflowIds.decree(id)),
    ...batches.map(({ id }) => workflowIds.delivery(id)),
    ...proposals.map(({ id }) => workflowIds.proposal(id)),
  ];
  return [...new Set(ids)];
}
