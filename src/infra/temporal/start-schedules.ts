import { ScheduleAlreadyRunning, type Client, type ScheduleSpec } from '@temporalio/client';
import { taskQueues, type RoundKind } from '../../../workflows/messages.js';

/** When each round of a deployment begins (architecture 4.8); the use-cases are idempotent for each period. */
const specs: Readonly<Record<RoundKind, ScheduleSpec>> = {
  breaches: { intervals: [{ every: '10 minutes' }] },
  calendar: { calendars: [{ hour: 8 }], timezone: 'Asia/Makassar' },
};

/** Makes the Schedules of a deployment; one that is there stays as it is. */
export async function startSchedules(client: Client): Promise<void> {
  for (const [kind, spec] of Object.entries(specs)) {
    try {
      await client.schedule.create({
        scheduleId: `round/${kind}`,
        spec,
        policies: { overlap: 'SKIP', catchupWindow: '1 day' },
        action: { type: 'startWorkflow', workflowType: 'round', taskQueue: taskQueues.decisions, args: [kind] },
      });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
  }
}
