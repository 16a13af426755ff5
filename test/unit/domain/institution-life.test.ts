import { describe, expect, it } from '@jest/globals';
import {
  institutionLife,
  institutionStatuses,
  institutionSteps,
  lifeError,
  lifeStepsFor,
  mayConfirmStep,
  type StepWords,
} from '../../../src/domain/institution/life.js';

const paper: StepWords = { reason: 'Alasan', letterNumber: '460/1', letterDate: '2026-03-01', blobId: 'scan' };
const today = '2026-03-02';

describe('the life of an institution', () => {
  it('opens each step to its roles in its states alone', () => {
    for (const step of institutionSteps) {
      const { from, roles } = institutionLife[step];
      for (const status of institutionStatuses) {
        const error = lifeError(status, step, paper, { roles: [roles[0] ?? ''], today });
        expect([step, status, error?.code]).toEqual([
          step,
          status,
          from.includes(status) ? undefined : 'INSTITUTION_STAGE',
        ]);
      }
      expect(lifeError(from[0] ?? '', step, paper, { roles: ['ADMIN', 'LKS_CHAIR'], today })?.code).toBe('WRONG_ROLE');
    }
  });

  it('ends in the blacklist and when closed', () => {
    const all = ['SECRETARIAT', 'KABID', 'HEAD_DINSOS', 'SEKRETARIS_DINAS'];
    expect(lifeStepsFor('BLACKLISTED', all)).toEqual([]);
    expect(lifeStepsFor('CLOSED', all)).toEqual([]);
    expect(lifeStepsFor('SUSPENDED', all)).toEqual(['resume', 'blacklist', 'close']);
  });

  it('takes two people where it hurts', () => {
    expect(institutionSteps.filter((step) => institutionLife[step].second === null)).toEqual(['register']);
    const kabid = { roles: ['KABID'], userId: 'a' };
    expect(mayConfirmStep('suspend', { ...kabid, proposedBy: 'b' })).toBe(true);
    expect(mayConfirmStep('suspend', { ...kabid, proposedBy: 'a' })).toBe(false);
    expect(mayConfirmStep('blacklist', { ...kabid, proposedBy: 'b' })).toBe(false);
  });

  it('asks for letter, scan and reason', () => {
    const kabid = { roles: ['KABID'], today };
    expect(lifeError('ACTIVE', 'suspend', { ...paper, letterNumber: '', blobId: null }, kabid)).toMatchObject({
      code: 'INCOMPLETE',
      details: { fields: ['letterNumber', 'scan'] },
    });
    expect(lifeError('ACTIVE', 'suspend', { ...paper, letterDate: '2026-03-03' }, kabid)?.code).toBe('DATE_ORDER');
    expect(lifeError('ACTIVE', 'suspend', { ...paper, reason: '' }, kabid)?.code).toBe('REASON_REQUIRED');
    const none: StepWords = { reason: '', letterNumber: '', letterDate: null, blobId: null };
    expect(lifeError('DRAFT', 'register', none, { roles: ['SECRETARIAT'], today })).toBeNull();
  });
});
