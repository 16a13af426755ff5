import type { Client } from '@temporalio/client';

/** The runs of one workflow, from the present one back to its first. */
export async function runsOf(client: Client, workflowId: string): Promise<readonly string[]> {
  const runs: string[] = [];
  const { runId } = await client.workflow.getHandle(workflowId).describe();
  for (let run = runId; run !== '';) {
    runs.push(run);
    const { events } = await client.workflow.getHandle(workflowId, run).fetchHistory();
    run = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? '';
  }
  return runs;
}
