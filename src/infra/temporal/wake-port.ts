import type { Client } from '@temporalio/client';
import { summaryQuery, taskQueues, wakeSignal } from '../../../workflows/messages.js';
import type { WakePort } from '../../app/ports.js';

/** Who waits here has been answered already, or comes again. */
const PATIENCE_MS = 5_000;

export function createWakePort(client: Client): WakePort {
  const soon = <T>(ask: () => Promise<T>): Promise<T> =>
    client.withDeadline(new Date(new Date().getTime() + PATIENCE_MS), ask);
  return {
    async wake(workflowId, asOf) {
      const [kind = '', subjectId = ''] = workflowId.split('/');
      await soon(() =>
        client.workflow.signalWithStart(kind, {
          workflowId,
          taskQueue: taskQueues.decisions,
          args: [{ subjectId }],
          signal: wakeSignal,
          signalArgs: [asOf.toISOString()],
        }),
      );
    },
    async knownVersion(workflowId) {
      try {
        const summary = await soon(() => client.workflow.getHandle(workflowId).query(summaryQuery));
        return summary?.version ?? null;
      } catch {
        // missing, stuck, or Temporal is away: the wake that follows tells these apart
        return null;
      }
    },
  };
}
