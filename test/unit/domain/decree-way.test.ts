import { describe, expect, it } from '@jest/globals';
import { stopError, timeStops, type DecreeStop } from '../../../src/domain/decree/decree-way.js';

const stop = (holder: DecreeStop['holder'], arrivedOn: string): DecreeStop => ({ holder, arrivedOn, note: '' });
const frozen = { state: 'FROZEN', frozenOn: '2026-03-02' } as const;
const way = [stop('NOTA_DINAS', '2026-03-02'), stop('BIRO_HUKUM', '2026-03-04')];

describe('the way of a decree', () => {
  it('counts the days at each holder, at the last one until today or until the signature', () => {
    const days = (signedOn: string | null): readonly [string, number, boolean][] =>
      timeStops(way, '2026-03-20', signedOn).map((one) => [one.holder, one.days, one.here]);
    expect(days(null)).toEqual([
      ['NOTA_DINAS', 2, false],
      ['BIRO_HUKUM', 16, true],
    ]);
    expect(days('2026-03-11')).toEqual([
      ['NOTA_DINAS', 2, false],
      ['BIRO_HUKUM', 7, false],
    ]);
  });

  it('goes on in time, after the freeze, not beyond today, and may go back to an earlier holder', () => {
    const codeOf = (next: DecreeStop): string | undefined => stopError(frozen, way, next, '2026-03-20')?.code;
    expect(codeOf(stop('SEKDA', '2026-03-05'))).toBeUndefined();
    expect(codeOf(stop('NOTA_DINAS', '2026-03-05'))).toBeUndefined();
    expect(codeOf(stop('BIRO_HUKUM', '2026-03-05'))).toBe('INVALID_INPUT');
    expect(codeOf(stop('SEKDA', '2026-03-03'))).toBe('DATE_ORDER');
    expect(codeOf(stop('SEKDA', '2026-03-21'))).toBe('DATE_ORDER');
    expect(stopError(frozen, [], stop('NOTA_DINAS', '2026-03-01'), '2026-03-20')?.code).toBe('DATE_ORDER');
    const signed = { state: 'SIGNED', frozenOn: '2026-03-02' } as const;
    expect(stopError(signed, way, stop('SEKDA', '2026-03-05'), '2026-03-20')?.code).toBe('NOT_ALLOWED_IN_STATE');
  });
});
