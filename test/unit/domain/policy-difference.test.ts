import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '../../../src/domain/policy.js';
import { policyDifference } from '../../../src/domain/policy-difference.js';
import { policyContent, policyOf } from '../../../src/app/policy/policy-content.js';

const policy = defaultPolicy(2027);

describe('two versions of a policy', () => {
  it('differ in each value by its path, with what was and what is', () => {
    const after = {
      ...policy,
      secondPersonDays: 3,
      workingDays: { ...policy.workingDays, SUBMITTED: 4 },
      endorsements: ['KABID' as const],
      endorsementsFrom: { SEKRETARIS_DINAS: '100000000' },
    };
    expect(policyDifference(policy, after)).toEqual([
      { path: 'endorsements', before: 'KETUA_TIM, KABID, SEKRETARIS_DINAS', after: 'KABID' },
      { path: 'endorsementsFrom.SEKRETARIS_DINAS', before: null, after: '100000000' },
      { path: 'secondPersonDays', before: '2', after: '3' },
      { path: 'workingDays.SUBMITTED', before: '2', after: '4' },
    ]);
    expect(policyDifference(policy, { ...policy })).toEqual([]);
  });
});

describe('a stored policy', () => {
  it('keeps its own values when the defaults of a later release are others', () => {
    const stored = { ...policy, secondPersonDays: 9, namedScopes: ['PROGRAMME'] };
    const read = policyOf(JSON.parse(JSON.stringify(stored)) as Record<string, unknown>, 2027);
    expect(read).toEqual({ ...policy, secondPersonDays: 9 });
  });

  it('takes the default of a value that it does not know yet', () => {
    expect(policyOf({ secondPersonDays: 9 }, 2027)).toEqual({ ...policy, secondPersonDays: 9 });
  });

  it('is whole and lawful where a person sets it', () => {
    expect(policyContent.safeParse(policy).success).toBe(true);
    const wrong: readonly unknown[] = [
      { ...policy, secondPersonDays: 0 },
      { ...policy, secondPersonDays: 2.5 },
      { ...policy, minimumVisitOfficers: 1 },
      { ...policy, workingDays: { NOWHERE: 2 } },
      { ...policy, workingDays: { SUBMITTED: 400 } },
      { ...policy, endorsements: ['LKS_CHAIR'] },
      { ...policy, endorsements: ['KABID', 'KABID'] },
      { ...policy, endorsementsFrom: { LKS_CHAIR: '1' } },
      { ...policy, endorsementsFrom: { KABID: '0' } },
      { ...policy, mandatoryProposalDocuments: ['NO_SUCH_PAPER'] },
      { ...policy, reportDue: '2028-02-30' },
      { ...policy, surprise: true },
      { ...policy, lateDateDays: undefined },
    ];
    expect(wrong.filter((content) => policyContent.safeParse(content).success)).toEqual([]);
  });
});
