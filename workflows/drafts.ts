import { condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { wakeSignal } from './messages.js';

/** A killed worker is noticed by its silence, and the round is begun anew elsewhere. */
const { ringDrafts } = proxyActivities<Activities>({
  startToCloseTimeout: '15 min',
  heartbeatTimeout: '20 s',
  retry: { initialInterval: '1 s', maximumInterval: '60 s' },
});

/** A draft begun, or a window moved, after a round is seen by the next one; nobody can send a draft too late meanwhile. */
const LONGEST_PAUSE_MS = 60 * 60 * 1_000;
const SHORTEST_PAUSE_MS = 1_000;

/** Looks after the drafts of one deployment, for ever: reminds before a window closes, and ends what was never sent. */
export async function drafts(): Promise<void> {
  let woken = false;
  setHandler(wakeSignal, () => {
    woken = true;
  });
  while (!workflowInfo().continueAsNewSuggested) {
    woken = false;
    const { next, now } = await ringDrafts();
    const pause = next === null ? LONGEST_PAUSE_MS : Date.parse(next) - Date.parse(now);
    await condition(() => woken, Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, pause)));
  }
  return continueAsNew<typeof drafts>();
}
