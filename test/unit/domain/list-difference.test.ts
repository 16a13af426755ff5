import { describe, expect, it } from '@jest/globals';
import type { FactsOf } from '../../../src/domain/proposal/command-map.js';
import { decide } from '../../../src/domain/proposal/decide.js';
import { listDifference, type LineNow, type ListLine } from '../../../src/domain/proposal/list-difference.js';
import { aCase, HASH, samples, system } from '../../support/cases.js';

const listed = (id: string, quantity = 2): ListLine => ({ id, personId: `person ${id}`, itemId: 'food', quantity });
const now = (id: string, position: number, over: Partial<LineNow> = {}): LineNow => ({
  ...listed(id),
  position,
  ended: false,
  live: true,
  ...over,
});
const none = { subtracted: [], added: [], raised: [], exchanged: [], lowered: [] };

describe('live lines against the valid list', () => {
  it.each([
    ['nothing', [now('a', 1), now('b', 2)], {}],
    ['a line that ended', [now('a', 1), now('b', 2, { ended: true, live: false })], { subtracted: [2] }],
    ['a line more', [now('a', 1), now('b', 2), now('c', 10), now('d', 9)], { added: [9, 10] }],
    ['a line that ended before it was listed', [now('a', 1), now('b', 2), now('c', 3, { live: false })], {}],
    ['more of it', [now('a', 1, { quantity: 3 }), now('b', 2)], { raised: [1] }],
    ['less of it', [now('a', 1, { quantity: 1 }), now('b', 2)], { lowered: [1] }],
    ['another person in its place', [now('a', 1, { personId: 'else' }), now('b', 2)], { exchanged: [1] }],
    ['another item', [now('a', 1), now('b', 2, { itemId: 'drug' })], { exchanged: [2] }],
    ['a line that is gone', [now('a', 1)], { lowered: [0] }],
  ])('finds %s', (_what, lines, difference) => {
    expect(listDifference([listed('a'), listed('b')], lines)).toEqual({ ...none, ...difference });
  });
});

describe('the release of goods', () => {
  function released(facts: Partial<FactsOf<'start_delivery'>>) {
    const step = {
      type: 'start_delivery' as const,
      payload: samples.start_delivery.payload,
      facts: { ...samples.start_delivery.facts, linesHash: 'b'.repeat(64), ...facts },
    };
    const answer = decide(aCase('IN_DELIVERY'), { type: step.type, expectedVersion: null, step, words: '' }, system());
    return answer.ok ? answer.events[0]?.note : answer.error;
  }
  const list = { hash: HASH, lines: [listed('a'), listed('b')] };

  it('goes on without who has ended since, and says so', () => {
    const linesNow = [now('a', 1), now('b', 2, { ended: true, live: false })];
    expect(released({ list, linesNow })).toMatchObject({ subtracted: ['2'] });
  });

  it('stops at the first line that is more or other, and names them all by number', () => {
    const linesNow = [now('a', 1, { quantity: 3 }), now('b', 2, { personId: 'else' }), now('c', 3)];
    expect(released({ list, linesNow })).toMatchObject({
      code: 'LIST_MISMATCH',
      details: { added: ['3'], raised: ['1'], exchanged: ['2'] },
    });
  });

  it('goes by the hash alone where the list kept nothing else', () => {
    expect(released({ list: { hash: HASH, lines: null } })).toMatchObject({ code: 'LIST_MISMATCH' });
    expect(released({ list: null })).toMatchObject({ code: 'LIST_MISMATCH', details: { list: 'missing' } });
  });
});
