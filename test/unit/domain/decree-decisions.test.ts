import type { InstitutionStanding } from '../../../src/domain/institution/standing.js';
import { describe, expect, it } from '@jest/globals';
import type { CheckedPaper } from '../../../src/domain/decree/checked-paper.js';
import { frozenTotals, liveEntries, type DecreeCase } from '../../../src/domain/decree/decree-case.js';
import type { DecreeContext, DecreeStepInput, FreezeFact } from '../../../src/domain/decree/decree-commands.js';
import { decideDecree, hearProposals, type DecreeDecision } from '../../../src/domain/decree/decide-decree.js';
import { evolveDecree } from '../../../src/domain/decree/decree-events.js';
import type { DecreeCommandType } from '../../../src/domain/decree/decree-states.js';
import { refuse } from '../../../src/domain/errors.js';
import { HASH, NOW } from '../../support/cases.js';
import {
  aDecree,
  aFreezeFact,
  anEntry,
  frozenDecree,
  otherSecretary,
  paper,
  person,
  secretary,
  goodStanding,
} from '../../support/decrees.js';

const free = { numberTaken: false, scanExists: true };

function decide(
  d: DecreeCase,
  type: DecreeCommandType,
  step: DecreeStepInput | null,
  context: DecreeContext = secretary,
  words = '',
): DecreeDecision {
  return decideDecree(d, { type, expectedVersion: null, step, words, checked: checkedOf(d) }, context);
}
/** What a second person reads from the paper that waits. */
function checkedOf(d: DecreeCase): CheckedPaper {
  const { persons, amount } = frozenTotals(d);
  const { number, signedOn } = d.pending?.paper ?? paper;
  return { number, signedOn, institutions: liveEntries(d).length, persons, amount: amount.toString() };
}
function after(d: DecreeCase, decision: DecreeDecision): DecreeCase {
  if (!decision.ok) throw new Error(`refused: ${decision.error.code}`);
  return evolveDecree(d, decision.event);
}
function codeOf(decision: DecreeDecision): string {
  return decision.ok ? 'accepted' : decision.error.code;
}
function including(...proposalIds: string[]): DecreeStepInput {
  const candidates = proposalIds.map((proposalId) => ({
    proposalId,
    programmeId: 'programme-1',
    fiscalYear: 2026,
    heldBy: null,
    standing: goodStanding,
  }));
  return { type: 'include', payload: { proposalIds }, facts: { candidates } };
}
function freezing(...entries: FreezeFact[]): DecreeStepInput {
  return { type: 'freeze', payload: {}, facts: { entries, rootHash: HASH } };
}
function recording(over: Partial<typeof paper> = {}, facts = free): DecreeStepInput {
  return { type: 'record', payload: { ...paper, ...over }, facts };
}

describe('including', () => {
  it('adds an entry that asks the proposal in the name of the person', () => {
    const d = after(aDecree({ entries: [] }), decide(aDecree({ entries: [] }), 'include', including('p3')));
    expect(d.version).toBe(5);
    expect(d.entries).toEqual([
      anEntry('p3', {
        state: 'ADDED',
        task: { type: 'include', number: 5, actor: secretary.actor.asActor, origin: secretary.commandId },
      }),
    ]);
  });

  it('leaves out what another decree holds, names it, and is refused when nothing is left', () => {
    const facts = {
      candidates: [
        { proposalId: 'p3', programmeId: 'programme-1', fiscalYear: 2026, heldBy: 'decree-2', standing: goodStanding },
        { proposalId: 'p4', programmeId: 'programme-1', fiscalYear: 2026, heldBy: null, standing: goodStanding },
      ],
    };
    const some = decide(aDecree(), 'include', { type: 'include', payload: { proposalIds: ['p3', 'p4'] }, facts });
    expect(some).toMatchObject({ ok: true, refused: [{ proposalId: 'p3', error: { code: 'FENCED_BY_DECREE' } }] });
    const none = decide(aDecree(), 'include', { type: 'include', payload: { proposalIds: ['p3'] }, facts });
    expect(codeOf(none)).toBe('FENCED_BY_DECREE');
  });

  it('leaves out whose institution may not stand in a decree, and says what is missing', () => {
    const of = (over: Partial<InstitutionStanding>) => ({
      candidates: [
        {
          proposalId: 'p3',
          programmeId: 'programme-1',
          fiscalYear: 2026,
          heldBy: null,
          standing: { ...goodStanding, ...over },
        },
      ],
    });
    const refusal = (over: Partial<InstitutionStanding>) =>
      decide(aDecree(), 'include', { type: 'include', payload: { proposalIds: ['p3'] }, facts: of(over) });
    expect(refusal({ institutionStatus: 'SUSPENDED' })).toMatchObject({
      error: { code: 'INSTITUTION_NOT_ACTIVE', details: { institution: 'LKSA Peraga', status: 'SUSPENDED' } },
    });
    expect(refusal({ unpaidClawbacks: ['TS/1'] })).toMatchObject({
      error: { code: 'CLAWBACK_UNPAID', details: { institution: 'LKSA Peraga', numbers: ['TS/1'] } },
    });
    expect(codeOf(refusal({ registrationValidUntil: '2026-03-09' }))).toBe('REGISTRATION_EXPIRED');
    expect(codeOf(refusal({ overdueReports: ['BST/1'], money: true }))).toBe('REPORT_OVERDUE');
    expect(codeOf(refusal({ money: true }))).toBe('ACCOUNT_MISSING');
    expect(refusal({ money: true, accountInForce: true })).toMatchObject({ ok: true });
    expect(refusal({ overdueReports: ['BST/1'] })).toMatchObject({ ok: true });
  });

  it.each([
    ['an unknown proposal', { candidates: [] }, 'NOT_FOUND'],
    [
      'another programme',
      {
        candidates: [
          { proposalId: 'p3', programmeId: 'other', fiscalYear: 2026, heldBy: null, standing: goodStanding },
        ],
      },
      'INVALID_INPUT',
    ],
    [
      'another year',
      {
        candidates: [
          { proposalId: 'p3', programmeId: 'programme-1', fiscalYear: 2027, heldBy: null, standing: goodStanding },
        ],
      },
      'INVALID_INPUT',
    ],
  ])('refuses %s', (_, facts, code) => {
    expect(codeOf(decide(aDecree(), 'include', { type: 'include', payload: { proposalIds: ['p3'] }, facts }))).toBe(
      code,
    );
  });

  it('is over once the annex is frozen', () => {
    expect(codeOf(decide(frozenDecree(), 'include', including('p3')))).toBe('NOT_ALLOWED_IN_STATE');
  });
});

describe('excluding', () => {
  it('opens a frozen decree again, forgets the annex and the paper, and asks the proposal', () => {
    const before = frozenDecree();
    const entered = after(before, decide(before, 'record', recording()));
    const d = after(
      entered,
      decide(entered, 'exclude', { type: 'exclude', payload: { proposalIds: ['p1'] }, facts: {} }),
    );
    expect(d).toMatchObject({ state: 'DRAFT', rootHash: null, frozenAt: null, pending: null });
    expect(d.entries).toEqual([
      anEntry('p1', {
        task: { type: 'exclude', number: 6, actor: secretary.actor.asActor, origin: secretary.commandId },
      }),
      anEntry('p2'),
    ]);
  });

  it('refuses what is not in the decree', () => {
    const step: DecreeStepInput = { type: 'exclude', payload: { proposalIds: ['p9'] }, facts: {} };
    expect(codeOf(decide(aDecree(), 'exclude', step))).toBe('INVALID_INPUT');
  });
});

describe('freezing', () => {
  it('takes head-count, money and hash of every entry', () => {
    const d = after(aDecree(), decide(aDecree(), 'freeze', freezing(aFreezeFact('p1'), aFreezeFact('p2'))));
    expect(d).toMatchObject({ state: 'FROZEN', rootHash: HASH, frozenAt: NOW.toISOString() });
    expect(d.entries).toEqual(frozenDecree().entries);
  });

  it('names every proposal that stands in its way, each with its own reason', () => {
    const decision = decide(
      aDecree(),
      'freeze',
      freezing(aFreezeFact('p1', { linesAmount: 1n }), aFreezeFact('p2', { institutionStatus: 'SUSPENDED' })),
    );
    expect(decision).toMatchObject({
      error: { details: { faults: ['BST/2026/p1 LIST_MISMATCH', 'BST/2026/p2 INSTITUTION_NOT_ACTIVE'] } },
    });
  });

  it.each<[string, Partial<FreezeFact>, string]>([
    ['a proposal that left the budget', { proposalState: 'WITHDRAWN' }, 'NOT_ALLOWED_IN_STATE'],
    ['a proposal that another decree holds', { fencedBy: 'decree-2' }, 'NOT_ALLOWED_IN_STATE'],
    ['a suspended institution', { institutionStatus: 'SUSPENDED' }, 'INSTITUTION_NOT_ACTIVE'],
    ['an expired registration', { registrationValidUntil: '2026-03-09' }, 'REGISTRATION_EXPIRED'],
    ['an unpaid clawback', { unpaidClawbacks: ['TS/1'] }, 'CLAWBACK_UNPAID'],
    ['an overdue report, for money', { overdueReports: ['BST/1'], money: true }, 'REPORT_OVERDUE'],
    ['lines that do not come to the considered amount', { linesAmount: 1_499_999n }, 'LIST_MISMATCH'],
    ['nobody', { persons: 0 }, 'LIST_MISMATCH'],
  ])('refuses %s and names the case', (_, over, code) => {
    const decision = decide(aDecree(), 'freeze', freezing(aFreezeFact('p1'), aFreezeFact('p2', over)));
    expect(decision).toMatchObject({
      ok: false,
      error: {
        code,
        details: { proposals: ['p2'], cases: ['BST/2026/p2'], institutions: ['LKSA Peraga'] },
      },
    });
  });

  it('waits until every entry is held, and needs one', () => {
    const added = aDecree({ entries: [anEntry('p1', { state: 'ADDED' })] });
    expect(codeOf(decide(added, 'freeze', freezing(aFreezeFact('p1'))))).toBe('INCOMPLETE');
    const empty = aDecree({ entries: [anEntry('p1', { state: 'REMOVED' })] });
    expect(codeOf(decide(empty, 'freeze', freezing()))).toBe('INCOMPLETE');
  });
});

describe('recording the signed paper', () => {
  it('only keeps it until another person confirms; then every proposal is to be decreed by the system', () => {
    const before = frozenDecree();
    const entered = after(before, decide(before, 'record', recording()));
    expect(entered).toMatchObject({
      state: 'FROZEN',
      number: null,
      pending: { paper, enteredBy: 'secretary-1', version: 5 },
    });
    const signed = after(entered, decide(entered, 'confirm', recording(), otherSecretary));
    expect(signed).toMatchObject({ state: 'SIGNED', number: paper.number, signedOn: paper.signedOn, pending: null });
    expect(signed.entries.map((entry) => entry.task)).toEqual(
      [0, 1].map(() => ({
        type: 'decree',
        number: 6,
        actor: { kind: 'system', purpose: 'decree' },
        origin: otherSecretary.commandId,
      })),
    );
  });

  it.each<[string, Partial<typeof paper>, typeof free, string]>([
    ['a date before the year', { signedOn: '2025-12-31' }, free, 'TOO_EARLY'],
    ['a date to come', { signedOn: '2026-03-11' }, free, 'DATE_ORDER'],
    ['a number of another decree', {}, { ...free, numberTaken: true }, 'DUPLICATE_NUMBER'],
    ['a scan that is not there', {}, { ...free, scanExists: false }, 'INCOMPLETE'],
    ['another head-count', { persons: 5 }, free, 'LIST_MISMATCH'],
    ['another amount', { amount: '3000001' }, free, 'LIST_MISMATCH'],
  ])('refuses %s', (_, over, facts, code) => {
    expect(codeOf(decide(frozenDecree(), 'record', recording(over, facts)))).toBe(code);
  });

  it('names what differs from the frozen annex', () => {
    const decision = decide(frozenDecree(), 'record', recording({ persons: 5, amount: '1' }));
    expect(decision).toMatchObject({
      error: {
        details: {
          differs: ['persons', 'amount'],
          frozenPersons: 6,
          recordedPersons: 5,
          frozenAmount: '3000000',
          recordedAmount: '1',
        },
      },
    });
  });

  it('takes the second person only from another login with the right and no part in a case', () => {
    const before = frozenDecree();
    const entered = after(before, decide(before, 'record', recording()));
    const confirm = (context: DecreeContext): string => codeOf(decide(entered, 'confirm', recording(), context));
    expect(confirm(secretary)).toBe('SAME_PERSON');
    expect(confirm(person('kabid', ['KABID']))).toBe('WRONG_ROLE');
    expect(confirm(person('secretary-3', ['SECRETARIAT'], ['LKS']))).toBe('FORBIDDEN_PAIR');
    expect(confirm({ ...otherSecretary, paperHash: 'b'.repeat(64) })).toBe('STALE_VERSION');
    expect(confirm(person('chief', ['SEKRETARIS_DINAS']))).toBe('accepted');
    expect(codeOf(decide(before, 'confirm', recording(), otherSecretary))).toBe('NOTHING_PENDING');
  });

  it('is confirmed only by who read the same from the paper, and says what differs without saying what is right', () => {
    const entered = after(frozenDecree(), decide(frozenDecree(), 'record', recording()));
    const right = checkedOf(entered);
    const checking = (checked: CheckedPaper | null): DecreeDecision =>
      decideDecree(
        entered,
        { type: 'confirm', expectedVersion: null, step: recording(), words: '', checked },
        otherSecretary,
      );
    const wrong: CheckedPaper = {
      number: `${right.number}/x`,
      signedOn: '2026-01-02',
      institutions: right.institutions + 1,
      persons: right.persons - 1,
      amount: (BigInt(right.amount) + 1n).toString(),
    };
    for (const field of ['number', 'signedOn', 'institutions', 'persons', 'amount'] as const) {
      expect(checking({ ...right, [field]: wrong[field] })).toEqual({
        ok: false,
        error: refuse('LIST_MISMATCH', { differs: [field] }),
      });
    }
    expect(codeOf(checking(null))).toBe('INCOMPLETE');
    expect(codeOf(checking(right))).toBe('accepted');
  });

  it('is refused by the second person with a reason, and may be recorded anew', () => {
    const before = frozenDecree();
    const entered = after(before, decide(before, 'record', recording()));
    expect(codeOf(decide(entered, 'refuse_pending', null, otherSecretary, '  '))).toBe('REASON_REQUIRED');
    const refused = after(entered, decide(entered, 'refuse_pending', null, otherSecretary, 'Nomor salah'));
    expect(refused).toMatchObject({ state: 'FROZEN', pending: null, version: 6 });
    expect(codeOf(decide(refused, 'record', recording()))).toBe('accepted');
  });
});

describe('answers of proposals', () => {
  const task = (type: 'include' | 'exclude' | 'decree') =>
    ({ type, number: 5, actor: { kind: 'system', purpose: 'decree' }, origin: 'c' }) as const;
  const refusal = refuse('FORBIDDEN_PAIR');

  it('fences, frees or leaves an entry', () => {
    const d = aDecree({
      entries: [
        anEntry('p1', { state: 'ADDED', task: task('include') }),
        anEntry('p2', { state: 'ADDED', task: task('include') }),
        anEntry('p3', { task: task('exclude') }),
        anEntry('p4', { task: task('exclude') }),
      ],
    });
    const answers = ['p1', 'p2', 'p3', 'p4'].map((proposalId) => ({
      proposalId,
      error: proposalId === 'p2' || proposalId === 'p4' ? refusal : null,
    }));
    const event = hearProposals(d, answers, NOW);
    const heard = evolveDecree(d, event);
    expect(heard.entries.map((entry) => entry.state)).toEqual(['FENCED', 'REMOVED', 'REMOVED', 'FENCED']);
    expect(heard.entries.every((entry) => entry.task === null)).toBe(true);
    expect(heard.version).toBe(d.version);
    expect(event.note['refused']).toEqual(['p2 FORBIDDEN_PAIR', 'p4 FORBIDDEN_PAIR']);
  });

  it('brings the decree into force with the last one, and lets no proposal refuse it', () => {
    const entry = { state: 'FROZEN', task: task('decree') } as const;
    const d = frozenDecree({ state: 'SIGNED', entries: [anEntry('p1', entry), anEntry('p2', entry)] });
    const first = evolveDecree(
      d,
      hearProposals(
        d,
        [
          { proposalId: 'p1', error: null },
          { proposalId: 'p2', error: refusal },
        ],
        NOW,
      ),
    );
    expect(first.state).toBe('SIGNED');
    expect(first.entries.map((e) => [e.state, e.task === null])).toEqual([
      ['DECREED', true],
      ['FROZEN', false],
    ]);
    const last = evolveDecree(first, hearProposals(first, [{ proposalId: 'p2', error: null }], NOW));
    expect(last.state).toBe('REGISTERED');
  });

  it('changes nothing when it is heard twice', () => {
    const d = aDecree({ entries: [anEntry('p1', { state: 'REMOVED' })] });
    expect(hearProposals(d, [{ proposalId: 'p1', error: null }], NOW).change.entries).toEqual([]);
  });
});

describe('every command', () => {
  it('needs its role, the seen version and a living decree', () => {
    const step: DecreeStepInput = { type: 'exclude', payload: { proposalIds: ['p1'] }, facts: {} };
    expect(codeOf(decide(aDecree(), 'exclude', step, person('head', ['HEAD_DINSOS'])))).toBe('WRONG_ROLE');
    const stale = decideDecree(aDecree(), { type: 'exclude', expectedVersion: 3, step, words: '' }, secretary);
    expect(stale).toMatchObject({ ok: false, error: { code: 'STALE_VERSION', details: { expected: 3, actual: 4 } } });
    expect(codeOf(decide(aDecree({ state: 'REGISTERED' }), 'exclude', step))).toBe('CASE_ENDED');
    expect(codeOf(decide(aDecree({ state: 'SIGNED' }), 'exclude', step))).toBe('NOT_ALLOWED_IN_STATE');
  });

  it('keeps official acts from who is of an institution in it', () => {
    const freeze = freezing(aFreezeFact('p1'), aFreezeFact('p2'));
    expect(codeOf(decide(aDecree(), 'freeze', freeze, person('s', ['SECRETARIAT'], ['LKS'])))).toBe('FORBIDDEN_PAIR');
  });
});
