import { describe, expect, it } from '@jest/globals';
import { sampleSize, seenError, type SeenPerson } from '../../../src/domain/field/seen.js';

const policy = { homeCareSampleShare: 20, homeCareSampleMinimum: 3 };
const atHome = ['h1', 'h2', 'h3', 'h4', 'h5'];
const unsampled = (...ids: readonly string[]): SeenPerson[] =>
  ids.map((beneficiaryId) => ({ beneficiaryId, presence: 'HOME_CARE_UNSAMPLED' }));

describe('those who are cared for at home', () => {
  it.each([
    [0, 0],
    [2, 2],
    [10, 3],
    [16, 4],
    [100, 20],
  ])('of %i at least %i are visited', (all, needed) => {
    expect(sampleSize(all, policy)).toBe(needed);
  });

  it('pass unvisited where enough were visited and all of them found', () => {
    expect(seenError(unsampled('h1', 'h2'), atHome, policy)).toBeNull();
    expect(seenError(unsampled('h1', 'h2', 'h3'), atHome, policy)).toMatchObject({
      code: 'SAMPLE_TOO_SMALL',
      details: { sampled: 2, needed: 3, of: 5 },
    });
    const lost: SeenPerson = { beneficiaryId: 'h3', presence: 'NOT_FOUND' };
    expect(seenError([...unsampled('h1'), lost], atHome, policy)).toMatchObject({ code: 'SAMPLE_FAILED' });
    expect(seenError([lost], atHome, policy)).toBeNull();
  });
});

describe('what is said of a person', () => {
  const absent: SeenPerson = { beneficiaryId: 'p1', presence: 'ABSENT_WITH_PROOF' };
  it.each([
    ['no place', { proof: 'surat' }, 'INCOMPLETE'],
    ['no proof', { whereabouts: 'SCHOOL' as const, proof: '  ' }, 'INCOMPLETE'],
    ['words', { whereabouts: 'HOSPITAL' as const, proof: 'Rawat inap' }, null],
    ['a file', { whereabouts: 'HOME' as const, proofBlobId: 'file' }, null],
  ])('is an absence only with place and proof: %s', (_name, said, code) => {
    expect(seenError([{ ...absent, ...said }], [], policy)?.code ?? null).toBe(code);
  });

  it('is said once, and of nobody at home who lives in the house', () => {
    const twice: SeenPerson[] = [
      { beneficiaryId: 'p1', presence: 'NOT_FOUND' },
      { beneficiaryId: 'p1', presence: 'PRESENT' },
    ];
    expect(seenError(twice, [], policy)?.code).toBe('INVALID_INPUT');
    expect(seenError(unsampled('p1'), [], policy)?.code).toBe('INVALID_INPUT');
    expect(seenError([{ beneficiaryId: 'p1', presence: 'NOT_FOUND', identityPaper: 'KTP' }], [], policy)?.code).toBe(
      'INVALID_INPUT',
    );
  });
});
