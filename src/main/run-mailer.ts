import { Worker, type NativeConnection } from '@temporalio/worker';
import { mailActivities } from '../../activities/mail.js';
import { taskQueues, workflowIds } from '../../workflows/messages.js';
import { createMailQueue } from '../app/mail/mail-queue.js';
import { createMailTransport } from '../infra/mail/create-mail-transport.js';
import { startWorkflow } from '../infra/temporal/start-workflow.js';
import { renderMail } from '../ui/mail/render-mail.js';
import type { OpenContext } from './build-context.js';
import type { RunningWorker } from './run-worker.js';

export interface MailerOptions {
  readonly namespace: string;
  readonly smtpUrl: string;
  /** Shorter rounds than a deployment's, for a test. */
  readonly roundMs?: number;
}

/** The worker that sends mail, and the one mailer workflow of the deployment: starting it where it runs changes nothing. */
export async function runMailer(
  ctx: OpenContext,
  native: NativeConnection,
  options: MailerOptions,
): Promise<RunningWorker> {
  const worker = await Worker.create({
    connection: native,
    namespace: options.namespace,
    dataConverter: ctx.dataConverter,
    taskQueue: taskQueues.mail,
    // the one mailer fills one slot for minutes; with a free one the worker goes on asking, and is seen to live
    maxConcurrentActivityTaskExecutions: 2,
    // a round runs for minutes; it is told to stop soon, and stops between two mails
    shutdownGraceTime: '500 ms',
    activities: mailActivities(
      {
        queue: createMailQueue(ctx.db),
        transport: createMailTransport(options.smtpUrl, { from: senderOf(ctx.publicUrl) }),
        clock: ctx.clock,
        render: (template, locale, params) => renderMail(template, locale, params, ctx.publicUrl),
      },
      options.roundMs,
    ),
  });
  await startWorkflow(ctx.client, workflowIds.mailer);
  return {
    finished: worker.run(),
    shutdown: () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
    },
  };
}

/** Mail comes from the host that people open; a bare address of this machine is nobody's mail domain. */
function senderOf(publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  return `Salur <noreply@${/[a-z]/i.test(hostname) && hostname.includes('.') ? hostname : 'salur.invalid'}>`;
}
