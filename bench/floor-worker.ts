import { once } from 'node:events';
import { Worker } from '@temporalio/worker';
import { fromPackageRoot } from '../src/config/package-root.js';
import { openKeyRing } from '../src/infra/crypto/key-ring.js';
import { openDatabase } from '../src/infra/db/database.js';
import { connectTemporalWorker } from '../src/infra/temporal/connect-temporal.js';
import { createDataConverter } from '../src/infra/temporal/data-converter.js';
import { quietRuntime } from '../src/main/run-worker.js';
import type { CommandMessage, CommandOutcome } from '../workflows/messages.js';
import { FLOOR_QUEUE } from './messages.js';
import type { Sent, Transaction } from './recording.js';
import { replayTransaction } from './replay-transaction.js';
import { leave, say, workerSettings } from './worker-settings.js';

export interface FloorActivities {
  replay(message: CommandMessage): Promise<CommandOutcome>;
}
/** What the floor's worker is told before it begins: each command with what the product did and answered. */
export interface Effects {
  readonly transactions: readonly Transaction[];
  readonly sent: readonly Sent[];
}

/** A worker that knows nothing: each message's statements are those that the product sent for it. */
const settings = workerSettings();
quietRuntime();
const [{ transactions, sent }] = (await once(process, 'message')) as [Effects];
const effects = new Map(transactions.map((transaction) => [transaction.commandId, transaction]));
const outcomes = new Map(sent.map(({ message, outcome }) => [message.commandId, outcome]));
{
  await using db = openDatabase(settings.databaseUrl, {
    connections: settings.databaseConnections,
    allowSteppedClock: true,
  });
  const activities: FloorActivities = {
    async replay({ commandId }) {
      const effect = effects.get(commandId);
      const outcome = outcomes.get(commandId);
      if (effect === undefined || outcome === undefined) throw new Error(`nothing was recorded for ${commandId}`);
      await replayTransaction(db.client, effect);
      return outcome;
    },
  };
  const native = await connectTemporalWorker(settings.temporal);
  const worker = await Worker.create({
    connection: native,
    namespace: settings.temporal.namespace,
    taskQueue: FLOOR_QUEUE,
    workflowsPath: fromPackageRoot('dist', 'bench', 'floor-workflow.js'),
    dataConverter: createDataConverter(await openKeyRing(settings.masterKeyFile)),
    activities: { ...activities },
    shutdownGraceTime: '10 s',
    // as the product's worker (src/main/run-worker.ts)
    maxCachedWorkflows: 500,
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: 20,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => worker.shutdown());
  await say({ kind: 'ready' });
  await worker.run();
  await native.close();
}
leave();
