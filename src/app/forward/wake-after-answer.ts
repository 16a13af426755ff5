import type { AppContext } from '../ports.js';

/**
 * Who answers a command from the record has not spoken to its workflow, which may never have heard of it: worker and
 * Temporal may have died between commit and record. Makes it look. The answer stands without that, so Temporal may be
 * away: then the caretaker finds what is behind (wake-behind.ts).
 */
export async function wakeAfterAnswer(ctx: AppContext, workflowId: string): Promise<void> {
  try {
    await ctx.waker.wake(workflowId, await ctx.clock.now());
  } catch (error) {
    ctx.log.warn({ workflowId, reason: String(error) }, 'a workflow could not be woken');
  }
}
