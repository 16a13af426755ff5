import { caretakerActivities } from './caretaker.js';
import type { AppContext } from '../src/app/ports.js';
import { decreeActivities } from './decree.js';
import { deliveryActivities } from './delivery.js';
import { documentActivities } from './documents.js';
import { proposalActivities } from './proposal.js';

/** Every activity of the deployment; each is thin and calls a use-case of src/app. */
export function createActivities(ctx: AppContext) {
  return {
    ...proposalActivities(ctx),
    ...decreeActivities(ctx),
    ...deliveryActivities(ctx),
    ...documentActivities(ctx),
    ...caretakerActivities(ctx),
  };
}
export type Activities = ReturnType<typeof createActivities>;
