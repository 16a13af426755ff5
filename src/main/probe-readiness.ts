import proto from '@temporalio/proto';
import { taskQueues } from '../../workflows/messages.js';
import type { OpenContext } from './build-context.js';

export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
}

const LIMIT_MS = 3_000;
/** A poller asks again at least once a minute. */
const POLLER_SEEN_MS = 90_000;

/** Can this process serve: does the database answer, does Temporal, and does a worker take what Temporal is given. */
export async function probeReadiness(ctx: OpenContext, namespace: string): Promise<readonly ReadinessCheck[]> {
  const [database, pollers] = await Promise.all([databaseAnswers(ctx), seenPollers(ctx, namespace)]);
  return [
    { name: 'database', ok: database },
    { name: 'temporal', ok: pollers !== null },
    { name: 'worker', ok: pollers !== null && pollers > 0 },
  ];
}

async function seenPollers(ctx: OpenContext, namespace: string): Promise<number | null> {
  const now = new Date().getTime();
  try {
    const queue = await ctx.connection.withDeadline(new Date(now + LIMIT_MS), () =>
      ctx.connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: taskQueues.decisions },
        taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
      }),
    );
    const seconds = (at: unknown): number => Number(at ?? 0);
    return queue.pollers.filter(({ lastAccessTime }) => now - seconds(lastAccessTime?.seconds) * 1_000 < POLLER_SEEN_MS)
      .length;
  } catch (error) {
    ctx.log.warn({ part: 'temporal', error: String(error) }, 'not ready');
    return null;
  }
}

async function databaseAnswers(ctx: OpenContext): Promise<boolean> {
  try {
    await ctx.db.withActor({ kind: 'system', purpose: 'readiness' }, LIMIT_MS, (tx) => tx.sql.$queryRaw`select 1`);
    return true;
  } catch (error) {
    ctx.log.warn({ part: 'database', error: String(error) }, 'not ready');
    return false;
  }
}
