import type { ActivityContext } from './context.js';
import { proposalActivities } from './proposal.js';

/** Every activity of the deployment; each is thin and calls a use-case of src/app. */
export function createActivities(ctx: ActivityContext) {
  return { ...proposalActivities(ctx) };
}
export type Activities = ReturnType<typeof createActivities>;
