import { fromPackageRoot } from '../src/config/package-root.js';
import { connectTemporalWorker } from '../src/infra/temporal/connect-temporal.js';
import { buildContext } from '../src/main/build-context.js';
import { runMailer } from '../src/main/run-mailer.js';
import { quietRuntime, runWorker } from '../src/main/run-worker.js';
import { Recorder } from './recording.js';
import { leave, say, workerSettings } from './worker-settings.js';

/** The product's worker: as it is, or, where its argument says so, sending mail and with a pen beside it. */
const recording = process.argv[2] === 'record';
const settings = workerSettings();
const { namespace } = settings.temporal;
quietRuntime();
const recorder = new Recorder();
{
  await using ctx = await buildContext(settings);
  const close = (): PromiseLike<void> => ctx[Symbol.asyncDispose]();
  const recorded = {
    ...ctx,
    db: { ...recorder.database(ctx.db), [Symbol.asyncDispose]: close },
    workflows: recorder.workflows(ctx.workflows),
  };
  const native = await connectTemporalWorker(settings.temporal);
  const bundle = { codePath: fromPackageRoot('dist', 'workflow-bundle.js') };
  // no Schedule of a measured run signs anything
  const notary = (): Promise<never> => Promise.reject(new Error('a measured worker signs no checkpoint'));
  const running = [await runWorker(recording ? recorded : ctx, native, { namespace, bundle, notary })];
  // the programme ends when its last mail is out; mail is no part of what is measured
  const { SMTP_URL: smtpUrl } = process.env;
  if (recording && smtpUrl !== undefined) running.push(await runMailer(ctx, native, { namespace, smtpUrl }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      for (const worker of running) worker.shutdown();
    });
  }
  await say({ kind: 'ready' });
  await Promise.all(running.map((worker) => worker.finished));
  await native.close();
}
if (recording) await say({ kind: 'recorded', recording: recorder.recording });
leave();
