import {
  type Client,
  type Connection,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import {
  actUpdate,
  taskQueues,
  workflowIds,
  type CommandMessage,
  type CommandOutcome,
} from '../../../workflows/messages.js';
import { isErrorCode, Refusal, refuse, type DomainError } from '../../domain/errors.js';
import type { WorkflowPort } from '../../app/ports.js';

/** A person waits this long for a decision; after that the outcome is read by its command id (architecture 4.5). */
const PATIENCE_MS = 10_000;

export function createWorkflowPort(client: Client, connection: Connection): WorkflowPort {
  const startAndAct = (kind: Kind, message: CommandMessage): Promise<CommandOutcome> =>
    client.workflow.executeUpdateWithStart(actUpdate, {
      updateId: message.commandId,
      args: [message],
      startWorkflowOperation: new WithStartWorkflowOperation(kind, {
        workflowId: workflowIds[kind](message.subjectId),
        taskQueue: taskQueues.decisions,
        args: [{ subjectId: message.subjectId }],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    });
  const sendOnce = async (kind: Kind, message: CommandMessage): Promise<CommandOutcome> => {
    if (startsLife(kind, message)) return startAndAct(kind, message);
    try {
      const handle = client.workflow.getHandle(workflowIds[kind](message.subjectId));
      return await handle.executeUpdate(actUpdate, { updateId: message.commandId, args: [message] });
    } catch (error) {
      // ended, or lost with Temporal's own store: the record says what the case is, and a missing life is begun from it
      if (error instanceof WorkflowNotFoundError) return startAndAct(kind, message);
      throw error;
    }
  };
  return {
    async send(kind, message) {
      try {
        return await connection.withDeadline(new Date(new Date().getTime() + PATIENCE_MS), async () => {
          for (;;) {
            try {
              return await sendOnce(kind, message);
            } catch (error) {
              if (!wasPassedOver(error)) throw error;
            }
          }
        });
      } catch (error) {
        throw asRefusal(error);
      }
    },
  };
}

type Kind = Parameters<WorkflowPort['send']>[0];

function startsLife(kind: Kind, message: CommandMessage): boolean {
  return kind === 'proposal' && message.type === 'submit';
}

/**
 * The server refuses an Update that its worker left out of an answer, which happens where a run just continues as new.
 * Nobody has refused the command, so it is sent again; its id keeps it one.
 */
function wasPassedOver(error: unknown): boolean {
  const failure = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  return failure instanceof ApplicationFailure && failure.type === 'UnprocessedUpdate';
}

/** Every failure of a send as a domain error; what is not one of ours means that Temporal could not be reached. */
function asRefusal(error: unknown): Error {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return new Refusal(refuse('STILL_WORKING'));
  const failure = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (failure instanceof ApplicationFailure && isErrorCode(failure.type ?? '')) {
    return new Refusal(
      refuse(failure.type as DomainError['code'], (failure.details?.[0] ?? {}) as DomainError['details']),
    );
  }
  if (
    error instanceof Error &&
    /deadline|unavailable|cancelled|timed? ?out|not ready|resource_exhausted|connect/i.test(describe(error))
  ) {
    return new Refusal(
      refuse(/deadline|timed? ?out/i.test(describe(error)) ? 'STILL_WORKING' : 'UNAVAILABLE', { part: 'temporal' }),
    );
  }
  return error instanceof Error ? error : new Error(String(error));
}

function describe(error: Error): string {
  const cause = error.cause instanceof Error ? ` ${error.cause.message}` : '';
  return `${error.message}${cause}`;
}
