import type { Client } from '@temporalio/client';
import { taskQueues } from '../../../workflows/messages.js';

/**
 * Begins the life of a workflow from its id alone, `proposal/{id}` or the name of a single one like `mailer`: it reads the
 * rest from the record. Where it runs already nothing changes.
 */
export async function startWorkflow(client: Client, workflowId: string): Promise<void> {
  const [kind = '', subjectId] = workflowId.split('/');
  await client.workflow.start(kind, {
    workflowId,
    taskQueue: taskQueues.decisions,
    args: subjectId === undefined ? [] : [{ subjectId }],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
}
