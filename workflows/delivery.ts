import { continueAsNew } from '@temporalio/workflow';
import { live, whenAnother } from './life.js';
import type { SubjectStart, SubjectSummary } from './messages.js';
import { decideInTransaction, patient, telling } from './policies.js';

/**
 * The life of one batch of goods. The goods keeper dispatches it; the provincial unit hands it over to each institution,
 * with minutes; each institution confirms on its own case what it received; the goods keeper reconciles the batch.
 */
export async function delivery(start: SubjectStart): Promise<SubjectSummary> {
  const reconciled = await live(start.subjectId, {
    load: () => patient.loadDelivery(start.subjectId),
    ring: () => patient.loadDelivery(start.subjectId),
    decide: (command) => decideInTransaction(command, (by) => by.applyDeliveryCommand(command)),
    tell: {
      after: new Set(['dispatch', 'reconcile']),
      round: (commandId) => telling.carryOutDelivery(start.subjectId, commandId),
    },
    resets: whenAnother,
  });
  return reconciled ?? continueAsNew<typeof delivery>(start);
}
