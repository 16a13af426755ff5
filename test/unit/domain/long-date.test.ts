import { describe, expect, it } from '@jest/globals';
import { longDate, longDateTime } from '../../../src/domain/time/long-date.js';

describe('long dates', () => {
  it('are written as official papers write them', () => {
    expect(longDate('2025-12-31', 'id')).toBe('31 Desember 2025');
    expect(longDate('2025-03-03', 'en')).toBe('3 March 2025');
  });

  it('are WITA dates: the last minute of a UTC day is already the next day', () => {
    const instant = new Date('2025-03-02T23:59:00Z');
    expect(longDateTime(instant, 'id')).toBe('Senin, 3 Maret 2025 pukul 07.59 WITA');
    expect(longDateTime(instant, 'en')).toBe('Monday, 3 March 2025, 07:59 WITA');
  });

  it('name a deadline by its own day', () => {
    expect(longDateTime(new Date('2026-01-10T15:59:59Z'), 'id')).toBe('Sabtu, 10 Januari 2026 pukul 23.59 WITA');
  });
});
