import type { Client } from '@temporalio/client';
import { taskQueues, wakeSignal } from '../../../workflows/messages.js';
import type { WakePort } from '../../app/ports.js';

export function createWakePort(client: Client): WakePort {
  return {
    async wake(workflowId, asOf) {
      const [kind = '', subjectId = ''] = workflowId.split('/');
      await client.workflow.signalWithStart(kind, {
        workflowId,
        taskQueue: taskQueues.decisions,
        args: [{ subjectId }],
        signal: wakeSignal,
        signalArgs: [asOf.toISOString()],
      });
    },
  };
}
