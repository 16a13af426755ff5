import { ScheduleAlreadyRunning, type Client, type ScheduleSpec } from '@temporalio/client';
import { taskQueues, type RoundKind } from '../../../workflows/messages.js';

/** When each round of a deployment begins (architecture 4.8), in UTC: no server needs a table of time zones. The use-cases are idempotent for each period. */
const rounds: Readonly<
  Record<RoundKind, { readonly spec: ScheduleSpec; readonly catchUp: '1 day' | '10 hours' | '1 hour' }>
> = {
  breaches: { spec: { intervals: [{ every: '10 minutes' }] }, catchUp: '1 day' },
  sessions: { spec: { intervals: [{ every: '5 minutes' }] }, catchUp: '1 hour' },
  // half an hour after midnight in WITA
  clawbacks: { spec: { calendars: [{ hour: 16, minute: 30 }] }, catchUp: '1 day' },
  // 07.00 WITA
  expiries: { spec: { calendars: [{ hour: 23 }] }, catchUp: '1 day' },
  // 08.00 WITA
  calendar: { spec: { calendars: [{ hour: 0 }] }, catchUp: '1 day' },
  // 07.30 WITA from Monday to Friday; holidays are the record's
  digest: {
    spec: { calendars: [{ hour: 23, minute: 30, dayOfWeek: { start: 'SUNDAY', end: 'THURSDAY' } }] },
    // what waits is told on its day, or not at all
    catchUp: '10 hours',
  },
  // what a killed process left of a confirmed purge, and lists that nobody accepted in time
  purges: { spec: { intervals: [{ every: '1 hour' }] }, catchUp: '1 hour' },
  checkpoint: { spec: { intervals: [{ every: '1 hour' }] }, catchUp: '1 hour' },
};

/** Makes the Schedules of a deployment; one that is there stays as it is. */
export async function startSchedules(client: Client): Promise<void> {
  for (const [kind, { spec, catchUp }] of Object.entries(rounds)) {
    try {
      await client.schedule.create({
        scheduleId: `round/${kind}`,
        spec,
        policies: { overlap: 'SKIP', catchupWindow: catchUp },
        action: { type: 'startWorkflow', workflowType: 'round', taskQueue: taskQueues.decisions, args: [kind] },
      });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
  }
}
