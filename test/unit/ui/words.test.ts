import { describe, expect, it } from '@jest/globals';
import { errorCodes, type DomainError, type ErrorCode } from '../../../src/domain/errors.js';
import { locales, type Locale } from '../../../src/domain/locale.js';
import { proposalStates, type ProposalState } from '../../../src/domain/proposal/states.js';
import { dayWords } from '../../../src/ui/i18n/date-words.js';
import { waitingLine } from '../../../src/ui/i18n/waiting-words.js';
import { wordsOf, type Words } from '../../../src/ui/i18n/words.js';
import type { WaitingView } from '../../../src/ui/views.js';

const codes = Object.keys(errorCodes) as ErrorCode[];
const states = Object.keys(proposalStates) as ProposalState[];

function aWaiting(over: Partial<WaitingView>): WaitingView {
  return {
    state: 'FIELD_VERIFICATION',
    track: 'PLANNED',
    minutesLeft: null,
    completeBy: null,
    waitsFor: { roles: [], users: [] },
    pendingCommand: null,
    dueAt: '2026-12-11T15:59:59.000Z',
    overdue: false,
    escalation: 0,
    carriedTo: null,
    overlays: [],
    orphaned: false,
    ...over,
  };
}

describe.each(locales)('the words of a refusal in %s', (locale) => {
  it.each(codes)('%s says what happened and what to do, whatever details come with it', (code) => {
    const say = wordsOf(locale).errors[code];
    for (const details of sampleDetails) {
      const { what, todo } = say(details);
      expect(what).toMatch(/\S{3}/);
      expect(todo).toMatch(/\S{3}/);
      expect(`${what} ${todo}`).not.toMatch(/undefined|\[object|NaN/);
      // people are told in words, not in codes
      expect(`${what} ${todo}`).not.toContain(code);
    }
  });
});

const sampleDetails: readonly DomainError['details'][] = [
  {},
  { fields: ['cuts.0.quantity', 'LETTER', 'unknownField'], field: 'words', limit: 3, needed: ['KABID', 'HEAD_DINSOS'] },
  { state: 'ADMIN_REVIEW', command: 'register', waitsFor: 'KETUA_TIM', what: 'decree', who: 'Peraga' },
  { first: 'signedOn', second: 'today', opens: '2026-01-01', closes: '2026-12-31', earliest: '2026-01-01' },
  { scope: 'PROGRAMME', scopes: ['DPA_LINE'], key: 'X', free: '1000', amount: '2000', list: 'missing', notFound: 2 },
  { costTotal: '5', requested: '3', ownShare: '1', status: 'SUSPENDED', pair: ['LKS', 'OFFICIAL'], number: 'SK/1' },
];

describe('the first line of a case', () => {
  it('says what it waits for and until which day in WITA', () => {
    const view = aWaiting({});
    expect(waitingLine(view, wordsOf('id'), 'id')).toBe('Menunggu verifikasi lapangan, sampai Jumat 11 Desember 2026');
    expect(waitingLine(view, wordsOf('en'), 'en')).toBe(
      'Waiting for field verification, until Friday 11 December 2026',
    );
  });

  it('says so when the day has passed', () => {
    expect(waitingLine(aWaiting({ overdue: true }), wordsOf('id'), 'id')).toBe(
      'Menunggu verifikasi lapangan, terlambat sejak Jumat 11 Desember 2026',
    );
  });

  it('says the hours that are left, or over, where hours run', () => {
    const urgent = { track: 'UNPLANNED', state: 'SUBMITTED', dueAt: '2026-11-24T15:12:00.000Z' } as const;
    expect(waitingLine(aWaiting({ ...urgent, minutesLeft: 100 }), wordsOf('id'), 'id')).toBe(
      'Menunggu diagendakan sekretariat, sampai Selasa, 24 November 2026 pukul 23.12 WITA (tersisa 1 jam 40 menit)',
    );
    const late = aWaiting({ ...urgent, minutesLeft: -30, overdue: true });
    expect(waitingLine(late, wordsOf('en'), 'en')).toMatch(/30 min late since Tuesday, 24 November 2026, 23:12 WITA$/);
  });

  it('adds the papers that urgent aid still owes, beside what the case waits for', () => {
    const approved = aWaiting({
      track: 'UNPLANNED',
      state: 'DECREED',
      dueAt: null,
      completeBy: '2026-12-08T15:59:59Z',
    });
    const line = waitingLine({ ...approved, waitsFor: { roles: ['PENGURUS_BARANG'], users: [] } }, wordsOf('id'), 'id');
    expect(line).toBe('Menunggu barang diberangkatkan · kelengkapan dipenuhi sampai Selasa 8 Desember 2026');
  });

  it('names the next endorser, the recommendation, and a second person', () => {
    const line = (over: Partial<WaitingView>): string =>
      waitingLine(aWaiting({ dueAt: null, ...over }), wordsOf('id'), 'id');
    const endorsing = { state: 'FIELD_VERIFIED' } as const;
    expect(line({ ...endorsing, waitsFor: { roles: ['KETUA_TIM'], users: [] } })).toBe(
      'Menunggu paraf Ketua Tim Verifikasi',
    );
    expect(line({ ...endorsing, waitsFor: { roles: ['HEAD_DINSOS'], users: [] } })).toBe(
      'Menunggu rekomendasi Kepala Dinas Sosial',
    );
    const head = { waitsFor: { roles: ['HEAD_DINSOS'], users: [] } } as const;
    expect(line({ state: 'DECREED', ...head })).toBe(
      'Menunggu Daftar Penerima Manfaat dari Kepala Dinas Sosial dan pakta integritas dari LKS',
    );
    expect(line({ state: 'PACT_SIGNED', ...head })).toBe('Menunggu Daftar Penerima Manfaat dari Kepala Dinas Sosial');
    expect(line({ state: 'RECOMMENDED', pendingCommand: 'consider' })).toBe(
      'Menunggu pemeriksaan orang kedua: Catat pertimbangan TAPD',
    );
  });

  it.each(locales)('has words for every state in %s', (locale) => {
    for (const state of states)
      expect(waitingLine(aWaiting({ state, dueAt: null }), wordsOf(locale), locale)).toMatch(/\S{5}/);
  });

  it('ends on the last second of the day in WITA, wherever the server stands', () => {
    expect(dayWords(new Date('2026-12-11T15:59:59.000Z'), 'id')).toBe('Jumat 11 Desember 2026');
    expect(dayWords(new Date('2026-12-11T16:00:00.000Z'), 'id')).toBe('Sabtu 12 Desember 2026');
  });
});

describe('the two languages', () => {
  it('differ where people read sentences', () => {
    const sentences = (locale: Locale): readonly string[] => {
      const { commandDone, waiting } = wordsOf(locale);
      return [...Object.values(commandDone), ...Object.values(waiting)];
    };
    const indonesian = sentences('id');
    for (const [index, sentence] of sentences('en').entries()) expect(sentence).not.toBe(indonesian[index]);
  });

  it('have the same names of fields, documents and things', () => {
    const keysOf = (words: Words): readonly string[] =>
      Object.entries(words.names).flatMap(([table, names]) => Object.keys(names).map((name) => `${table}.${name}`));
    expect(keysOf(wordsOf('en'))).toEqual(keysOf(wordsOf('id')));
    expect(Object.keys(wordsOf('en').history.sentences)).toEqual(Object.keys(wordsOf('id').history.sentences));
  });
});
