import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '../../../src/domain/policy.js';
import { alarmsOf, dueAfterEntering } from '../../../src/domain/proposal/clocks.js';
import { decide } from '../../../src/domain/proposal/decide.js';
import { evolve } from '../../../src/domain/proposal/events.js';
import { noticesOf, officesWaitedFor } from '../../../src/domain/proposal/notices.js';
import type { ProposalCase } from '../../../src/domain/proposal/proposal-case.js';
import { ringAlarm } from '../../../src/domain/proposal/ring-alarm.js';
import type { DecisionContext, StepInput } from '../../../src/domain/proposal/rule.js';
import type { ProposalState } from '../../../src/domain/proposal/states.js';
import { trackOfAccount } from '../../../src/domain/proposal/track.js';
import type { StepCommand } from '../../../src/domain/proposal/transitions.js';
import { witaDate } from '../../../src/domain/time/wita.js';
import { aCase, aPerson, NOW, samples, system } from '../../support/cases.js';

/** Late on a Saturday evening in WITA, before a Sunday. */
const SATURDAY = new Date('2026-03-14T14:30:00.000Z');
const limit = { id: 'urgent', scope: 'ACCOUNT', scopeKey: '5.3', amount: 1_000_000n, hard: true };
const ceilings = [{ ...limit, reserved: 0n, consumed: 0n }];

function urgent(state: ProposalState, over: Partial<ProposalCase> = {}): ProposalCase {
  return aCase(state, { track: 'UNPLANNED', disasterId: 'disaster-1', ...over });
}
function say(c: ProposalCase, step: StepInput, context: DecisionContext, now = NOW): ProposalCase | string {
  const decided = decide(c, { type: step.type, expectedVersion: null, step, words: '' }, { ...context, now });
  return decided.ok ? decided.events.reduce(evolve, c) : decided.error.code;
}
function step(type: StepCommand, over: { payload?: object; facts?: object } = {}): StepInput {
  const { payload, facts } = samples[type];
  return { type, payload: { ...payload, ...over.payload }, facts: { ...facts, ...over.facts } };
}
const lks = aPerson(['LKS_OPERATOR']);
const head = aPerson(['HEAD_DINSOS']);
const alarmFacts = { ...lks, windowClosesAt: new Date('2026-01-02T00:00:00Z') };
const kinds = (c: ProposalCase): string[] =>
  alarmsOf(c, alarmFacts).map(({ kind, at }) => `${kind} ${at.toISOString()}`);

describe('the account that pays', () => {
  it.each([
    ['5.3', 'UNPLANNED'],
    ['5.3.01.01.01.0001', 'UNPLANNED'],
    ['5.1.06.04.02.0001', 'PLANNED'],
    ['5.30.1', 'PLANNED'],
  ])('%s goes the way %s', (account, track) => expect(trackOfAccount(account)).toBe(track));
});

describe('a clock of hours', () => {
  it.each([
    ['SUBMITTED', 2],
    ['REGISTERED', 2],
    ['ADMIN_REVIEW', 4],
    ['FIELD_VERIFIED', 4],
  ] as const)('gives %s %i hours, at night and on Sundays too', (state, hours) => {
    const due = dueAfterEntering(state, SATURDAY, lks, 'UNPLANNED');
    expect(due?.getTime()).toBe(SATURDAY.getTime() + hours * 3_600_000);
    expect(dueAfterEntering(state, SATURDAY, lks, 'PLANNED')?.toISOString()).toMatch(/T15:59:59/);
  });

  it('reminds at half of the hours, and escalates when they are over', () => {
    const c = urgent('SUBMITTED', { stateSince: SATURDAY.toISOString(), dueAt: '2026-03-14T16:30:00.000Z' });
    expect(kinds(c)).toEqual(['REMINDER 2026-03-14T15:30:00.000Z', 'DEADLINE 2026-03-14T16:30:00.000Z']);
  });

  it('gives the second person hours as well', () => {
    const recommended = urgent('RECOMMENDED', { recommendedAmount: '500000', consideredAmount: '500000', dueAt: null });
    const entered = say(recommended, step('approve_urgent'), aPerson(['SECRETARIAT']));
    if (typeof entered === 'string') throw new Error(entered);
    expect(kinds(entered)).toEqual(['SECOND 2026-03-10T04:00:00.000Z']);
  });

  it('stands still under a hold and goes on with the minutes it had', () => {
    const c = urgent('REGISTERED', { dueAt: '2026-03-10T04:00:00.000Z' });
    const held = say(c, step('hold'), aPerson(['KABID']), new Date('2026-03-10T03:20:00.000Z'));
    if (typeof held === 'string') throw new Error(held);
    expect(held.dueAt).toBeNull();
    const resumed = say(held, step('resume'), aPerson(['KABID']), new Date('2026-03-15T01:00:00.000Z'));
    expect(resumed).toMatchObject({ dueAt: '2026-03-15T01:40:00.000Z' });
  });

  it('begins anew for whoever returned the proposal', () => {
    const returned = { state: 'ADMIN_REVIEW' as const, by: 'x', workingDaysLeft: 0, remarks: [] };
    const c = urgent('RETURNED', { data: { ...aCase('DRAFT').data, returned } });
    expect(say(c, step('resubmit'), lks)).toMatchObject({ state: 'ADMIN_REVIEW', dueAt: '2026-03-10T06:00:00.000Z' });
  });

  it('has no budget date before it, but the date of the report after it', () => {
    expect(dueAfterEntering('RECOMMENDED', NOW, lks, 'UNPLANNED')?.toISOString()).toBe('2026-03-10T06:00:00.000Z');
    expect(dueAfterEntering('REPORT_DUE', NOW, lks, 'UNPLANNED')?.toISOString()).toBe('2027-01-10T15:59:59.000Z');
  });
});

describe('an urgent draft', () => {
  it('knows no window', () => {
    const shut = { windowOpensAt: new Date('2025-01-01T00:00:00Z'), windowClosesAt: new Date('2025-02-01T00:00:00Z') };
    expect(say(urgent('DRAFT'), step('submit', { facts: shut }), lks)).toMatchObject({ state: 'SUBMITTED' });
    expect(say(aCase('DRAFT'), step('submit', { facts: shut }), lks)).toBe('WINDOW_CLOSED');
    expect(kinds(urgent('DRAFT', { dueAt: null }))).toEqual([]);
  });

  it('needs the letter of urgent need', () => {
    const facts = { missingDocuments: defaultPolicy(2026).urgentDocuments };
    expect(say(urgent('DRAFT'), step('submit', { facts }), lks)).toBe('INCOMPLETE');
  });
});

describe('pass_urgent', () => {
  it('needs a reason, and the head of the office recommends next, without a visit and without endorsements', () => {
    const kabid = aPerson(['KABID']);
    expect(say(urgent('REGISTERED'), step('pass_urgent', { payload: { words: ' ' } }), kabid)).toBe('REASON_REQUIRED');
    const passed = say(urgent('REGISTERED'), step('pass_urgent'), kabid);
    if (typeof passed === 'string') throw new Error(passed);
    expect([passed.state, passed.data.waived, passed.data.endorsers]).toEqual(['FIELD_VERIFIED', true, []]);
    const [line] = samples.recommend.facts.lines;
    const facts = { lines: [{ ...line, presence: null }], ceilings };
    expect(say(passed, step('recommend', { facts }), head)).toMatchObject({
      state: 'RECOMMENDED',
      recommendedAmount: '1000000',
      consideredAmount: '1000000',
    });
    const unwaived = { ...passed, data: { ...passed.data, waived: false } };
    expect(say(unwaived, step('recommend', { facts }), head)).toBe('NOT_VERIFIED');
  });

  it('is not there on the planned track', () => {
    expect(say(aCase('REGISTERED'), step('pass_urgent'), aPerson(['KABID']))).toBe('NOT_ALLOWED_IN_STATE');
  });
});

describe('the money of urgent aid', () => {
  const ready = urgent('FIELD_VERIFIED', { data: { ...aCase('DRAFT').data, endorsers: [], waived: true } });

  it('is reserved on its account: without a limit or above it nothing is recommended', () => {
    expect(say(ready, step('recommend'), head)).toBe('CEILING_MISSING');
    const full = [{ ...limit, reserved: 500_000n, consumed: 0n }];
    expect(say(ready, step('recommend', { facts: { ceilings: full } }), head)).toBe('OVER_CEILING');
  });

  it('is considered by nobody: the budget team has no word, the Governor has', () => {
    const c = urgent('RECOMMENDED', { recommendedAmount: '500000', consideredAmount: '500000' });
    const planner = aPerson(['SUBBAG_PERENCANAAN']);
    expect(say(c, step('consider'), planner)).toBe('NOT_ALLOWED_IN_STATE');
    expect(say(c, step('waitlist'), planner)).toBe('NOT_ALLOWED_IN_STATE');
    expect(say(c, step('reject'), planner)).toBe('WRONG_ROLE');
    expect(officesWaitedFor(c)).toEqual(['SECRETARIAT']);
  });
});

describe('approve_urgent', () => {
  const c = urgent('RECOMMENDED', { recommendedAmount: '500000', consideredAmount: '500000' });
  const approve = (payload: object, facts: object = {}): ProposalCase | string =>
    say(c, step('approve_urgent', { payload, facts }), aPerson(['SECRETARIAT']));

  it('is dated between the disaster and today, and in the year', () => {
    expect(approve({ documentDate: '2026-03-11' })).toBe('DATE_ORDER');
    expect(approve({ documentDate: '2026-03-08' })).toBe('DATE_ORDER');
    expect(approve({ documentDate: '2025-12-31' }, { disasterOn: null })).toBe('TOO_EARLY');
  });

  it('decrees what was recommended, sets the list, and gives the institution 14 days for its papers', () => {
    const entered = approve({});
    if (typeof entered === 'string') throw new Error(entered);
    const approved = decide(
      entered,
      { type: 'confirm', expectedVersion: null, step: step('approve_urgent'), words: '' },
      aPerson(['SECRETARIAT'], { userId: 'second' }),
    );
    if (!approved.ok) throw new Error(approved.error.code);
    const after = approved.events.reduce(evolve, entered);
    expect(after).toMatchObject({ state: 'DECREED', decreedAmount: '500000', decreeId: 'decree-1' });
    expect(after.data).toMatchObject({
      listVersion: 1,
      completeness: { dueAt: '2026-03-24T15:59:59.000Z', done: false },
    });
    expect(kinds(after)).toContain('COMPLETENESS 2026-03-24T15:59:59.000Z');
    expect(officesWaitedFor(after)).toEqual(['PENGURUS_BARANG']);
  });
});

describe('what comes after the approval', () => {
  const completeness = { dueAt: '2026-03-24T15:59:59.000Z', done: false, told: false };
  const data = { ...aCase('DRAFT').data, completeness, listVersion: 1 };
  const goods = (facts: object): ProposalCase | string =>
    say(urgent('DECREED', { data }), step('start_delivery', { facts }), system());

  it('lets the goods leave without a pact, never before the approval', () => {
    expect(goods({ pactSignedOn: null })).toMatchObject({ state: 'IN_DELIVERY' });
    expect(goods({ pactSignedOn: null, decreeSignedOn: '2026-03-06' })).toBe('DATE_ORDER');
    expect(say(aCase('DECREED', { data }), step('start_delivery'), system())).toBe('NOT_ALLOWED_IN_STATE');
  });

  it('closes no report before documents and pact are complete', () => {
    const reviewed = urgent('REPORT_REVIEW', { data });
    const reviewer = aPerson(['LPJ_REVIEWER']);
    expect(say(reviewed, step('accept_report'), reviewer)).toBe('INCOMPLETE');
    const missing = { facts: { missingPapers: ['SPTJ', 'PACT'] } };
    expect(say(reviewed, step('complete_papers', missing), lks)).toBe('INCOMPLETE');
    const complete = say(reviewed, step('complete_papers'), lks);
    if (typeof complete === 'string') throw new Error(complete);
    expect(say(complete, step('complete_papers'), lks)).toBe('NOT_ALLOWED_IN_STATE');
    expect(say(complete, step('accept_report'), reviewer)).toMatchObject({ state: 'CLOSED' });
    expect(kinds(complete)).not.toContainEqual(expect.stringContaining('COMPLETENESS'));
  });

  it('asks for the papers the working day before their date, at it, and of the head when they do not come after it', () => {
    const asked: string[] = [];
    let c = urgent('IN_DELIVERY', { data, dueAt: null });
    for (;;) {
      const plan = alarmsOf(c, alarmFacts).find(({ kind }) => kind.startsWith('COMPLETENESS'));
      if (plan === undefined) break;
      const event = ringAlarm(c, plan, plan.at);
      const after = evolve(c, event);
      const notices = noticesOf(c, after, event).map(({ template, roles }) => `${template} ${roles.join()}`);
      asked.push(`${plan.kind} ${witaDate(plan.at)}: ${notices.join(' · ')}`);
      c = after;
    }
    const institution = 'LKS_OPERATOR,LKS_CHAIR';
    expect(asked).toEqual([
      `COMPLETENESS_SOON 2026-03-23: completeness_due ${institution}`,
      `COMPLETENESS 2026-03-24: completeness_overdue ${institution} · completeness_missing KABKOTA_OFFICER,KABID`,
      `COMPLETENESS_LATE 2026-03-26: completeness_overdue ${institution} · completeness_missing HEAD_DINSOS`,
    ]);
  });

  it('leaves a granted appeal where it was rejected, with its money reserved again', () => {
    const rejection = { code: 'OTHER', words: 'x', from: 'RECOMMENDED' as const };
    const appeal = { reviewer: 'user-APPEAL_REVIEWER', granted: false };
    const appealed = urgent('APPEAL_REVIEW', { data: { ...aCase('DRAFT').data, rejection, appeal } });
    const reviewer = aPerson(['APPEAL_REVIEWER']);
    expect(say(appealed, step('grant'), reviewer)).toBe('CEILING_MISSING');
    expect(say(appealed, step('grant', { facts: { ceilings } }), reviewer)).toMatchObject({
      state: 'RECOMMENDED',
      consideredAmount: '1000000',
    });
  });
});
