import { continueAsNew } from '@temporalio/workflow';
import { live, whenEarlier } from './life.js';
import type { SubjectStart, SubjectSummary } from './messages.js';
import { decideInTransaction, patient } from './policies.js';

/**
 * The life of one proposal, from its first submission to its end.
 * People decide by commands; the case waits for each of them, reminds them, and tells their superior when they are late.
 */
export async function proposal(start: SubjectStart): Promise<SubjectSummary> {
  const ended = await live(start.subjectId, {
    load: () => patient.loadProposal(start.subjectId),
    ring: () => patient.fireAlarms(start.subjectId),
    decide: (command) => decideInTransaction(command, (by) => by.applyCommand(command)),
    resets: whenEarlier,
  });
  return ended ?? continueAsNew<typeof proposal>(start);
}
