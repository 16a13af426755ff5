import { wakeBehind } from '../src/app/caretaker/wake-behind.js';
import { wakeForgotten } from '../src/app/caretaker/wake-forgotten.js';
import type { AppContext } from '../src/app/ports.js';

export function caretakerActivities(ctx: AppContext) {
  return {
    wakeForgotten: (waiting: readonly string[]): Promise<readonly string[]> => wakeForgotten(ctx, waiting),
    wakeBehind: (since: string | null): Promise<string> => wakeBehind(ctx, since),
  };
}
