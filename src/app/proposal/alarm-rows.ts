import { workflowIds } from '../../../workflows/messages.js';
import { alarmsOf, type ClockFacts } from '../../domain/proposal/clocks.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';

/** The case's alarms as rows: the workflow's timer only wakes, the stored instant decides (architecture 4.8). */
export async function replaceAlarms(
  tx: ActorTx,
  c: ProposalCase,
  facts: ClockFacts & { readonly windowClosesAt: Date },
): Promise<void> {
  const plans = alarmsOf(c, facts);
  const workflowId = workflowIds.proposal(c.id);
  await tx.sql.$executeRaw`
    with gone as (delete from alarm where workflow_id = ${workflowId} and not (kind = any(${plans.map((plan) => plan.kind as string)}::text[])))
    insert into alarm (workflow_id, kind, due_at, proposal_id)
    select ${workflowId}, k.kind, k.at, ${c.id}::uuid
      from unnest(${plans.map((plan) => plan.kind as string)}::text[], ${plans.map((plan) => plan.at)}::timestamptz[]) as k(kind, at)
    on conflict (workflow_id, kind) do update set due_at = excluded.due_at`;
}
