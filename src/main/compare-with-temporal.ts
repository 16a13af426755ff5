import proto from '@temporalio/proto';
import type { RecordFindings } from '../app/doctor/examine-record.js';
import type { DoctorOptions, Finding } from '../cli/diagnosis.js';
import { messageOf } from '../config/setup-error.js';
import { taskQueues } from '../../workflows/messages.js';
import type { OpenContext } from './build-context.js';

const LIMIT_MS = 5_000;
/** A poller asks again at least once a minute. */
const POLLER_SEEN_MS = 90_000;
const NAMED = 5;

/** Temporal, its workers, and where it and the record disagree about what runs. */
export async function compareWithTemporal(
  ctx: OpenContext,
  namespace: string,
  record: RecordFindings,
  { rebuild }: DoctorOptions,
): Promise<readonly Finding[]> {
  try {
    return [
      finding('temporal', 'ok', `Temporal answers; the namespace is ${namespace}.`),
      ...(await workers(ctx, namespace)),
      ...(await agreement(ctx, record, rebuild)),
    ];
  } catch (error) {
    return [
      finding(
        'temporal',
        'wrong',
        `Temporal does not answer: ${messageOf(error)}`,
        'start it, or correct TEMPORAL_ADDRESS',
      ),
    ];
  }
}

async function workers(ctx: OpenContext, namespace: string): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const queue of Object.values(taskQueues)) {
    const now = new Date().getTime();
    const { pollers } = await ctx.connection.withDeadline(new Date(now + LIMIT_MS), () =>
      ctx.connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: queue },
        taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
      }),
    );
    const seen = pollers.filter((poller) => now - Number(poller.lastAccessTime?.seconds ?? 0) * 1000 < POLLER_SEEN_MS);
    found.push(
      seen.length > 0
        ? finding(
            'workers',
            'ok',
            `${seen.length === 1 ? 'One worker takes' : `${seen.length} workers take`} work from the queue ${queue}.`,
          )
        : finding(
            'workers',
            'wrong',
            `No worker takes work from the queue ${queue}: commands wait.`,
            'start "salur worker"',
          ),
    );
  }
  return found;
}

async function agreement(ctx: OpenContext, record: RecordFindings, rebuild: boolean): Promise<readonly Finding[]> {
  const running = new Set<string>();
  for await (const workflow of ctx.client.workflow.list({ query: `ExecutionStatus = 'Running'` })) {
    running.add(workflow.workflowId);
  }
  const expected = new Set(record.expected);
  // visibility is a step behind: what it does not list is asked for by name
  const missing = [];
  for (const id of record.expected) if (!running.has(id) && !(await runs(ctx, id))) missing.push(id);
  const strange = [...running].filter((id) => /^(proposal|decree|delivery)\//.test(id) && !expected.has(id));
  const found: Finding[] = [];
  if (missing.length > 0 && rebuild) {
    for (const id of missing) await startFromRecord(ctx, id);
    found.push(finding('agreement', 'notice', `${missing.length} workflows were started from the record.`));
  } else if (missing.length > 0) {
    found.push(
      finding(
        'agreement',
        'wrong',
        `${missing.length} running cases have no workflow, so no deadline of theirs rings: ${named(missing)}.`,
        'run "salur doctor --rebuild"',
      ),
    );
  }
  if (strange.length > 0) {
    found.push(
      finding(
        'agreement',
        'notice',
        `${strange.length} workflows run for cases that have ended or are drafts: ${named(strange)}.`,
        'they end with their next alarm or window; nothing is lost',
      ),
    );
  }
  if (found.length === 0) {
    found.push(finding('agreement', 'ok', `The record and Temporal agree about ${expected.size} running workflows.`));
  }
  return found;
}

async function runs({ client }: OpenContext, workflowId: string): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(workflowId).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof Error && error.name === 'WorkflowNotFoundError') return false;
    throw error;
  }
}

async function startFromRecord({ client }: OpenContext, workflowId: string): Promise<void> {
  const [kind = '', subjectId = ''] = workflowId.split('/');
  await client.workflow.start(kind, {
    workflowId,
    taskQueue: taskQueues.decisions,
    args: [{ subjectId }],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
}

function named(ids: readonly string[]): string {
  const shown = ids.slice(0, NAMED).join(', ');
  return ids.length > NAMED ? `${shown} and ${ids.length - NAMED} more` : shown;
}

function finding(part: Finding['part'], level: Finding['level'], words: string, remedy = ''): Finding {
  return { part, level, words, remedy };
}
