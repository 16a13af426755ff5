import { describe, expect, test } from '@jest/globals';
import type { Recording, Sent, Transaction } from '../../../bench/recording.js';
import { inParts, inRecordedOrder, schedule, type Work } from '../../../bench/schedule.js';

const nothing: Recording = { transactions: [], sent: [], commands: [] };

function transaction(startedAt: number, endedAt: number, rest: Partial<Transaction> = {}): Transaction {
  return { actor: 'user:1', statements: [], within: null, commandId: null, startedAt, endedAt, ...rest };
}

function sent(commandId: string, startedAt: number, endedAt: number, within: number | null): Sent {
  const summary = { subjectId: 's', state: 'DRAFT', version: 1, ended: false };
  return {
    kind: 'proposal',
    message: {
      commandId,
      subjectId: 's',
      type: 'submit',
      actor: { kind: 'system', purpose: 'test' },
      payload: {},
      expectedVersion: null,
      requestHash: '',
      heavy: false,
    },
    outcome: { summary, eventTypes: [] },
    startedAt,
    endedAt,
    within,
  };
}

describe('the schedule of what was recorded', () => {
  const people: Recording = {
    commands: [
      { startedAt: 10, endedAt: 20 },
      { startedAt: 30, endedAt: 40 },
    ],
    sent: [sent('a', 12, 18, 0)],
    transactions: [
      transaction(1, 2),
      transaction(10, 11, { within: 0 }),
      // the look of a command that was refused: a reading like any other
      transaction(13, 14, { within: 1 }),
      transaction(3, 4, { actor: 'system:simulation' }),
      transaction(5, 6, {
        actor: 'system:simulation-clock',
        statements: [{ kind: 'execute', text: ['\n insert into stepped_clock (id, now)'], values: [] }],
      }),
      transaction(50, 51),
    ],
  };
  const worker: Recording = {
    ...nothing,
    sent: [sent('b', 15, 16, null)],
    transactions: [transaction(13, 17, { commandId: 'a' }), transaction(7, 8)],
  };

  test('has each thing once, in the order of its end, up to the last answer', () => {
    expect(schedule(people, worker).map(({ kind, endedAt }) => [kind, endedAt])).toEqual([
      ['besides', 2],
      ['jump', 6],
      ['own', 8],
      ['besides', 14],
      ['told', 16],
      ['command', 20],
    ]);
  });

  test('is cut into parts that leave nothing out', () => {
    const work = schedule(people, worker);
    for (const parts of [1, 2, 3]) expect(inParts(work, parts).flat()).toEqual(work);
  });
});

test('each thing begins when all has ended that had ended before it, and not later', async () => {
  const besides = (startedAt: number, endedAt: number): Work => ({
    kind: 'besides',
    transaction: transaction(startedAt, endedAt),
    startedAt,
    endedAt,
  });
  const [first, beside, second] = [besides(0, 2), besides(1, 5), besides(3, 6)];
  const begun: Work[] = [];
  const release = new Map<Work, () => void>();
  const all = inRecordedOrder([first, beside, second], (work) => {
    begun.push(work);
    return new Promise((resolve) => release.set(work, resolve));
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  await settle();
  expect(begun).toEqual([first, beside]);
  release.get(first)?.();
  await settle();
  expect(begun).toEqual([first, beside, second]);
  release.get(beside)?.();
  release.get(second)?.();
  await all;
});
