import { describe, expect, it } from '@jest/globals';
import { waitedFor } from '../../../src/domain/proposal/notices.js';
import { emptyCaseData } from '../../../src/domain/proposal/proposal-case.js';

describe('a decreed case', () => {
  const unlisted = emptyCaseData;
  const listed = { ...emptyCaseData, listVersion: 1 };

  it('waits for the head who sets the list, as long as there is none, and for the pact', () => {
    expect(waitedFor({ track: 'PLANNED', state: 'DECREED', data: unlisted }).roles).toEqual([
      'HEAD_DINSOS',
      'LKS_CHAIR',
    ]);
    expect(waitedFor({ track: 'PLANNED', state: 'PACT_SIGNED', data: unlisted }).roles).toEqual(['HEAD_DINSOS']);
  });

  it('waits for the pact and then for the goods once the list stands', () => {
    expect(waitedFor({ track: 'PLANNED', state: 'DECREED', data: listed }).roles).toEqual(['LKS_CHAIR']);
    expect(waitedFor({ track: 'PLANNED', state: 'PACT_SIGNED', data: listed }).roles).toEqual(['PENGURUS_BARANG']);
  });
});
