import { continueAsNew, patched, sleep, workflowInfo } from '@temporalio/workflow';
import { patient } from './policies.js';

const PAUSE_MS = 60_000;

/**
 * One of a deployment: looks every minute whether the record holds work that its workflow does not know of, and whether
 * a workflow knows less than the record. What stood there at the last look goes with it into its next run.
 */
export async function caretaker(
  found: readonly string[] = [],
  pauseMs: number = PAUSE_MS,
  looked: string | null = null,
): Promise<void> {
  let waiting = found;
  let since = looked;
  while (!workflowInfo().continueAsNewSuggested) {
    waiting = await patient.wakeForgotten(waiting);
    if (patched('wake-workflows-that-are-behind')) since = await patient.wakeBehind(since);
    await sleep(pauseMs);
  }
  return continueAsNew<typeof caretaker>(waiting, pauseMs, since);
}
