import type { Client } from '@temporalio/client';
import { decodeOptionalFailureToOptionalError } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { WorkflowNotFoundError } from '@temporalio/common';
import proto from '@temporalio/proto';
import { workflowIds } from '../../../workflows/messages.js';

export type WorkflowKind = 'proposal' | 'decree' | 'delivery';

export interface PendingWork {
  readonly activityId: string;
  readonly type: string;
  readonly attempt: number;
  readonly lastFailure: string | null;
  /** ISO instant; null while an attempt is under way. */
  readonly nextRetryAt: string | null;
}
export interface WorkflowState {
  readonly status: 'RUNNING' | 'ENDED' | 'MISSING';
  readonly pendingActivities: readonly PendingWork[];
  /** A failing workflow task is an error of the program: what it says, and how often it was tried. */
  readonly workflowTaskFailure: { readonly attempt: number; readonly message: string } | null;
}

/** The technical state of a workflow, apart from the state of its case; for operators, never for lists of people. */
export interface WorkflowAdmin {
  describe(kind: WorkflowKind, id: string): Promise<WorkflowState>;
  /** Starts every waiting attempt anew on the server, at once; how many there were. */
  retryNow(kind: WorkflowKind, id: string): Promise<number>;
}

const missing: WorkflowState = { status: 'MISSING', pendingActivities: [], workflowTaskFailure: null };
const { WorkflowExecutionStatus, EventType } = proto.temporal.api.enums.v1;
/** The failure of a workflow task stands among the last events; older ones were overcome. */
const LAST_EVENTS = 20;

export function createWorkflowAdmin(client: Client): WorkflowAdmin {
  const { workflowService: service } = client;
  const { namespace } = client.options;
  const describe = async (kind: WorkflowKind, id: string): Promise<WorkflowState> => {
    const execution = { workflowId: workflowIds[kind](id) };
    try {
      const found = await service.describeWorkflowExecution({ namespace, execution });
      const running = found.workflowExecutionInfo?.status === WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
      const attempt = found.pendingWorkflowTask?.attempt ?? 0;
      return {
        status: running ? 'RUNNING' : 'ENDED',
        pendingActivities: await Promise.all(
          (found.pendingActivities ?? []).map(async (pending) => ({
            activityId: pending.activityId ?? '',
            type: pending.activityType?.name ?? '',
            attempt: pending.attempt ?? 1,
            lastFailure: await failureWords(client, pending.lastFailure),
            nextRetryAt: instant(pending.nextAttemptScheduleTime),
          })),
        ),
        workflowTaskFailure: attempt > 1 ? { attempt, message: await lastTaskFailure(client, execution) } : null,
      };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError || isNotFound(error)) return missing;
      throw error;
    }
  };
  return {
    describe,
    async retryNow(kind, id) {
      const { pendingActivities } = await describe(kind, id);
      const waiting = pendingActivities.filter((pending) => pending.nextRetryAt !== null);
      for (const { activityId } of waiting) {
        await service.resetActivity({
          namespace,
          execution: { workflowId: workflowIds[kind](id) },
          identity: 'salur-admin',
          id: activityId,
        });
      }
      return waiting.length;
    },
  };
}

async function lastTaskFailure(client: Client, execution: { readonly workflowId: string }): Promise<string> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution,
    maximumPageSize: LAST_EVENTS,
  });
  const failed = history?.events?.find((event) => event.eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED);
  return (await failureWords(client, failed?.workflowTaskFailedEventAttributes?.failure)) ?? '';
}

/** Failures travel encrypted: they are opened by the same converter as every payload. */
async function failureWords(
  client: Client,
  failure: proto.temporal.api.failure.v1.IFailure | null | undefined,
): Promise<string | null> {
  const error = await decodeOptionalFailureToOptionalError(client.options.loadedDataConverter, failure);
  return error?.message ?? null;
}

function instant(time: { readonly seconds?: unknown; readonly nanos?: unknown } | null | undefined): string | null {
  const seconds = Number(time?.seconds ?? 0);
  return seconds === 0 ? null : new Date(seconds * 1_000).toISOString();
}

/** gRPC's own code for "not found". */
function isNotFound(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 5;
}
