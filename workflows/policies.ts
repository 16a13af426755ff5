import {
  ApplicationFailure,
  condition,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  TemporalFailure,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { RefusedProposal } from '../src/domain/proposal-task.js';
import { taskQueues, type CommandMessage, type CommandOutcome, type CommandResult, type FollowUp } from './messages.js';

/** Timeouts and retries, in one place. */

/** Two quick attempts inside the workflow task; a decision usually needs one (architecture 4.5). */
const quick = proxyLocalActivities<Activities>({
  startToCloseTimeout: '5 s',
  retry: { maximumAttempts: 2, initialInterval: '100 ms' },
});

/** The same functions without limit: an accepted command never fails for a passing cause. */
export const patient = proxyActivities<Activities>({
  startToCloseTimeout: '60 s',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 s' },
});

/** Telling up to fifty proposals what was decided about them: a heartbeat after each, and again until all have answered. */
export const telling = proxyActivities<Activities>({
  startToCloseTimeout: '10 min',
  // a killed worker is noticed after this; a proposal that answers late has had its 10 s (workflow-port.ts) before
  heartbeatTimeout: '20 s',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 s' },
});

/** Rendering, on its own queue. */
const slow = proxyActivities<Activities>({
  taskQueue: taskQueues.documents,
  startToCloseTimeout: '3 min',
  heartbeatTimeout: '15 s',
  retry: { initialInterval: '1 s', maximumInterval: '60 s' },
});

/** Runs a deciding transaction: quickly where it can, patiently where it must. */
export async function decideInTransaction(
  { heavy }: CommandMessage,
  decide: (by: typeof quick | typeof patient) => Promise<CommandResult>,
): Promise<CommandResult> {
  if (heavy) return decide(patient);
  try {
    return await decide(quick);
  } catch (error) {
    // A spent local activity rejects with its own failure, not with an ActivityFailure around it. Domain errors come back as
    // values, so every such failure is a passing one; anything else is a bug of the workflow and must show.
    if (error instanceof TemporalFailure && !isCancellation(error)) return decide(patient);
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

/** The outcome with every proposal that did not follow, each once. */
export function withRefusals(outcome: CommandOutcome, told: readonly RefusedProposal[]): CommandOutcome {
  const refused = new Map([...(outcome.refused ?? []), ...told].map((refusal) => [refusal.proposalId, refusal]));
  return refused.size === 0 ? outcome : { ...outcome, refused: [...refused.values()] };
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

/** Renders frozen forms one after the other, beside everything else: neither a decision nor an alarm waits for paper. */
export class PaperTray {
  private work: Promise<void> = Promise.resolve();
  private open = 0;

  add(papers: readonly FollowUp[]): void {
    this.open += papers.length;
    for (const paper of papers) this.work = this.work.then(() => this.render(paper));
  }

  get areDone(): boolean {
    return this.open === 0;
  }

  private async render(paper: FollowUp): Promise<void> {
    await slow.prepareForm(paper);
    this.open -= 1;
  }
}
