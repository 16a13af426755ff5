import { describe, expect, it } from '@jest/globals';
import { alarmsOf } from '../../../src/domain/proposal/clocks.js';
import { decide, type Decided } from '../../../src/domain/proposal/decide.js';
import { evolve } from '../../../src/domain/proposal/events.js';
import { noticesOf } from '../../../src/domain/proposal/notices.js';
import { emptyCaseData, type ProposalCase } from '../../../src/domain/proposal/proposal-case.js';
import { ringAlarm } from '../../../src/domain/proposal/ring-alarm.js';
import type { DecisionContext, StepInput } from '../../../src/domain/proposal/rule.js';
import type { ProposalState } from '../../../src/domain/proposal/states.js';
import type { StepCommand } from '../../../src/domain/proposal/transitions.js';
import { aCase, anIntake, aPerson, NOW, OWN, samples } from '../../support/cases.js';

function entered(state: ProposalState, intake: Parameters<typeof anIntake>[0] = {}): ProposalCase {
  return aCase(state, { data: { ...emptyCaseData, assisted: anIntake(intake) } });
}
function give(c: ProposalCase, type: StepCommand, context: DecisionContext): Decided {
  const step: StepInput = { type, ...samples[type] };
  return decide(c, { type, expectedVersion: null, words: '', step }, context);
}
function code(decided: Decided): string {
  return decided.ok ? 'ok' : decided.error.code;
}
const officer = (duties: readonly string[] = []) => aPerson(['SECRETARIAT'], { duties });
const other = (role = 'SECRETARIAT', duties: readonly string[] = []) => aPerson([role], { userId: 'other', duties });

describe('assisted intake', () => {
  it('lets the officer who opened it enter what the institution says, by one paper for each step', () => {
    const draft = entered('DRAFT');
    const sent = give(draft, 'submit', officer(['ASSISTED_INTAKE']));
    if (!sent.ok) throw new Error(sent.error.code);
    expect(sent.duties).toEqual(['ASSISTED_INTAKE']);
    expect(sent.events[0]?.note).toMatchObject({ enteredFor: 'SECRETARIAT', paperNumber: 'K/1', scan: 'scan-1' });
    const after = sent.events.reduce(evolve, draft);
    expect(after.data.assisted).toMatchObject({ paperUsed: true, confirmed: null });
    expect(code(give(after, 'withdraw', officer()))).toBe('PAPER_REQUIRED');
    const recorded = give(after, 'record_paper', officer());
    if (!recorded.ok) throw new Error(recorded.error.code);
    expect(code(give(recorded.events.reduce(evolve, after), 'withdraw', officer()))).toBe('ok');
  });

  it('is no other officer’s to go on with, nor anybody’s where the institution entered it itself', () => {
    expect(code(give(entered('DRAFT'), 'submit', other()))).toBe('WRONG_ROLE');
    expect(code(give(entered('SUBMITTED'), 'record_paper', other()))).toBe('WRONG_ROLE');
    expect(code(give(aCase('DRAFT'), 'submit', officer()))).toBe('WRONG_ROLE');
    expect(code(give(aCase('SUBMITTED'), 'record_paper', officer()))).toBe('NOT_ALLOWED_IN_STATE');
    // an officer who left the office enters nothing more
    expect(code(give(entered('DRAFT'), 'submit', aPerson(['KABID'], { userId: 'user-SECRETARIAT' })))).toBe(
      'WRONG_ROLE',
    );
    // the institution may always speak for itself, without a paper
    expect(code(give(entered('DRAFT', { paperUsed: true }), 'submit', aPerson(['LKS_OPERATOR'])))).toBe('ok');
  });

  it('keeps whoever entered or confirmed it from every official act on it, and whoever acted from confirming', () => {
    const official: readonly (readonly [ProposalState, StepCommand, string])[] = [
      ['SUBMITTED', 'register', 'SECRETARIAT'],
      ['ADMIN_REVIEW', 'pass_admin', 'ADMIN_VERIFIER'],
      ['FIELD_VERIFIED', 'recommend', 'HEAD_DINSOS'],
      ['RECOMMENDED', 'consider', 'SUBBAG_PERENCANAAN'],
      ['REPORT_REVIEW', 'accept_report', 'LPJ_REVIEWER'],
      ['SUBMITTED', 'audit_on', 'INSPECTORATE'],
    ];
    for (const [state, command, role] of official)
      expect([command, code(give(entered(state), command, other(role, ['ASSISTED_INTAKE'])))]).toEqual([
        command,
        'FORBIDDEN_PAIR',
      ]);
    expect(code(give(entered('REGISTERED'), 'confirm_intake', other('SECRETARIAT', ['OFFICIAL'])))).toBe(
      'FORBIDDEN_PAIR',
    );
    expect(code(give(entered('DRAFT'), 'submit', officer(['OFFICIAL'])))).toBe('FORBIDDEN_PAIR');
  });

  it('is confirmed by the chair, or by a second officer; not by who entered it, nor twice', () => {
    const waits = entered('REGISTERED', { paperUsed: true });
    expect(code(give(waits, 'confirm_intake', officer(['ASSISTED_INTAKE'])))).toBe('SAME_PERSON');
    expect(code(give(waits, 'confirm_intake', aPerson(['LKS_OPERATOR'])))).toBe('WRONG_ROLE');
    expect(code(give(waits, 'confirm_intake', aPerson(['LKS_CHAIR'], { institutionId: 'another' })))).toBe(
      'WRONG_ROLE',
    );
    expect(code(give(aCase('REGISTERED'), 'confirm_intake', other()))).toBe('NOT_ALLOWED_IN_STATE');
    const byChair = give(waits, 'confirm_intake', aPerson(['LKS_CHAIR'], { institutionId: OWN }));
    const byOfficer = give(waits, 'confirm_intake', other('KABKOTA_OFFICER'));
    if (!byChair.ok || !byOfficer.ok) throw new Error('not confirmed');
    expect([byChair.duties, byOfficer.duties]).toEqual([['LKS'], ['ASSISTED_INTAKE']]);
    const confirmed = byOfficer.events.reduce(evolve, waits);
    expect([confirmed.state, confirmed.version, confirmed.dueAt]).toEqual([waits.state, waits.version, waits.dueAt]);
    expect(code(give(confirmed, 'confirm_intake', other()))).toBe('NOT_ALLOWED_IN_STATE');
  });

  it('passes no check before it is confirmed, and is confirmed anew when it was repaired', () => {
    const confirmed = { by: 'x', byName: 'X', at: NOW.toISOString() };
    const verifier = aPerson(['ADMIN_VERIFIER']);
    expect(code(give(entered('ADMIN_REVIEW'), 'pass_admin', verifier))).toBe('INTAKE_NOT_CONFIRMED');
    expect(code(give(entered('ADMIN_REVIEW', { confirmed }), 'pass_admin', verifier))).toBe('ok');
    const returned = aCase('RETURNED', {
      data: {
        ...emptyCaseData,
        assisted: anIntake({ confirmed }),
        returned: { state: 'FIELD_VERIFIED', by: 'x', workingDaysLeft: 3, remarks: [] },
      },
    });
    const repaired = give(returned, 'resubmit', officer());
    if (!repaired.ok) throw new Error(repaired.error.code);
    const again = repaired.events.reduce(evolve, returned);
    expect(again.data.assisted?.confirmed).toBeNull();
    expect(code(give(again, 'recommend', aPerson(['HEAD_DINSOS'])))).not.toBe('ok');
  });

  it('that nobody confirms within fourteen days makes officers call the institution, once', () => {
    const waits = entered('REGISTERED', { paperUsed: true });
    const facts = { ...officer(), windowClosesAt: NOW };
    const plan = alarmsOf(waits, facts).find(({ kind }) => kind === 'INTAKE');
    expect(plan?.at.toISOString()).toBe('2026-03-24T15:59:59.000Z');
    if (plan === undefined) throw new Error('no alarm');
    const event = ringAlarm(waits, plan, plan.at);
    const after = evolve(waits, event);
    expect(noticesOf(waits, after, event)).toEqual([
      { template: 'intake_overdue', roles: ['SECRETARIAT', 'KABKOTA_OFFICER'], users: [] },
    ]);
    expect(alarmsOf(after, facts).map(({ kind }) => kind)).not.toContain('INTAKE');
  });
});
