import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { RoundActivities } from '../activities/rounds.js';
import type { RoundKind } from './messages.js';

const { runRound } = proxyActivities<RoundActivities>({
  startToCloseTimeout: '5 min',
  retry: { initialInterval: '1 s', maximumInterval: '60 s' },
});

const plannedAt = defineSearchAttributeKey('TemporalScheduledStartTime', SearchAttributeType.DATETIME);

/** One round of a Schedule, for the instant that the Schedule names: late after a standstill, yet for its own period. */
export async function round(kind: RoundKind): Promise<void> {
  const { typedSearchAttributes, startTime } = workflowInfo();
  const asOf = typedSearchAttributes.get(plannedAt) ?? startTime;
  await runRound(kind, asOf.toISOString());
}
