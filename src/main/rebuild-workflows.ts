import type { Client } from '@temporalio/client';
import { boundedMap } from '../app/bounded-map.js';
import { messageOf } from '../config/setup-error.js';
import { startSchedules } from '../infra/temporal/start-schedules.js';
import { startWorkflow } from '../infra/temporal/start-workflow.js';

export interface Disagreement {
  /** The record says they run; Temporal does not know them, or knows them as ended. */
  readonly missing: readonly string[];
  /** They run for what the record says has ended. */
  readonly strange: readonly string[];
}
export interface Rebuilt {
  readonly started: number;
  readonly failed: readonly { readonly workflowId: string; readonly reason: string }[];
}

/** So many requests at once leave a small server room for people's commands. */
const AT_ONCE = 20;
const OF_A_SUBJECT = /^(proposal|decree|delivery)\//;

export async function findDisagreement(client: Client, expected: readonly string[]): Promise<Disagreement> {
  const running = new Set<string>();
  for await (const workflow of client.workflow.list({ query: `ExecutionStatus = 'Running'` })) {
    running.add(workflow.workflowId);
  }
  // visibility is a step behind: what it does not list is asked for by name
  const unlisted = expected.filter((id) => !running.has(id));
  const runs = await boundedMap(unlisted, AT_ONCE, (id) => isRunning(client, id));
  const known = new Set(expected);
  return {
    missing: unlisted.filter((_, index) => runs[index] === false),
    strange: [...running].filter((id) => OF_A_SUBJECT.test(id) && !known.has(id)),
  };
}

/**
 * Starts every missing workflow from the record (architecture 5). One that was started meanwhile stays as it is, so this
 * may be interrupted and run again, also beside a second one; what fails does not keep the others from starting.
 */
export async function rebuildWorkflows(client: Client, missing: readonly string[]): Promise<Rebuilt> {
  await startSchedules(client);
  const reasons = await boundedMap(missing, AT_ONCE, async (workflowId) => {
    try {
      await startWorkflow(client, workflowId);
      return null;
    } catch (error) {
      return { workflowId, reason: messageOf(error) };
    }
  });
  const failed = reasons.filter((reason) => reason !== null);
  return { started: missing.length - failed.length, failed };
}

async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(workflowId).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof Error && error.name === 'WorkflowNotFoundError') return false;
    throw error;
  }
}
