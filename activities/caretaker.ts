import { wakeForgotten } from '../src/app/caretaker/wake-forgotten.js';
import type { ActivityContext } from './context.js';

export function caretakerActivities(ctx: ActivityContext) {
  return {
    wakeForgotten: (waiting: readonly string[]): Promise<readonly string[]> => wakeForgotten(ctx, waiting),
  };
}
