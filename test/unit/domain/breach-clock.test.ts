import { describe, expect, it } from '@jest/globals';
import { breachDueAt, dueReminder } from '../../../src/domain/breach.js';
import { witaInstant } from '../../../src/domain/time/wita.js';

// a Friday evening before a long weekend: the hours of the law know no working days
const foundAt = witaInstant('2026-12-24', '18:30') ?? new Date(Number.NaN);
const after = (hours: number): Date => new Date(foundAt.getTime() + hours * 3_600_000);
const at = (hours: number, remindedHours = 0, told: readonly string[] = []) =>
  dueReminder({ foundAt, remindedHours, told }, after(hours));

describe('the clock of a breach', () => {
  it('ends 72 hours after it was found, over night and holiday', () => {
    expect(breachDueAt(foundAt)).toEqual(witaInstant('2026-12-27', '18:30'));
  });

  it('reminds at 24, 48 and 66 hours and when the time has passed, the last two the head of the office too', () => {
    expect([at(23.9), at(24)?.hours, at(48, 24)?.hours]).toEqual([null, 24, 48]);
    expect(at(48, 24)?.roles).not.toContain('HEAD_DINSOS');
    expect(at(66, 48)).toMatchObject({ hours: 66, overdue: false });
    expect(at(66, 48)?.roles).toContain('HEAD_DINSOS');
    expect(at(72, 66)).toMatchObject({ hours: 72, overdue: true });
    expect(at(500, 72)).toBeNull();
  });

  it('sends one reminder after a standstill, and none twice', () => {
    expect(at(70)).toMatchObject({ hours: 66 });
    expect(at(71, 66)).toBeNull();
  });

  it('is silent once agency and people were told', () => {
    expect(at(48, 24, ['AUTHORITY'])?.hours).toBe(48);
    expect(at(48, 24, ['SUBJECTS', 'AUTHORITY'])).toBeNull();
  });

  it('refuses what is no time', () => {
    expect([witaInstant('2026-02-30', '10:00'), witaInstant('2026-02-28', '24:00'), witaInstant('', '')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
