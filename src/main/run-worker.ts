import { type NativeConnection, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { createActivities } from '../../activities/index.js';
import { roundActivities } from '../../activities/rounds.js';
import { taskQueues } from '../../workflows/messages.js';
import type { Notary } from '../app/ports.js';
import type { OpenContext } from './build-context.js';

export interface WorkerOptions {
  readonly namespace: string;
  readonly bundle: WorkflowBundleOption;
  /** Opens what signs checkpoints. */
  readonly notary: () => Promise<Notary>;
}
export interface RunningWorker {
  /** Settles when the worker has drained. */
  readonly finished: Promise<void>;
  shutdown(): void;
}

/** Explicit slots and cache for a machine of two cores (architecture 4.12); a cache miss costs a replay, so never 0. */
const CACHED_WORKFLOWS = 500;

/** One worker of the decisions, workflows and their transactions, and one beside it that renders papers. */
export async function runWorker(
  ctx: OpenContext,
  native: NativeConnection,
  options: WorkerOptions,
): Promise<RunningWorker> {
  const shared = {
    connection: native,
    namespace: options.namespace,
    dataConverter: ctx.dataConverter,
    shutdownGraceTime: '10 s',
    activities: { ...createActivities(ctx), ...roundActivities(ctx, options.notary) },
  } as const;
  const workers = await Promise.all([
    Worker.create({
      ...shared,
      taskQueue: taskQueues.decisions,
      workflowBundle: options.bundle,
      maxCachedWorkflows: CACHED_WORKFLOWS,
      maxConcurrentWorkflowTaskExecutions: 40,
      maxConcurrentLocalActivityExecutions: 20,
      maxConcurrentActivityTaskExecutions: 20,
    }),
    Worker.create({ ...shared, taskQueue: taskQueues.documents, maxConcurrentActivityTaskExecutions: 2 }),
  ]);
  return {
    finished: Promise.all(workers.map((worker) => worker.run())).then(() => undefined),
    shutdown: () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    },
  };
}

/** The SDK's own lines go to stderr as errors only; Salur writes its own log. */
export function quietRuntime(): void {
  Runtime.install({ shutdownSignals: [] });
}
