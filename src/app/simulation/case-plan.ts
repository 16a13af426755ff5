import type { Fate } from './fates.js';
import { calendar } from './programme-calendar.js';
import { seededRandom, type Random } from './synthetic-random.js';
import type { SyntheticInstitution, SyntheticPopulation } from './synthetic-types.js';

/** When the one waited for lets a deadline come near, or pass; a report even until its second or third letter is drafted. */
export type Lateness = 'reminded' | 'overdue' | 'letter_2' | 'letter_3';
export type LateStep = 'register' | 'pass_admin' | 'resubmit' | 'confirm_visit' | 'submit_report';

/** What will happen in the case of one institution besides the plain way; the same seed gives the same plans. */
export interface CasePlan {
  readonly code: string;
  /** 1 … n, for the numbers people type. */
  readonly number: number;
  readonly submitOn: string;
  readonly reportOn: string;
  readonly returnedBy: 'desk' | 'kabid' | null;
  readonly reportReturned: boolean;
  /** How a case beside the table ends without aid; null for everybody of the table. */
  readonly fate: Fate | null;
  /** Rejected at the desk and taken up again by a reviewer. */
  readonly appealGranted: boolean;
  /** Stands still for some days before a team is sent. */
  readonly held: boolean;
  readonly late: Readonly<Partial<Record<LateStep, Lateness>>>;
  /** So many persons have a second item cut at the recommendation, or at the budget team. */
  readonly cutAt: 'recommend' | 'consider' | null;
  /** So many persons miss one of their items at the receipt; everybody keeps at least one. */
  readonly shortReceipts: number;
  /** Somebody has died before the goods came, and another takes the place in the list. */
  readonly replaced: boolean;
  readonly visitAbsences: number;
  /** Its own contribution to the cost plan, whole rupiah. */
  readonly ownShare: bigint;
}

/** Of every hundred cases so many, and never none. */
const RATES = {
  returnedByDesk: 12,
  returnedByKabid: 4,
  reportReturned: 8,
  cutAtRecommendation: 5,
  cutAtBudgetTeam: 4,
  shortReceipt: 9,
  absence: 20,
  lateRegister: 2,
  latePass: 3,
  lateVisitCheck: 2,
  lateReport: 6,
  appealGranted: 3,
  held: 4,
  replaced: 5,
} as const;

/** The longest first, so that the smallest run has all three letters. */
const reportLateness: readonly Lateness[] = ['letter_3', 'reminded', 'letter_2', 'overdue'];

/** How many letters are drafted before the house sends its report. */
export function lettersOf({ late }: CasePlan): number {
  if (late.submit_report === undefined || late.submit_report === 'reminded') return 0;
  return { overdue: 1, letter_2: 2, letter_3: 3 }[late.submit_report];
}

/** The plans by institution code, of everybody in the table and beside it. */
export function planCases(
  { institutions, margin }: Pick<SyntheticPopulation, 'institutions' | 'margin'>,
  seed: number,
): ReadonlyMap<string, CasePlan> {
  const table = planTable(institutions, seed);
  const beside = margin.map(({ code, fate }, index): [string, CasePlan] => [
    code,
    {
      code,
      number: institutions.length + index + 1,
      submitOn: calendar.submissions[0],
      reportOn: calendar.reports[0],
      returnedBy: fate === 'lapsed' ? 'desk' : null,
      reportReturned: false,
      fate,
      appealGranted: false,
      held: false,
      late: {},
      cutAt: null,
      shortReceipts: 0,
      replaced: false,
      visitAbsences: 0,
      ownShare: 250_000n,
    },
  ]);
  return new Map([...table, ...beside]);
}

function planTable(institutions: readonly SyntheticInstitution[], seed: number): ReadonlyMap<string, CasePlan> {
  const random = seededRandom(seed ^ 0x5a1c);
  const codes = institutions.map((institution) => institution.code);
  const some = (percent: number, among: readonly string[] = codes): ReadonlySet<string> =>
    choose(random, among, Math.max(1, Math.round((codes.length * percent) / 100)));
  const desk = some(RATES.returnedByDesk);
  const kabid = some(
    RATES.returnedByKabid,
    codes.filter((code) => !desk.has(code)),
  );
  const [firstReturned = '', secondReturned = ''] = [...desk, ...kabid];
  // a second item can be cut or missed only where people have more than one
  const recommendationCuts = some(RATES.cutAtRecommendation);
  const budgetCuts = some(RATES.cutAtBudgetTeam, without(codes, recommendationCuts));
  const short = some(RATES.shortReceipt, without(codes, new Set([...recommendationCuts, ...budgetCuts])));
  const absences = some(RATES.absence);
  const reportReturned = some(RATES.reportReturned);
  const lateRegister = some(RATES.lateRegister);
  const latePass = some(RATES.latePass, without(codes, desk));
  const lateCheck = some(RATES.lateVisitCheck);
  const lateReport = [...some(RATES.lateReport)];
  const appealGranted = some(RATES.appealGranted, without(codes, new Set([...desk, ...latePass])));
  const held = some(RATES.held);
  const replaced = some(RATES.replaced);
  return new Map(
    institutions.map((institution, index) => {
      const { code } = institution;
      const late: Partial<Record<LateStep, Lateness>> = {};
      if (lateRegister.has(code)) late.register = 'overdue';
      if (latePass.has(code)) late.pass_admin = 'reminded';
      if (code === firstReturned) late.resubmit = 'reminded';
      if (code === secondReturned) late.resubmit = 'overdue';
      if (lateCheck.has(code)) late.confirm_visit = 'overdue';
      if (lateReport.includes(code))
        late.submit_report = reportLateness[lateReport.indexOf(code) % reportLateness.length] ?? 'overdue';
      const plan: CasePlan = {
        code,
        number: index + 1,
        submitOn: random.pick(calendar.submissions),
        reportOn: random.pick(calendar.reports),
        returnedBy: desk.has(code) ? 'desk' : kabid.has(code) ? 'kabid' : null,
        reportReturned: reportReturned.has(code),
        fate: null,
        appealGranted: appealGranted.has(code),
        held: held.has(code),
        late,
        cutAt: recommendationCuts.has(code) ? 'recommend' : budgetCuts.has(code) ? 'consider' : null,
        shortReceipts: short.has(code) ? random.between(1, 2) : 0,
        replaced: replaced.has(code),
        visitAbsences: absences.has(code) ? random.between(1, 3) : 0,
        ownShare: BigInt(random.between(1, 20)) * 250_000n,
      };
      return [code, plan];
    }),
  );
}

function without(codes: readonly string[], taken: ReadonlySet<string>): readonly string[] {
  return codes.filter((code) => !taken.has(code));
}

function choose(random: Random, among: readonly string[], count: number): ReadonlySet<string> {
  const left = [...among];
  const chosen = new Set<string>();
  while (chosen.size < count && left.length > 0) {
    const [code] = left.splice(random.between(0, left.length - 1), 1);
    if (code !== undefined) chosen.add(code);
  }
  return chosen;
}
