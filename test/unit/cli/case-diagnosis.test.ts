import { describe, expect, it } from '@jest/globals';
import type { CaseFindings } from '../../../src/app/doctor/examine-case.js';
import { diagnoseCase, type TechnicalFindings } from '../../../src/cli/case-diagnosis.js';

const record: CaseFindings = {
  proposalId: '01900000-0000-7000-8000-000000000001',
  registrationNumber: 'BST/2026/0001',
  institutionName: 'LKSA Peraga',
  state: 'CONSIDERED',
  version: 12,
  ended: false,
  track: 'PLANNED',
  stateSince: '2026-03-02T01:00:00.000Z',
  dueAt: '2026-03-20T09:00:00.000Z',
  overdue: false,
  escalation: 0,
  waitsFor: { roles: ['SUBBAG_PERENCANAAN'], users: [] },
  pending: null,
  hold: null,
  audit: null,
  fencedBy: null,
  untold: [],
  lackingPapers: 0,
  lateAlarms: [],
  mails: { waiting: 0, refused: 0, lastError: null },
};
const technical: TechnicalFindings = {
  status: 'RUNNING',
  pendingActivities: [],
  workflowTaskFailure: null,
  version: 12,
  silence: null,
};
const overlay = { by: 'u', byName: 'Ibu Peraga', since: '2026-03-03T01:00:00.000Z', words: 'aduan', headTold: false };
/** Code and level of everything that is more than a plain answer. */
function found(over: Partial<CaseFindings>, machine: Partial<TechnicalFindings> | null = {}): readonly string[] {
  const asked = machine === null ? null : { ...technical, ...machine };
  const { statements } = diagnoseCase({ ...record, ...over }, asked, 'en');
  return statements.filter(({ level }) => level !== 'ok').map(({ code, level }) => `${code} ${level}`);
}

describe('what the doctor says of one case', () => {
  it('is whom a healthy case waits for and until when, in both languages', () => {
    const english = diagnoseCase(record, technical, 'en');
    expect(english.healthy).toBe(true);
    expect(english.statements.map(({ words }) => words)).toEqual([
      'In "Considered by the budget team" since 2026-03-02 09:00 WITA (version 12).',
      'Waits for Planning section.',
      'Due 2026-03-20 17:00 WITA.',
      'Record and workflow agree (version 12).',
    ]);
    const [first, second] = diagnoseCase(record, technical, 'id').statements;
    expect(first?.words).toContain('sejak 2026-03-02 09:00 WITA');
    expect(second?.words).toBe('Menunggu Subbag Perencanaan.');
  });

  it('names what people do: a second person, a hold, a missed deadline, none of them an error of the machinery', () => {
    const pending = {
      command: 'consider' as const,
      enteredByName: 'Bapak Peraga',
      enteredAt: '2026-03-02T01:00:00.000Z',
    };
    expect(found({ state: 'RECOMMENDED', pending })).toEqual(['pending notice']);
    expect(found({ hold: overlay, dueAt: null })).toEqual(['overlay notice']);
    expect(found({ audit: overlay, dueAt: null })).toEqual(['overlay notice']);
    expect(found({ overdue: true, escalation: 1 })).toEqual(['due notice']);
  });

  it.each<[string, Partial<CaseFindings>, Partial<TechnicalFindings> | null, string]>([
    ['Temporal is away', {}, null, 'temporal wrong'],
    ['the workflow is lost', {}, { status: 'MISSING' }, 'workflow wrong'],
    ['nobody works', {}, { version: null, silence: 'deadline' }, 'worker wrong'],
    ['the workflow has not heard', {}, { version: 11 }, 'agreement wrong'],
    ['the record is older', {}, { version: 13 }, 'agreement wrong'],
    ['the program fails', {}, { workflowTaskFailure: { attempt: 4, message: 'x' } }, 'program wrong'],
    ['a decree has not told it', { untold: ['decree/1'] }, {}, 'untold wrong'],
    ['a deadline was not rung', { lateAlarms: [{ kind: 'DEADLINE', dueAt: record.stateSince }] }, {}, 'alarm wrong'],
    ['a paper lacks', { lackingPapers: 1 }, {}, 'papers notice'],
    ['mail is refused', { mails: { waiting: 0, refused: 1, lastError: '550' } }, {}, 'mails notice'],
    ['it runs on after its end', { ended: true, state: 'CLOSED' }, {}, 'workflow notice'],
  ])('where %s says so, and what to do', (_, over, machine, said) => {
    expect(found(over, machine)).toEqual([said]);
    for (const locale of ['id', 'en'] as const) {
      const asked = machine === null ? null : { ...technical, ...machine };
      const wrong = diagnoseCase({ ...record, ...over }, asked, locale).statements.find((s) => s.level === 'wrong');
      if (wrong !== undefined) expect(wrong.remedy).not.toBe('');
    }
  });

  it('gives the attempts, the last error and the next try of waiting work', () => {
    const attempt = {
      type: 'prepareForm',
      attempt: 3,
      lastFailure: 'disk full',
      nextRetryAt: '2026-03-02T02:00:00.000Z',
    };
    const { statements, healthy } = diagnoseCase(record, { ...technical, pendingActivities: [attempt] }, 'en');
    expect(healthy).toBe(false);
    expect(statements.find(({ code }) => code === 'attempt')).toMatchObject({
      words: 'Work prepareForm, attempt 3; last error: disk full; next attempt 2026-03-02 10:00 WITA.',
      remedy: expect.stringContaining(`salur retry ${record.proposalId}`),
    });
  });
});
