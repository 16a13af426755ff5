import proto from '@temporalio/proto';
import type { RecordFindings } from '../app/doctor/examine-record.js';
import type { DoctorOptions, Finding } from '../cli/diagnosis.js';
import { messageOf } from '../config/setup-error.js';
import { singleWorkflows, taskQueues } from '../../workflows/messages.js';
import { findDisagreement, rebuildWorkflows } from './rebuild-workflows.js';
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
    const working = await workers(ctx, namespace);
    // a worker's start begins the single workflows: they lack only where workers run without them
    const single = rebuild || working.every(({ level }) => level === 'ok') ? singleWorkflows : [];
    return [
      finding('temporal', 'ok', `Temporal answers; the namespace is ${namespace}.`),
      ...working,
      ...(await agreement(ctx, [...record.expected, ...single], rebuild)),
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

async function agreement(ctx: OpenContext, expected: readonly string[], rebuild: boolean): Promise<readonly Finding[]> {
  const { missing, strange } = await findDisagreement(ctx.client, expected);
  const found = missing.length === 0 ? [] : await missingFindings(ctx, missing, rebuild);
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
    found.push(finding('agreement', 'ok', `The record and Temporal agree about ${expected.length} running workflows.`));
  }
  return found;
}

async function missingFindings(ctx: OpenContext, missing: readonly string[], rebuild: boolean): Promise<Finding[]> {
  if (!rebuild) {
    const words = `${missing.length} workflows that the record needs do not run, so their deadlines do not ring: ${named(missing)}.`;
    return [finding('agreement', 'wrong', words, 'run "salur doctor --rebuild"')];
  }
  const { started, failed } = await rebuildWorkflows(ctx.client, missing);
  const found = [finding('agreement', 'notice', `${started} workflows were started from the record.`)];
  const [first] = failed;
  if (first !== undefined) {
    const words = `${failed.length} workflows could not be started, first ${first.workflowId}: ${first.reason}.`;
    found.push(finding('agreement', 'wrong', words, 'run "salur doctor --rebuild" again: it begins where it stopped'));
  }
  return found;
}

function named(ids: readonly string[]): string {
  const shown = ids.slice(0, NAMED).join(', ');
  return ids.length > NAMED ? `${shown} and ${ids.length - NAMED} more` : shown;
}

function finding(part: Finding['part'], level: Finding['level'], words: string, remedy = ''): Finding {
  return { part, level, words, remedy };
}
