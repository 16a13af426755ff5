import { describe, expect, it } from '@jest/globals';
import { recordedHistories, type RecordedHistory } from '../support/recorded-history.js';
import { replayed } from '../support/replayed.js';

// A running case replays its history through new code. These were recorded from the real stack by `npm test -- record`.
const histories = recordedHistories();
const named = histories.map(({ name }) => name);

it('there is a history of every workflow', () => {
  const kinds = new Set(
    histories.map(({ history }) => history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name),
  );
  expect(kinds).toEqual(new Set(['proposal', 'decree', 'delivery', 'mailer', 'drafts', 'caretaker']));
});

describe('the workflows as they are built now', () => {
  it('do in every recorded history what stands in it', async () => {
    expect(await replayed(histories)).toEqual(named.map((name) => ({ name, failure: null })));
  });

  it('are caught where a history says otherwise', async () => {
    const changed = histories.map(({ name, history }) => ({ name, history: otherwise(history) }));
    const results = await replayed(changed);
    expect(results.map(({ name }) => name)).toEqual(named);
    for (const { failure } of results) expect(failure).toContain('Nondeterminism');
  });
});

/** The same history with another activity in the place of its first one, as if the workflow had been changed since. */
function otherwise(history: RecordedHistory['history']): RecordedHistory['history'] {
  const events = (history.events ?? []).map((event) => structuredClone(event));
  const type = events.find((event) => event.activityTaskScheduledEventAttributes)?.activityTaskScheduledEventAttributes
    ?.activityType;
  if (type === undefined || type === null) throw new Error('a history without an activity');
  type.name = 'somethingElse';
  return { events };
}
