import type { Client } from '@temporalio/client';
import { taskQueues, workflowIds } from '../../workflows/messages.js';

/** The one caretaker of the deployment: starting it where it runs changes nothing. */
export async function startCaretaker(client: Client): Promise<void> {
  await client.workflow.start('caretaker', {
    workflowId: workflowIds.caretaker,
    taskQueue: taskQueues.decisions,
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
}
