import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deadlineAfter, isWorkingDay, reminderBefore, workingDaysLeft } from '../../../src/domain/time/working-days.js';
import { addDays, endOfDay, isLocalDate, witaDate } from '../../../src/domain/time/wita.js';

const holidays = new Set(['2026-03-19', '2026-03-20']);

describe('working days in WITA', () => {
  it('ends at 23:59:59 WITA of the n-th working day after the event', () => {
    // Tuesday 10 March 2026, 10.00 WITA
    expect(deadlineAfter(new Date('2026-03-10T02:00:00Z'), 2, holidays).toISOString()).toBe('2026-03-12T15:59:59.000Z');
  });
  it('counts the WITA day of the event, not the UTC day', () => {
    // 23.30 UTC on Monday is already Tuesday in WITA
    expect(witaDate(deadlineAfter(new Date('2026-03-09T23:30:00Z'), 1, holidays))).toBe('2026-03-11');
  });
  it('skips weekends, holidays and joint leave', () => {
    expect(witaDate(deadlineAfter(new Date('2026-03-18T02:00:00Z'), 1, holidays))).toBe('2026-03-23');
  });
  it('keeps whole working days through a pause', () => {
    const due = deadlineAfter(new Date('2026-03-10T02:00:00Z'), 5, holidays);
    const left = workingDaysLeft(new Date('2026-03-12T02:00:00Z'), due, holidays);
    expect(left).toBe(3);
    expect(witaDate(deadlineAfter(new Date('2026-04-01T02:00:00Z'), left, holidays))).toBe('2026-04-06');
  });
  it('reminds on a working morning before the deadline', () => {
    expect(reminderBefore(endOfDay('2026-03-23'), holidays).toISOString()).toBe('2026-03-18T00:00:00.000Z');
  });
  it('knows absurd dates', () => {
    for (const text of ['2026-02-30', '0001-01-01', '9999-12-31', '2026-13-01', '26-01-01', ''])
      expect(isLocalDate(text)).toBe(false);
    expect(isLocalDate('2024-02-29')).toBe(true);
  });
  it('always ends on a working day, later for more days, and the days left agree', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 60 }),
        (event, days) => {
          const due = deadlineAfter(event, days, holidays);
          expect(isWorkingDay(witaDate(due), holidays)).toBe(true);
          expect(due > event).toBe(true);
          expect(deadlineAfter(event, days + 1, holidays) > due).toBe(true);
          expect(workingDaysLeft(event, due, holidays)).toBe(days);
          expect(witaDate(due) > addDays(witaDate(event), days - 1)).toBe(true);
        },
      ),
    );
  });
});
