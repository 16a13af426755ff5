import { NativeConnection, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { createActivities } from '../../activities/index.js';
import { taskQueues, workflowIds } from '../../workflows/messages.js';
import type { ActivityContext } from '../../activities/context.js';
import type { OpenContext } from './build-context.js';

export interface WorkerOptions {
  readonly namespace: string;
  readonly bundle: WorkflowBundleOption;
}
export interface RunningWorkers {
  /** Settles when every worker has drained. */
  readonly finished: Promise<void>;
  shutdown(): void;
}

/** Explicit slots and cache for a machine of two cores (architecture 4.12); a cache miss costs a replay, so never 0. */
const CACHED_WORKFLOWS = 500;

/** One worker per queue: decisions run workflows and their transactions, documents and mail run beside them. */
export async function runWorkers(ctx: OpenContext & ActivityContext, native: NativeConnection, options: WorkerOptions): Promise<RunningWorkers> {
  const activities = createActivities(ctx);
  const shared = { connection: native, namespace: options.namespace, dataConverter: ctx.dataConverter, shutdownGraceTime: '10 s' } as const;
  const workers = await Promise.all([
    Worker.create({
      ...shared,
      taskQueue: taskQueues.decisions,
      workflowBundle: options.bundle,
      activities,
      maxCachedWorkflows: CACHED_WORKFLOWS,
      maxConcurrentWorkflowTaskExecutions: 40,
      maxConcurrentLocalActivityExecutions: 20,
      maxConcurrentActivityTaskExecutions: 20,
    }),
    Worker.create({ ...shared, taskQueue: taskQueues.documents, activities, maxConcurrentActivityTaskExecutions: 2 }),
    Worker.create({ ...shared, taskQueue: taskQueues.mail, activities, maxConcurrentActivityTaskExecutions: 2 }),
  ]);
  await startMailer(ctx);
  const finished = Promise.all(workers.map((worker) => worker.run())).then(() => undefined);
  return {
    finished,
    shutdown: () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    },
  };
}

/** One mailer per deployment: starting it where it runs already changes nothing. */
async function startMailer(ctx: OpenContext): Promise<void> {
  await ctx.client.workflow.start('mailer', {
    workflowId: workflowIds.mailer,
    taskQueue: taskQueues.decisions,
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [],
  });
}

/** The SDK's own lines go to stderr as errors only; Salur writes its own log. */
export function quietRuntime(): void {
  Runtime.install({ shutdownSignals: [] });
}
