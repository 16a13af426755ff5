import { describe, expect, it } from '@jest/globals';
import type { Policy } from '../../../src/domain/policy.js';
import { decide, type Decided } from '../../../src/domain/proposal/decide.js';
import { evolve } from '../../../src/domain/proposal/events.js';
import type { CaseData, ProposalCase } from '../../../src/domain/proposal/proposal-case.js';
import type { DecisionContext } from '../../../src/domain/proposal/rule.js';
import { waitedFor } from '../../../src/domain/proposal/notices.js';
import type { ProposalState } from '../../../src/domain/proposal/states.js';
import type { StepCommand } from '../../../src/domain/proposal/transitions.js';
import type { Role } from '../../../src/domain/roles.js';
import { aCase, aPerson, samples } from '../../support/cases.js';

function late(state: ProposalState, data: Partial<CaseData> = {}): ProposalCase {
  return aCase(state, { escalation: 1, recommendedAmount: '1000000', data: { ...aCase(state).data, ...data } });
}
function tries(c: ProposalCase, type: StepCommand, person: DecisionContext): Decided {
  const step = { type, ...samples[type] };
  return decide(c, { type, expectedVersion: null, step, words: '' }, person);
}
function code(decided: Decided): string {
  return decided.ok ? 'accepted' : decided.error.code;
}
function after(c: ProposalCase, decided: Decided): ProposalCase {
  if (!decided.ok) throw new Error(decided.error.code);
  return decided.events.reduce(evolve, c);
}

describe('the superior of whoever let a deadline pass', () => {
  it.each([
    ['SUBMITTED', 'register', 'SEKRETARIS_DINAS', 'SECRETARIAT'],
    ['REGISTERED', 'start_admin', 'KETUA_TIM', 'ADMIN_VERIFIER'],
    ['ADMIN_REVIEW', 'pass_admin', 'KETUA_TIM', 'ADMIN_VERIFIER'],
    ['ADMIN_REVIEW', 'return', 'KETUA_TIM', 'ADMIN_VERIFIER'],
    ['ADMIN_VERIFIED', 'assign_field', 'SEKRETARIS_DINAS', 'KABID'],
    ['RECOMMENDED', 'consider', 'SEKRETARIS_DINAS', 'SUBBAG_PERENCANAAN'],
    ['REPORT_REVIEW', 'accept_report', 'KABID', 'LPJ_REVIEWER'],
  ] as const)('in %s may %s, as %s and in the place of %s', (state, command, superior, place) => {
    const c = late(state);
    const decided = tries(c, command, aPerson([superior]));
    expect(code(decided)).toBe('accepted');
    expect(decided.ok && decided.events[0]?.note).toMatchObject({ inPlaceOf: place });
    // in time the step is its own office's, and never somebody's two steps up
    expect(code(tries({ ...c, escalation: 0 }, command, aPerson([superior])))).toBe('WRONG_ROLE');
    expect(code(tries(c, command, aPerson(['ADMIN'])))).toBe('WRONG_ROLE');
    const own = tries(c, command, aPerson([place]));
    expect(own.ok && own.events[0]?.note).not.toHaveProperty('inPlaceOf');
  });

  it('endorses for the level below, which still leaves the own endorsement to give', () => {
    const c = late('FIELD_VERIFIED');
    expect(code(tries({ ...c, escalation: 0 }, 'endorse', aPerson(['KABID'])))).toBe('WRONG_ROLE');
    const endorsed = tries(c, 'endorse', aPerson(['KABID']));
    expect(endorsed.ok && endorsed.events[0]?.note).toMatchObject({ level: 'KETUA_TIM', inPlaceOf: 'KETUA_TIM' });
    expect(after(c, endorsed)).toMatchObject({ escalation: 0, data: { endorsed: ['KETUA_TIM'] } });
    expect(code(tries(c, 'endorse', aPerson(['SEKRETARIS_DINAS'])))).toBe('WRONG_ROLE');
  });

  it('who has taken the desk keeps it until the step is done', () => {
    const team = aPerson(['KETUA_TIM']);
    const c = late('REGISTERED');
    const taken = after(c, tries(c, 'start_admin', team));
    expect(taken).toMatchObject({ state: 'ADMIN_REVIEW', escalation: 0 });
    expect(code(tries(taken, 'pass_admin', team))).toBe('accepted');
    expect(code(tries(taken, 'pass_admin', aPerson(['KETUA_TIM'], { userId: 'another head' })))).toBe('WRONG_ROLE');
  });

  it('stays bound by what he did before, and cannot have been where the visit was', () => {
    expect(code(tries(late('REPORT_REVIEW'), 'accept_report', aPerson(['KABID'], { duties: ['VERIFIER'] })))).toBe(
      'FORBIDDEN_PAIR',
    );
    const visited = late('FIELD_VERIFICATION', { fieldOfficers: ['officer-1', 'officer-2'] });
    expect(code(tries(visited, 'submit_field', aPerson(['KETUA_TIM'])))).toBe('WRONG_ROLE');
  });

  it('never acts for an institution', () => {
    for (const [state, command] of [
      ['RETURNED', 'resubmit'],
      ['REPORT_DUE', 'submit_report'],
    ] as const)
      expect(code(tries(late(state), command, aPerson(['KABKOTA_OFFICER'])))).toBe('WRONG_ROLE');
  });
});

describe('the superior of a second person', () => {
  const rejecting = aPerson(['ADMIN_VERIFIER']);
  const entered = after(aCase('ADMIN_REVIEW'), tries(aCase('ADMIN_REVIEW'), 'reject', rejecting));
  const confirm = (c: ProposalCase, person: DecisionContext): Decided =>
    decide(
      c,
      { type: 'confirm', expectedVersion: null, step: { type: 'reject', ...samples.reject }, words: '' },
      person,
    );
  const overdue = { ...entered, data: { ...entered.data, fired: [`SECOND@${entered.version}`] } };

  it('may answer once two days have passed, and only then', () => {
    const secretary = aPerson(['SEKRETARIS_DINAS']);
    expect(code(confirm(entered, secretary))).toBe('WRONG_ROLE');
    const decided = confirm(overdue, secretary);
    expect(decided.ok && decided.events[0]?.note).toMatchObject({ inPlaceOf: 'KABID' });
    expect(after(overdue, decided).state).toBe('REJECTED');
    expect(code(confirm(overdue, aPerson(['KABID'])))).toBe('accepted');
  });

  it('is not the first person either', () => {
    const first = aPerson(['ADMIN_VERIFIER', 'SEKRETARIS_DINAS'], { userId: rejecting.actor.userId });
    expect(code(confirm(overdue, first))).toBe('SAME_PERSON');
  });
});

describe('the offices that endorse', () => {
  const { policy } = aPerson([]);
  const finance = { endorsements: [], endorsementsFrom: { SUBBAG_KEUANGAN: '3000000' } } as const;
  const more = { endorsementsFrom: { SUBBAG_PERENCANAAN: '1000000' } } as const;

  it.each([
    ['none where the policy names none', { endorsements: [] }, []],
    ['one from an amount on', finance, ['SUBBAG_KEUANGAN']],
    ['none below the amount', { ...finance, endorsementsFrom: { SUBBAG_KEUANGAN: '3000001' } }, []],
    ['three by default', {}, ['KETUA_TIM', 'KABID', 'SEKRETARIS_DINAS']],
    ['four for much money', more, ['KETUA_TIM', 'SUBBAG_PERENCANAAN', 'KABID', 'SEKRETARIS_DINAS']],
  ] as const)('are %s; each has its turn, then the head', (_name, over: Partial<Policy>, levels: readonly Role[]) => {
    const officer = (userId: string): DecisionContext => ({
      ...aPerson(['FIELD_VERIFIER'], { userId }),
      policy: { ...policy, ...over },
    });
    const visited = aCase('FIELD_VERIFICATION', { data: { ...aCase('DRAFT').data, fieldOfficers: ['one', 'two'] } });
    const entered = after(visited, tries(visited, 'submit_field', officer('one')));
    const step = { type: 'submit_field' as const, ...samples.submit_field };
    const confirmed = decide(entered, { type: 'confirm', expectedVersion: null, step, words: '' }, officer('two'));
    let c = after(entered, confirmed);
    expect(c).toMatchObject({ state: 'FIELD_VERIFIED', data: { endorsers: levels } });
    for (const role of levels) {
      expect(waitedFor(c).roles).toEqual([role]);
      expect(code(tries(c, 'recommend', aPerson(['HEAD_DINSOS'])))).toBe('NOT_ALLOWED_IN_STATE');
      c = after(c, tries(c, 'endorse', aPerson([role])));
    }
    expect(waitedFor(c).roles).toEqual(['HEAD_DINSOS']);
    expect(code(tries(c, 'endorse', aPerson(['KABID'])))).toBe('NOT_ALLOWED_IN_STATE');
    expect(code(tries(c, 'recommend', aPerson(['HEAD_DINSOS'])))).toBe('accepted');
  });
});
