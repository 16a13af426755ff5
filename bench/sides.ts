import { setTimeout as sleep } from 'node:timers/promises';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { actOnDecree, type ActOnDecree } from '../src/app/decree/act-on-decree.js';
import { actOnDelivery, type ActOnDelivery } from '../src/app/delivery/act-on-delivery.js';
import { actOnProposal, type ActOnProposal } from '../src/app/proposal/act-on-proposal.js';
import { insist } from '../src/app/simulation/insist.js';
import { ringDueAlarms } from '../src/app/simulation/stepped-clock.js';
import type { OpenContext } from '../src/main/build-context.js';
import { insistentWakePort } from '../src/main/wake-port.js';
import type { CommandMessage } from '../workflows/messages.js';
import { FLOOR_QUEUE, floorUpdate } from './messages.js';
import type { Sent } from './recording.js';
import { replayTransaction } from './replay-transaction.js';
import type { Work } from './schedule.js';

/** Does one thing again, in its own way, in a record of its own. */
export type Side = (work: Work) => Promise<void>;

/** Salur: people's commands go through its use-cases and its worker, which does of itself whatever else is to be done. */
export function productSide(ctx: OpenContext): Side {
  const wake = insistentWakePort(ctx.waker);
  return async (work) => {
    switch (work.kind) {
      case 'command':
        return act(ctx, work.sent);
      case 'besides':
        return replayTransaction(ctx.db.client, work.transaction);
      case 'jump':
        await replayTransaction(ctx.db.client, work.transaction);
        await ringDueAlarms(ctx, wake);
        return;
      case 'told':
        return untilApplied(ctx, work.sent.message);
      case 'own':
    }
  };
}

/** The floor: the same statements and the same Updates, and nobody who knows what they mean. */
export function floorSide({ db, client }: OpenContext): Side {
  const started = new Set<string>();
  const send = async (message: CommandMessage): Promise<void> => {
    const workflowId = `floor/${message.subjectId}`;
    const update = { updateId: message.commandId, args: [message] as [CommandMessage] };
    if (started.has(workflowId)) {
      await client.workflow.getHandle(workflowId).executeUpdate(floorUpdate, update);
      return;
    }
    started.add(workflowId);
    await client.workflow.executeUpdateWithStart(floorUpdate, {
      ...update,
      startWorkflowOperation: new WithStartWorkflowOperation('floor', {
        workflowId,
        taskQueue: FLOOR_QUEUE,
        args: [message.subjectId],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    });
  };
  return async (work) => {
    switch (work.kind) {
      case 'command':
        for (const transaction of work.before) await replayTransaction(db.client, transaction);
        await send(work.sent.message);
        for (const transaction of work.after) await replayTransaction(db.client, transaction);
        return;
      case 'told':
        return send(work.sent.message);
      default:
        return replayTransaction(db.client, work.transaction);
    }
  };
}

async function act(ctx: OpenContext, { kind, message }: Sent): Promise<void> {
  const { actor, subjectId, type, payload, expectedVersion } = message;
  const command = { type, payload, expectedVersion, key: `${type}/${subjectId}/${expectedVersion ?? ''}` };
  const { words } = payload;
  const refusing = typeof words === 'string' ? { words } : {};
  await insist(() => {
    switch (kind) {
      case 'proposal':
        return actOnProposal(ctx, actor, { ...command, ...refusing, proposalId: subjectId } as ActOnProposal);
      case 'decree':
        return actOnDecree(ctx, actor, { ...command, decreeId: subjectId } as ActOnDecree);
      case 'delivery':
        return actOnDelivery(ctx, actor, { ...command, batchId: subjectId } as ActOnDelivery);
    }
  });
}

const PAUSE_MS = 20;
const PATIENCE_MS = 60_000;

/** People went on when the worker had told a proposal: so they do now. */
async function untilApplied({ db }: OpenContext, { commandId }: CommandMessage): Promise<void> {
  const since = performance.now();
  for (;;) {
    const found = await db.withActor(
      { kind: 'system', purpose: 'benchmark' },
      10_000,
      ({ sql }) => sql.$queryRaw<unknown[]>`select from command where id = ${commandId}`,
    );
    if (found.length > 0) return;
    if (performance.now() - since > PATIENCE_MS) throw new Error(`nobody was told ${commandId}`);
    await sleep(PAUSE_MS);
  }
}
