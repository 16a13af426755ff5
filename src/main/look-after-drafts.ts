import { taskQueues, workflowIds } from '../../workflows/messages.js';
import type { OpenContext } from './build-context.js';

/** The one workflow of the deployment that looks after drafts: starting it where it runs changes nothing. */
export async function lookAfterDrafts({ client }: Pick<OpenContext, 'client'>): Promise<void> {
  await client.workflow.start('drafts', {
    workflowId: workflowIds.drafts,
    taskQueue: taskQueues.decisions,
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
}
