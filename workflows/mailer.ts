import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { MailActivities } from '../activities/mail.js';
import { taskQueues } from './messages.js';

/** A killed worker is noticed by its silence, and the round is begun anew elsewhere. */
const { deliverMail } = proxyActivities<MailActivities>({
  taskQueue: taskQueues.mail,
  startToCloseTimeout: '15 min',
  heartbeatTimeout: '90 s',
  retry: { initialInterval: '1 s', maximumInterval: '10 s' },
});

/** Drains the notifications of one deployment, for ever; a dead mail server delays mail, never a decision. */
export async function mailer(): Promise<void> {
  while (!workflowInfo().continueAsNewSuggested) await deliverMail();
  return continueAsNew<typeof mailer>();
}
