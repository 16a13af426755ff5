import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { type CommandMessage, type CommandOutcome, type CommandResult } from './messages.js';

/** Timeouts and retries, in one place. */

/** Two quick attempts inside the workflow task; a decision usually needs one (architecture 4.5). */
export const quick = proxyLocalActivities<Activities>({
  startToCloseTimeout: '5 s',
  retry: { maximumAttempts: 2, initialInterval: '100 ms' },
});

/** The same functions without limit: an accepted command never fails for a passing cause. */
export const patient = proxyActivities<Activities>({
  startToCloseTimeout: '60 s',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 s' },
});

/** Runs a deciding transaction: quickly where it can, patiently where it must. */
export async function decideInTransaction<T>(
  quickly: () => Promise<T>,
  patiently: () => Promise<T>,
  heavy: boolean,
): Promise<T> {
  if (heavy) return patiently();
  try {
    return await quickly();
  } catch (error) {
    // only a spent local activity goes on as an ordinary one; anything else is a bug and must show
    if (error instanceof ActivityFailure) return patiently();
    throw error;
  }
}

/** A domain error crosses as a failure that nobody retries. */
export function outcomeOrRefusal(message: CommandMessage, result: CommandResult): CommandOutcome {
  if (result.ok) return result.outcome;
  throw ApplicationFailure.nonRetryable(
    `${message.type}: ${result.error.code}`,
    result.error.code,
    result.error.details,
  );
}

/** Lets one handler at a time touch the subject; the others wait in the order they came. */
export class Turnstile {
  private serving = 0;
  private next = 0;

  async pass<T>(run: () => Promise<T>): Promise<T> {
    const ticket = this.next++;
    await condition(() => this.serving === ticket);
    try {
      return await run();
    } finally {
      this.serving += 1;
    }
  }
}
