import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { taskQueues, workflowIds } from '../../workflows/messages.js';
import {
  createWorkflowAdmin,
  type WorkflowAdmin,
  type WorkflowState,
} from '../../src/infra/temporal/workflow-admin.js';
import { probeReadiness } from '../../src/main/probe-readiness.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
let worker: RunningWorker;
let admin: WorkflowAdmin;
let namespace: string;

beforeAll(async () => {
  world = await createWorld();
  worker = await world.startWorker();
  admin = createWorkflowAdmin(world.ctx.client);
  namespace = world.ctx.client.options.namespace;
});

afterAll(async () => {
  worker.shutdown();
  await worker.finished;
  await world[Symbol.asyncDispose]();
});

/** Starts the life of a proposal with what its program cannot bear. */
async function startBroken(id: string, start: unknown): Promise<void> {
  await world.ctx.client.workflow.start('proposal', {
    workflowId: workflowIds.proposal(id),
    taskQueue: taskQueues.decisions,
    args: [start],
  });
}

async function until(id: string, wanted: (state: WorkflowState) => boolean): Promise<WorkflowState> {
  for (;;) {
    const state = await admin.describe('proposal', id);
    if (wanted(state)) return state;
    await sleep(100);
  }
}

describe('the technical state of a workflow', () => {
  it('of a case without one is missing', async () => {
    expect(await admin.describe('proposal', randomUUID())).toEqual({
      status: 'MISSING',
      pendingActivities: [],
      workflowTaskFailure: null,
    });
  });

  it('names the attempt that waits, its error in words and its next try; retrying begins it anew on the server', async () => {
    const id = `no-uuid-${randomUUID()}`;
    await startBroken(id, { subjectId: id });
    const waiting = await until(
      id,
      ({ pendingActivities: [pending] }) =>
        pending !== undefined && pending.attempt > 3 && pending.nextRetryAt !== null,
    );
    const [before] = waiting.pendingActivities;
    expect(waiting.status).toBe('RUNNING');
    expect(before?.type).toBe('loadProposal');
    // the failure travels encrypted; here it is read again
    expect(before?.lastFailure).toMatch(/uuid/);
    expect(new Date(before?.nextRetryAt ?? '').getTime()).toBeGreaterThan(new Date().getTime() - 60_000);

    expect(await admin.retryNow('proposal', id)).toBe(1);
    const after = await until(
      id,
      ({ pendingActivities: [pending] }) => pending !== undefined && pending.attempt < (before?.attempt ?? 0),
    );
    expect(after.status).toBe('RUNNING');
    await world.ctx.client.workflow.getHandle(workflowIds.proposal(id)).terminate('end of the test');
    expect((await admin.describe('proposal', id)).status).toBe('ENDED');
  });

  it('of a program that fails names the error', async () => {
    const id = randomUUID();
    await startBroken(id, null);
    const failing = await until(id, (state) => state.workflowTaskFailure !== null);
    expect(failing.workflowTaskFailure?.message).toMatch(/subjectId/);
    expect(failing.workflowTaskFailure?.attempt).toBeGreaterThan(1);
    await world.ctx.client.workflow.getHandle(workflowIds.proposal(id)).terminate('end of the test');
  });
});

describe('readiness', () => {
  it('sees database, Temporal and the worker that polls', async () => {
    expect(await probeReadiness(world.ctx, namespace)).toEqual([
      { name: 'database', ok: true },
      { name: 'temporal', ok: true },
      { name: 'worker', ok: true },
    ]);
  });

  it('misses a worker where none has polled', async () => {
    const checks = await probeReadiness(world.ctx, 'no-such-namespace');
    expect(checks.filter((check) => !check.ok).map((check) => check.name)).toEqual(['temporal', 'worker']);
  });
});
