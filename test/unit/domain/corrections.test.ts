import { describe, expect, it } from '@jest/globals';
import type { FactsOf, PayloadOf } from '../../../src/domain/proposal/command-map.js';
import { standingEntries, type EntryEvent } from '../../../src/domain/proposal/corrections.js';
import { decide } from '../../../src/domain/proposal/decide.js';
import type { ProposalCase } from '../../../src/domain/proposal/proposal-case.js';
import { aCase, anEntry, aPerson, samples } from '../../support/cases.js';

const consider = (seq: number, documentNumber: string): EntryEvent => ({
  seq,
  type: 'consider',
  from: 'RECOMMENDED',
  note: { documentNumber, documentDate: '2026-03-01', signatory: 'Ketua TAPD', external: 'TAPD' },
});

describe('entries that stand', () => {
  it('are those of papers from outside, as last corrected; what was recalled is none, what was cut is no more in force', () => {
    const desk: EntryEvent = { seq: 1, type: 'reject', from: 'ADMIN_REVIEW', note: { documentNumber: 'P/1' } };
    const correction: EntryEvent = {
      seq: 3,
      type: 'correct_record',
      from: 'CONSIDERED',
      note: { ...consider(3, 'TAPD/2').note, entry: 2, scan: 'scan-2' },
    };
    const entries = standingEntries([desk, consider(2, 'TAPD/1'), correction]);
    expect(entries).toEqual([anEntry({ entry: 2, documentNumber: 'TAPD/2', scan: 'scan-2' })]);
    const recall: EntryEvent = { seq: 4, type: 'recall', from: 'CONSIDERED', note: { command: 'consider' } };
    expect(standingEntries([consider(2, 'TAPD/1'), recall])).toEqual([]);
    const cut: EntryEvent = { seq: 4, type: 'cut', from: 'CONSIDERED', note: {} };
    expect(standingEntries([consider(2, 'TAPD/1'), cut])[0]).toMatchObject({ inForce: false });
    expect(standingEntries([consider(2, 'TAPD/1'), consider(5, 'TAPD/9')]).map(({ inForce }) => inForce)).toEqual([
      false,
      true,
    ]);
  });
});

describe('the correction of an entry', () => {
  const sample = samples.correct_record;
  function tried(
    over: Partial<PayloadOf<'correct_record'>>,
    facts: Partial<FactsOf<'correct_record'>> = {},
    c: ProposalCase = aCase('DECREED'),
  ) {
    const step = {
      type: 'correct_record' as const,
      payload: { ...sample.payload, ...over },
      facts: { ...sample.facts, ...facts },
    };
    const role = step.facts.record?.corrects === 'approve_urgent' ? 'SECRETARIAT' : 'SUBBAG_PERENCANAAN';
    const answer = decide(c, { type: step.type, expectedVersion: null, step, words: '' }, aPerson([role]));
    return answer.ok ? answer.events[0]?.type : answer.error;
  }

  it.each([
    ['a later day than the decree', {}, { notAfter: { what: 'decree', on: '2026-02-28' } }, 'DATE_ORDER'],
    ['an earlier day than what it rests on', {}, { notBefore: { what: 'decree', on: '2026-03-02' } }, 'DATE_ORDER'],
    ['the number of another paper', {}, { numberTaken: true }, 'DUPLICATE_NUMBER'],
    ['no name below it', { signatory: ' ' }, {}, 'INCOMPLETE'],
    ['an entry that does not stand', {}, { record: null }, 'INVALID_INPUT'],
    ['another kind of entry', { corrects: 'waitlist' as const, rank: 1 }, {}, 'INVALID_INPUT'],
    ['amounts on which the decree rests', { cuts: [] }, {}, 'BUILT_UPON'],
  ])('is refused: %s', (_what, over, facts, code) => {
    expect(tried(over, facts)).toMatchObject({ code });
  });

  it('of an urgent approval keeps disaster, pact and dispatch in order', () => {
    const record = anEntry({ corrects: 'approve_urgent', body: 'GOVERNOR' });
    const urgent = aCase('IN_DELIVERY', { track: 'UNPLANNED', disasterId: 'disaster-1' });
    const over = { corrects: 'approve_urgent' as const, documentDate: '2026-03-03' };
    expect(tried(over, { record }, urgent)).toBe('entered');
    const notAfter = { what: 'dispatchedOn', on: '2026-03-02' };
    expect(tried(over, { record, notAfter }, urgent)).toMatchObject({
      code: 'DATE_ORDER',
      details: { first: 'documentDate', second: 'dispatchedOn' },
    });
  });

  it('moves the place on the waiting list while the case stands on it', () => {
    const record = anEntry({ corrects: 'waitlist', rank: 4 });
    const c = aCase('WAITLISTED', { data: { ...aCase('WAITLISTED').data, waitingRank: 4 } });
    const step = {
      type: 'correct_record' as const,
      payload: { ...sample.payload, corrects: 'waitlist' as const, rank: 2 },
      facts: { ...sample.facts, record },
    };
    const entered = decide(
      c,
      { type: step.type, expectedVersion: null, step, words: '' },
      aPerson(['SUBBAG_PERENCANAAN']),
    );
    const pending = entered.ok ? (entered.events[0]?.change.data?.pending ?? null) : null;
    const waiting = { ...c, version: c.version + 1, data: { ...c.data, pending } };
    const checker = aPerson(['SUBBAG_PERENCANAAN'], { userId: 'another' });
    const done = decide(waiting, { type: 'confirm', expectedVersion: null, step, words: '' }, checker);
    expect(done.ok && done.events[0]?.change.data?.waitingRank).toBe(2);
  });
});
