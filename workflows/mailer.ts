import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import { mailing } from './policies.js';

/** Drains the notifications of one deployment, for ever; a dead mail server delays mail, never a decision. */
export async function mailer(): Promise<void> {
  while (!workflowInfo().continueAsNewSuggested) await mailing.deliverMail();
  return continueAsNew<typeof mailer>();
}
