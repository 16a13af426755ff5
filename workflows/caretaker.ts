import { continueAsNew, sleep, workflowInfo } from '@temporalio/workflow';
import { patient } from './policies.js';

/** One of a deployment: looks every minute whether the record holds work that its workflow does not know of. */
export async function caretaker(): Promise<void> {
  let waiting: readonly string[] = [];
  while (!workflowInfo().continueAsNewSuggested) {
    waiting = await patient.wakeForgotten(waiting);
    await sleep('1 minute');
  }
  return continueAsNew<typeof caretaker>();
}
