import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerAlarm } from '../../src/domain/proposal/answer-alarm.js';
import { decide } from '../../src/domain/proposal/decide.js';
import { evolve } from '../../src/domain/proposal/events.js';
import { alarmsOf } from '../../src/domain/proposal/clocks.js';
import { emptyCaseData, type ProposalCase } from '../../src/domain/proposal/proposal-case.js';
import { extensionError } from '../../src/domain/proposal/rules/people.js';
import { isWorkingDay, workingDaysLeft } from '../../src/domain/time/working-days.js';
import { addDays, endOfDay, witaDate } from '../../src/domain/time/wita.js';
import { aCase, aPerson, samples } from '../support/cases.js';
import { propertyRun, propertyTimeout } from '../support/histories/property-run.js';

type Overlaying = 'hold' | 'resume' | 'audit_on' | 'audit_off';
const START = new Date('2026-03-02T02:00:00.000Z');
const inspector = 'INSPECTORATE';

function give(c: ProposalCase, type: Overlaying, now: Date): ProposalCase {
  const person = { ...aPerson([type.startsWith('audit') ? inspector : 'KABID']), now };
  const step = { type, ...samples[type] };
  const decided = decide(c, { type, expectedVersion: null, step, words: '' }, person);
  return decided.ok ? decided.events.reduce(evolve, c) : c;
}

const change = fc.record({
  type: fc.constantFrom<Overlaying>('hold', 'resume', 'audit_on', 'audit_off'),
  hours: fc.nat({ max: 24 * 12 }),
});
const changes = fc.array(change, { minLength: 1, maxLength: 12 });
const { holidays } = aPerson([]);

describe('a clock that holds and audits stop', () => {
  it(
    'keeps its whole working days, however often it is stopped: it loses only those on which it ran',
    () => {
      fc.assert(
        fc.property(changes, fc.integer({ min: 1, max: 15 }), (moves, days) => {
          let due = witaDate(START);
          for (let left = days; left > 0; left -= isWorkingDay(due, holidays) ? 1 : 0) due = addDays(due, 1);
          let c = aCase('ADMIN_REVIEW', { dueAt: endOfDay(due).toISOString() });
          let now = START;
          let left: number = days;
          for (const { type, hours } of moves) {
            const then = new Date(now.getTime() + hours * 3_600_000);
            if (c.dueAt !== null) left = Math.max(0, left - workingDaysLeft(now, then, holidays));
            now = then;
            c = give(c, type, now);
            const stands = c.data.hold !== null || c.data.audit !== null;
            expect(c.dueAt === null).toBe(stands);
            const missed = c.dueAt !== null && new Date(c.dueAt) < now;
            if (c.dueAt !== null && !missed) expect(workingDaysLeft(now, new Date(c.dueAt), holidays)).toBe(left);
            if (missed) expect(left).toBe(0);
            // nobody is urged who may not act
            const facts = { ...aPerson([]), windowClosesAt: now };
            if (stands) expect(alarmsOf(c, facts).every((alarm) => alarm.kind === 'HELD')).toBe(true);
          }
        }),
        propertyRun(500),
      );
    },
    propertyTimeout,
  );

  it('does not stop at a legal date', () => {
    const legal = '2027-01-10T15:59:59.000Z';
    const held = give(aCase('REPORT_DUE', { dueAt: legal }), 'hold', START);
    expect([held.dueAt, held.data.paused]).toEqual([legal, null]);
    const facts = { ...aPerson([]), windowClosesAt: START };
    expect(alarmsOf(held, facts).map((alarm) => alarm.kind)).toContain('REPORT_H30');
  });

  it.each([
    ['the report on goods of the year before', 'REPORT_DUE', '2027-02-19T15:59:59.000Z'],
    ['the end of the year of goods in the store', 'PACT_SIGNED', '2027-12-31T15:59:59.000Z'],
  ] as const)('does not stop at %s, which nobody extends either', (_, state, dueAt) => {
    const carriedStock = { asOf: '2026-12-31', until: '2027-12-31' };
    const c = aCase(state, { dueAt, data: { ...emptyCaseData, carriedStock, reportDueAt: dueAt } });
    const held = give(c, 'hold', START);
    expect([held.dueAt, held.data.paused]).toEqual([dueAt, null]);
    expect(extensionError(c, aPerson([]))).toMatchObject({ code: 'LEGAL_DATE' });
  });

  it('resumed on the day it was stopped is due when it was', () => {
    const c = aCase('ADMIN_REVIEW', { dueAt: '2026-03-06T15:59:59.000Z' });
    const back = give(give(c, 'hold', START), 'resume', new Date(START.getTime() + 3_600_000));
    expect([back.dueAt, back.data.paused]).toEqual([c.dueAt, null]);
  });

  it('missed before it was stopped stays missed', () => {
    const c = aCase('ADMIN_REVIEW', { dueAt: '2026-02-27T15:59:59.000Z', escalation: 1 });
    const back = give(give(c, 'hold', START), 'resume', new Date('2026-03-20T02:00:00.000Z'));
    expect([back.dueAt, back.escalation]).toEqual([c.dueAt, 1]);
  });
});

describe('a freeze of deliveries', () => {
  const due = '2026-03-10T15:59:59.000Z';
  const waiting = aCase('PACT_SIGNED', { stateSince: '2026-03-02T02:00:00.000Z', dueAt: due });
  const deadline = { kind: 'DEADLINE', at: new Date(due) } as const;
  const ring = (c: ProposalCase, frozen: readonly string[], at = new Date(due)) =>
    answerAlarm(c, { ...deadline, at: new Date(c.dueAt ?? due) }, null, { ...aPerson([]), now: at }, new Set(frozen))
      .events[0];

  it('moves the deadline of the hand-over by the working days it took, once, and no other', () => {
    const frozen = ['2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09', '2026-03-10', '2026-03-11'];
    const moved = ring(waiting, frozen);
    // Friday, Monday and Tuesday were lost; Wednesday is frozen too, so that Thursday is the first of three
    expect(moved).toMatchObject({
      type: 'deadline_frozen',
      dueAt: '2026-03-16T15:59:59.000Z',
      note: { workingDays: 3 },
    });
    if (moved === undefined) return;
    const later = evolve(waiting, moved);
    expect(later.version).toBe(waiting.version);
    expect(ring(later, frozen)).toMatchObject({ type: 'escalated', dueAt: '2026-03-16T15:59:59.000Z' });
    expect(ring(waiting, [])).toMatchObject({ type: 'escalated' });
    expect(ring({ ...waiting, state: 'DECREED' }, frozen)).toMatchObject({ type: 'escalated' });
  });
});
