import { continueAsNew } from '@temporalio/workflow';
import { live, whenAnother } from './life.js';
import type { SubjectStart, SubjectSummary } from './messages.js';
import { decideInTransaction, patient, telling } from './policies.js';

/**
 * The life of one decree of the Governor. The secretariat includes proposals, which are held from then on; it freezes the
 * annex; the signed paper comes back, one person records it and another confirms it; then every proposal is decreed.
 */
export async function decree(start: SubjectStart): Promise<SubjectSummary> {
  const inForce = await live(start.subjectId, {
    load: () => patient.loadDecree(start.subjectId),
    ring: () => patient.fireDecreeAlarms(start.subjectId),
    decide: (command) => decideInTransaction(command, (by) => by.applyDecreeCommand(command)),
    tell: {
      after: new Set(['include', 'exclude', 'record']),
      round: (commandId) => telling.carryOutDecree(start.subjectId, commandId),
    },
    resets: whenAnother,
  });
  return inForce ?? continueAsNew<typeof decree>(start);
}
