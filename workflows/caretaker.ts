import { continueAsNew, sleep, workflowInfo } from '@temporalio/workflow';
import { patient } from './policies.js';

const PAUSE_MS = 60_000;

/**
 * One of a deployment: looks every minute whether the record holds work that its workflow does not know of. What stood
 * there at the last look goes with it into its next run.
 */
export async function caretaker(found: readonly string[] = [], pauseMs: number = PAUSE_MS): Promise<void> {
  let waiting = found;
  while (!workflowInfo().continueAsNewSuggested) {
    waiting = await patient.wakeForgotten(waiting);
    await sleep(pauseMs);
  }
  return continueAsNew<typeof caretaker>(waiting, pauseMs);
}
