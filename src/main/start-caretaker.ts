import type { Client } from '@temporalio/client';
import { taskQueues, workflowIds } from '../../workflows/messages.js';

/** The one caretaker of the deployment: starting it where it runs changes nothing. A test may let it look more often. */
export async function startCaretaker(client: Client, pauseMs?: number): Promise<void> {
  await client.workflow.start('caretaker', {
    workflowId: workflowIds.caretaker,
    taskQueue: taskQueues.decisions,
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: pauseMs === undefined ? [] : [[], pauseMs],
  });
}
