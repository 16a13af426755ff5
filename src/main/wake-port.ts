import { taskQueues, wakeSignal } from '../../workflows/messages.js';
import { insist } from '../app/simulation/insist.js';
import type { WakePort } from '../app/simulation/stepped-clock.js';
import { Refusal, refuse } from '../domain/errors.js';
import type { OpenContext } from './build-context.js';

/** Signals the workflow of an alarm; one that Temporal has lost is begun from the record. */
export function wakePort({ client }: OpenContext): WakePort {
  return {
    wake: (workflowId, asOf) =>
      insist(async () => {
        const [kind = '', subjectId = ''] = workflowId.split('/');
        try {
          await client.workflow.signalWithStart(kind, {
            workflowId,
            taskQueue: taskQueues.decisions,
            args: [{ subjectId }],
            signal: wakeSignal,
            signalArgs: [asOf.toISOString()],
          });
        } catch (error) {
          throw new Refusal(refuse('UNAVAILABLE', { part: 'temporal', why: String(error) }));
        }
      }),
  };
}
