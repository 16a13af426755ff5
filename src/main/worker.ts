import { readConfig } from '../config/config.js';
import { fromPackageRoot } from '../config/package-root.js';
import { messageOf, SetupError } from '../config/setup-error.js';
import { connectTemporalWorker } from '../infra/temporal/connect-temporal.js';
import { startSchedules } from '../infra/temporal/start-schedules.js';
import { startWorkflow } from '../infra/temporal/start-workflow.js';
import { singleWorkflows } from '../../workflows/messages.js';
import { buildContext } from './build-context.js';
import { openNotary } from './open-audit-context.js';
import { runMailer } from './run-mailer.js';
import { quietRuntime, runWorker } from './run-worker.js';

/** The worker process: runs workflows and their transactions until it is told to stop, then drains. */
async function main(): Promise<void> {
  const config = readConfig();
  if (config.database === undefined || config.temporal === undefined || config.smtpUrl === undefined) {
    throw new SetupError(
      'DATABASE_URL, TEMPORAL_ADDRESS and SMTP_URL must be set for a worker of its own; `npm start` sets them itself.',
    );
  }
  quietRuntime();
  await using ctx = await buildContext({
    databaseUrl: config.database.appUrl,
    databaseConnections: 12,
    temporal: config.temporal,
    masterKeyFile: config.masterKeyFile,
    publicUrl: config.web.publicUrl ?? 'http://127.0.0.1:3000',
    allowSteppedClock: config.steppedClock,
    processName: 'worker',
  });
  const native = await connectTemporalWorker(config.temporal);
  const { namespace } = config.temporal;
  const workers = await runWorker(ctx, native, {
    namespace,
    bundle: { codePath: fromPackageRoot('dist', 'workflow-bundle.js') },
    notary: () => openNotary(config),
  });
  const mailer = await runMailer(ctx, native, { namespace, smtpUrl: config.smtpUrl });
  for (const workflowId of singleWorkflows) await startWorkflow(ctx.client, workflowId);
  await startSchedules(ctx.client);
  const stop = (): void => {
    workers.shutdown();
    mailer.shutdown();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  await Promise.all([workers.finished, mailer.finished]);
  await native.close();
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof SetupError ? error.message : `The worker stopped: ${messageOf(error)}`}\n`);
  process.exitCode = 1;
}
