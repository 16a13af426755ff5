import { describe, expect, it } from '@jest/globals';
import { decide } from '../../../src/domain/proposal/decide.js';
import { evolve, isQuiet } from '../../../src/domain/proposal/events.js';
import type { ProposalCase } from '../../../src/domain/proposal/proposal-case.js';
import type { DecisionContext, StepInput } from '../../../src/domain/proposal/rule.js';
import { isTerminal, proposalStates, terminalStates, type ProposalState } from '../../../src/domain/proposal/states.js';
import {
  stepCommands,
  transitionOf,
  transitions,
  type StepCommand,
  type Transition,
} from '../../../src/domain/proposal/transitions.js';
import { roles, type Role } from '../../../src/domain/roles.js';
import { aCase, anIntake, aPerson, HASH, OWN, samples, system } from '../../support/cases.js';

const rows: readonly Transition[] = transitions;
const states = Object.keys(proposalStates) as ProposalState[];

function stepOf(command: StepCommand): StepInput {
  return { type: command, ...samples[command] };
}

/** A task at the desk is one person's, a visit is a team's. */
function stepIn(from: ProposalState, command: StepCommand): StepInput {
  return from === 'ADMIN_REVIEW' && command === 'reassign' ? { type: command, ...samples.assign } : stepOf(command);
}

/** A case in which the row's guards hold. */
function readyCase(row: Transition, from: ProposalState): ProposalCase {
  const laid = { by: 'x', byName: 'X', since: '2026-03-09T02:00:00.000Z', words: 'x', headTold: false };
  const data = {
    ...aCase(from).data,
    fieldOfficers: ['user-FIELD_VERIFIER', 'second-officer'],
    assisted: ['record_paper', 'confirm_intake'].includes(row.command) ? anIntake() : null,
    endorsed:
      row.command === 'recommend'
        ? ['KETUA_TIM', 'KABID', 'SEKRETARIS_DINAS']
        : row.command === 'send_back'
          ? ['KETUA_TIM']
          : [],
    listVersion: row.command === 'update_list' ? 1 : 0,
    hold: row.command === 'resume' ? laid : null,
    audit: row.command === 'audit_off' ? laid : null,
    last:
      row.command === 'recall'
        ? {
            command: 'pass_admin' as const,
            by: [`user-${String(row.roles[0])}`],
            state: 'ADMIN_REVIEW' as const,
            workingDaysLeft: 3,
            fields: {},
            data: {},
          }
        : null,
    reportDueAt: row.command === 'default_report' ? '2025-12-31T15:59:59.000Z' : null,
    quarantine:
      row.command === 'judge_receipt'
        ? [{ id: 'quarantine-1', dropId: 'drop-9', receivedOn: '2026-03-08', letterNumber: 'SE/7' }]
        : [],
    contacts: ['2026-03-07T02:00:00.000Z', '2026-03-08T02:00:00.000Z'],
    completeness:
      row.command === 'complete_papers' || (row.command === 'sign_pact' && row.track === 'UNPLANNED')
        ? { dueAt: '2026-03-24T15:59:59.000Z', done: false, told: false }
        : null,
    amendment:
      row.command === 'amend'
        ? { cuts: [{ lineId: 'line-1', quantity: 1, reason: 'x' }], amount: '500000', linesHash: HASH }
        : null,
    pactDue: row.command === 'sign_pact' && row.from.includes('IN_DELIVERY') && row.track === 'PLANNED',
    rejection: { code: 'DOUBLE', words: 'Ganda', from: 'RECOMMENDED' as const },
    appeal: from === 'APPEAL_REVIEW' ? { reviewer: 'user-APPEAL_REVIEWER', granted: false } : null,
    returned: { state: 'ADMIN_REVIEW' as const, by: 'x', workingDaysLeft: 3, remarks: [] },
  };
  const late = ['expire', 'close_appeal', 'close_window', 'default_report'].includes(row.command);
  const overdue = late ? { dueAt: '2026-03-06T15:59:59.000Z' } : {};
  const fenced = row.command === 'exclude' || row.command === 'decree' ? 'decree-1' : null;
  return aCase(from, {
    ...overdue,
    data,
    fencedBy: fenced,
    track: row.track ?? 'PLANNED',
    disasterId: row.track === 'UNPLANNED' ? 'disaster-1' : null,
    consideredAmount: '1000000',
    recommendedAmount: '1000000',
    decreedAmount: '1000000',
  });
}

/** What is given up with its year is decided after it. */
function inItsTime(row: Transition, context: DecisionContext): DecisionContext {
  const afterTheYear =
    ['carry_over', 'close_year', 'lapse_money'].includes(row.command) ||
    (row.command === 'expire' && !row.from.includes('RETURNED'));
  return afterTheYear ? { ...context, policy: { ...context.policy, yearEnd: '2025-12-31' } } : context;
}

function personFor(row: Transition, c: ProposalCase): DecisionContext {
  if (row.roles === 'SYSTEM') return system();
  const role = row.command === 'endorse' ? 'KETUA_TIM' : row.command === 'send_back' ? 'KABID' : row.roles[0];
  return aPerson(
    [role ?? 'ADMIN'],
    role === undefined ? {} : { userId: c.data.fieldOfficers[0] === `user-${role}` ? `user-${role}` : `user-${role}` },
  );
}

const cases = rows.flatMap((row) =>
  row.from.map(
    (from) => [`${from} × ${row.command}${row.track === 'UNPLANNED' ? ' (urgent)' : ''}`, row, from] as const,
  ),
);

describe('every row of the transition table', () => {
  it.each(cases)('%s does what the row says', (_name, row, from) => {
    const c = readyCase(row, from);
    const step = stepIn(from, row.command as StepCommand);
    const first = decide(
      c,
      { type: step.type, expectedVersion: c.version, step, words: '' },
      inItsTime(row, personFor(row, c)),
    );
    if (!first.ok) throw new Error(`${first.error.code} ${JSON.stringify(first.error.details)}`);
    let after = first.events.reduce(evolve, c);
    if (row.second !== undefined) {
      expect(after.state).toBe(from);
      expect(after.dueAt).toBe(c.dueAt);
      expect(first.effect).toBeNull();
      const seconds = row.command === 'submit_field' ? { userId: 'second-officer' } : { userId: 'somebody-else' };
      const second = decide(
        after,
        { type: 'confirm', expectedVersion: after.version, step, words: '' },
        inItsTime(row, aPerson([...row.second], { ...seconds, institutionId: null })),
      );
      if (!second.ok) throw new Error(`${second.error.code} ${JSON.stringify(second.error.details)}`);
      after = second.events.reduce(evolve, after);
      expect(after.data.pending).toBeNull();
    }
    expect(after.state).toBe(row.to === 'SAME' ? from : row.to === 'BACK' ? 'ADMIN_REVIEW' : row.to);
    expect(after.version).toBe(
      c.version + (isQuiet(row.command as StepCommand) ? 0 : row.second === undefined ? 1 : 2),
    );
  });

  it.each(cases.filter(([, row]) => row.roles !== 'SYSTEM'))(
    '%s is refused to every role that the row does not name',
    (_name, row, from) => {
      const c = readyCase(row, from);
      const step = stepOf(row.command as StepCommand);
      const strangers = (Object.keys(roles) as Role[]).filter(
        (role) => row.roles !== 'SYSTEM' && !row.roles.includes(role),
      );
      for (const role of strangers) {
        const decided = decide(c, { type: step.type, expectedVersion: null, step, words: '' }, aPerson([role]));
        expect(decided.ok ? role : decided.error.code).toBe('WRONG_ROLE');
      }
    },
  );
});

describe('what is not in the table', () => {
  it('is refused in every state, and an ended case says that it has ended', () => {
    for (const state of states) {
      for (const command of stepCommands) {
        if (transitionOf({ state, track: 'PLANNED' }, command) !== null) continue;
        const decided = decide(
          aCase(state),
          { type: command, expectedVersion: null, step: stepOf(command), words: '' },
          aPerson(['LKS_OPERATOR']),
        );
        expect(decided.ok ? 'ok' : decided.error.code).toBe(isTerminal(state) ? 'CASE_ENDED' : 'NOT_ALLOWED_IN_STATE');
      }
    }
  });

  it('leaves no state without a way on but the ends', () => {
    const dead = states.filter((state) => rows.every((row) => row.to === 'SAME' || !row.from.includes(state)));
    expect(dead.toSorted((a, b) => a.localeCompare(b))).toEqual(terminalStates.toSorted((a, b) => a.localeCompare(b)));
  });
});

describe('the second person', () => {
  const entered = (): ProposalCase => {
    const c = aCase('RECOMMENDED', { recommendedAmount: '1000000' });
    const first = decide(
      c,
      { type: 'consider', expectedVersion: c.version, step: stepOf('consider'), words: '' },
      aPerson(['SUBBAG_PERENCANAAN']),
    );
    if (!first.ok) throw new Error(first.error.code);
    return first.events.reduce(evolve, c);
  };
  const confirm = (c: ProposalCase, person: DecisionContext) =>
    decide(c, { type: 'confirm', expectedVersion: c.version, step: stepOf('consider'), words: '' }, person);

  it('is never the first', () => {
    const decided = confirm(entered(), aPerson(['SUBBAG_PERENCANAAN']));
    expect(decided).toMatchObject({ ok: false, error: { code: 'SAME_PERSON' } });
  });

  it('confirms exactly the content that was entered', () => {
    const other = { ...aPerson(['SUBBAG_PERENCANAAN'], { userId: 'other' }), payloadHash: 'b'.repeat(64) };
    expect(confirm(entered(), other)).toMatchObject({ ok: false, error: { code: 'STALE_VERSION' } });
    expect(confirm(entered(), { ...other, payloadHash: HASH })).toMatchObject({ ok: true });
  });

  it('refuses with a reason, and the state stays', () => {
    const c = entered();
    const other = aPerson(['SUBBAG_PERENCANAAN'], { userId: 'other' });
    const silent = decide(c, { type: 'refuse_pending', expectedVersion: c.version, step: null, words: ' ' }, other);
    expect(silent).toMatchObject({ ok: false, error: { code: 'REASON_REQUIRED' } });
    const spoken = decide(
      c,
      { type: 'refuse_pending', expectedVersion: c.version, step: null, words: 'Nomor salah' },
      other,
    );
    if (!spoken.ok) throw new Error(spoken.error.code);
    const after = spoken.events.reduce(evolve, c);
    expect([after.state, after.data.pending]).toEqual(['RECOMMENDED', null]);
  });

  it('finds the entry void after any other accepted command', () => {
    const c = entered();
    const withdrawn = decide(
      c,
      { type: 'reject', expectedVersion: c.version, step: stepOf('reject'), words: '' },
      aPerson(['SUBBAG_PERENCANAAN'], { userId: 'third' }),
    );
    if (!withdrawn.ok) throw new Error(withdrawn.error.code);
    const after = withdrawn.events.reduce(evolve, c);
    expect(after.data.pending?.command).toBe('reject');
    expect(
      confirm(
        { ...after, version: after.version },
        { ...aPerson(['SUBBAG_PERENCANAAN'], { userId: 'other' }), payloadHash: 'c'.repeat(64) },
      ),
    ).toMatchObject({ ok: false, error: { code: 'STALE_VERSION' } });
  });
});

describe('separation of duties', () => {
  it.each([
    ['a verifier recommends', 'FIELD_VERIFIED', 'recommend', 'HEAD_DINSOS', 'VERIFIER'],
    ['a verifier accepts the report', 'REPORT_REVIEW', 'accept_report', 'LPJ_REVIEWER', 'VERIFIER'],
    ['who acted for the institution registers it', 'SUBMITTED', 'register', 'SECRETARIAT', 'LKS'],
    ['who acted for the institution records its consideration', 'RECOMMENDED', 'consider', 'SUBBAG_PERENCANAAN', 'LKS'],
  ] as const)('%s: refused', (_name, state, command, role, duty) => {
    const row = transitionOf({ state, track: 'PLANNED' }, command);
    if (row === null) throw new Error('no such row');
    const decided = decide(
      readyCase(row, state),
      { type: command, expectedVersion: null, step: stepOf(command), words: '' },
      aPerson([role], { duties: [duty] }),
    );
    expect(decided).toMatchObject({ ok: false, error: { code: 'FORBIDDEN_PAIR' } });
  });

  it('who belongs to an institution decides nothing about its proposal, also before acting for it', () => {
    const insider = aPerson(['LKS_OPERATOR', 'SECRETARIAT'], { institutionId: OWN });
    const decided = decide(
      aCase('SUBMITTED'),
      { type: 'register', expectedVersion: null, step: stepOf('register'), words: '' },
      insider,
    );
    expect(decided).toMatchObject({ ok: false, error: { code: 'FORBIDDEN_PAIR' } });
  });

  it('an institution acts on its own proposal only', () => {
    const decided = decide(
      aCase('DRAFT'),
      { type: 'submit', expectedVersion: null, step: stepOf('submit'), words: '' },
      aPerson(['LKS_OPERATOR'], { institutionId: 'another' }),
    );
    expect(decided).toMatchObject({ ok: false, error: { code: 'WRONG_ROLE' } });
  });
});
