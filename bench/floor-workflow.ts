import { ApplicationFailure, condition, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { CommandMessage } from '../workflows/messages.js';
import type { FloorActivities } from './floor-worker.js';
import { floorUpdate } from './messages.js';

const quick = proxyLocalActivities<FloorActivities>({
  startToCloseTimeout: '5 s',
  retry: { maximumAttempts: 2, initialInterval: '100 ms' },
});

/** As bare as a case can be: an Update with the same message, one local activity, no domain, no timer; it lives with its server. */
export async function floor(subjectId: string): Promise<void> {
  setHandler(floorUpdate, (message) => quick.replay(message), {
    validator: (message: CommandMessage) => {
      if (message.subjectId !== subjectId) throw ApplicationFailure.nonRetryable('another case', 'INVALID_INPUT');
    },
  });
  await condition(() => false);
}
