import type { ProposalState } from './proposal/states.js';
import type { Role } from './roles.js';
import type { ScorePoints } from './score-points.js';
import { targetGroups, type TargetGroup } from './target-groups.js';
import type { LocalDate } from './time/wita.js';

export const latePolicies = ['REJECT', 'WAITLIST_NEXT_FY', 'EXCEPTION'] as const;

/** The offices that may endorse before the recommendation, from below; in this order they do. */
export const endorserRoles = [
  'KETUA_TIM',
  'SUBBAG_PERENCANAAN',
  'SUBBAG_KEUANGAN',
  'KABID',
  'SEKRETARIS_DINAS',
] as const satisfies readonly Role[];
export type EndorserRole = (typeof endorserRoles)[number];

/** A programme's policy, versioned and pinned into a case at submission (architecture 4.14). Every number is dated data. */
export interface Policy {
  /** Working days of the one waited for in a state; a state without a row has a legal date or no clock. */
  readonly workingDays: Readonly<Partial<Record<ProposalState, number>>>;
  /** Hours, round the clock, of the one waited for in a state of an urgent case; a state without a row counts as above. */
  readonly urgentHours: Readonly<Partial<Record<ProposalState, number>>>;
  /** Hours until a second person must have answered in an urgent case. */
  readonly urgentSecondHours: number;
  /** What an urgent proposal must have when it is sent; what else is mandatory may come later. */
  readonly urgentDocuments: readonly string[];
  /** Calendar days from the approval of urgent aid until documents and pact are complete. */
  readonly completenessDays: number;
  readonly remoteExtraDays: number;
  readonly secondPersonDays: number;
  /** Working days in which a list that was brought up to date is approved. */
  readonly listUpdateDays: number;
  readonly minimumResubmitDays: number;
  /** Returns by the verifier before the head of division must return (process.md 2.1). */
  readonly returnsByVerifier: number;
  /** Offices that endorse every proposal before the recommendation; there may be none. */
  readonly endorsements: readonly EndorserRole[];
  /** Offices that endorse besides, from a requested amount on (whole rupiah). */
  readonly endorsementsFrom: Readonly<Partial<Record<EndorserRole, string>>>;
  readonly endorsementDays: number;
  readonly minimumVisitOfficers: number;
  /** Of those who live at home so many in a hundred are visited there, and never fewer than the minimum. */
  readonly homeCareSampleShare: number;
  readonly homeCareSampleMinimum: number;
  readonly mandatoryProposalDocuments: readonly string[];
  readonly mandatoryInstitutionDocuments: readonly string[];
  /** KUA/PPAS date, the budget's own date, the last date of linking, all WITA. */
  readonly considerationDue: LocalDate;
  readonly budgetDue: LocalDate;
  readonly decreeDue: LocalDate;
  /** The last day on which the year's money can still be given. */
  readonly yearEnd: LocalDate;
  /** 10 January of the year after the fiscal year (Permendagri 32/2011 Ps 37(3)), calendar days, never shifted. */
  readonly reportDue: LocalDate;
  /** Calendar days from the last hand-over to the report, where the goods were carried over the end of the year. */
  readonly carriedReportDays: number;
  /** Calendar days after the year's end in which receipts of the year still come in (process.md 6); its books close after them. */
  readonly receiptDays: number;
  /** Contacts logged after a missed deadline before a returned proposal may expire (process.md 2.1). */
  readonly contactsBeforeExpiry: number;
  /** How often, and by how many working days at most, the head of division may extend a deadline of one state. */
  readonly extensionsPerState: number;
  readonly longestExtension: number;
  /** The same in hours, where hours are counted. */
  readonly longestUrgentExtension: number;
  /** Opinions of the regency that the recommendation needs: none or one. */
  readonly regencyOpinions: number;
  /** Calendar days after the report date on which a missing report becomes a default (process.md 2.2). */
  readonly defaultAfterDays: number;
  /** Calendar days after which the head of the office hears of a hold. */
  readonly heldDays: number;
  /** Years after the end of the fiscal year, or of the case, in which its personal data is kept; of a draft never sent fewer. */
  readonly retentionYears: number;
  readonly draftRetentionYears: number;
  /** Calendar days in which an assisted intake is confirmed before somebody speaks to the institution. */
  readonly intakeDays: number;
  /** What becomes of a draft that was not sent in the window: it ends, waits for the next year, or may come late with leave. */
  readonly latePolicy: (typeof latePolicies)[number];
  /** Calendar days after the window in which a draft may come late. */
  readonly lateDays: number;
  /** Working days used instead of a legal date that has already passed. */
  readonly lateDateDays: number;
  /** Points of the criteria by which proposals are ranked (process.md 10); a whole score is at most 100. */
  readonly scorePoints: ScorePoints;
  /** Groups with the priority of the minimum services. */
  readonly scoreGroups: readonly TargetGroup[];
  /** So many persons found by the visit give all the points of the need. */
  readonly scoreResidents: number;
  /** 1: nothing is recommended before every criterion has its points; 0: what is unknown counts nothing. */
  readonly scoresNeeded: number;
}

export function defaultPolicy(fiscalYear: number): Policy {
  return {
    workingDays: {
      SUBMITTED: 2,
      REGISTERED: 3,
      ADMIN_REVIEW: 5,
      RETURNED: 7,
      ADMIN_VERIFIED: 3,
      FIELD_VERIFICATION: 14,
      FIELD_VERIFIED: 7,
      DECREED: 10,
      PACT_SIGNED: 20,
      REPORT_REVIEW: 10,
      REPORT_RETURNED: 7,
      DEFAULTED: 30,
      REJECTED: 21,
      APPEAL_REVIEW: 10,
    },
    urgentHours: {
      SUBMITTED: 2,
      REGISTERED: 2,
      ADMIN_REVIEW: 4,
      RETURNED: 4,
      ADMIN_VERIFIED: 2,
      FIELD_VERIFICATION: 24,
      FIELD_VERIFIED: 4,
      RECOMMENDED: 4,
      DECREED: 4,
    },
    urgentSecondHours: 2,
    urgentDocuments: ['URGENT_NEED_LETTER'],
    completenessDays: 14,
    remoteExtraDays: 7,
    secondPersonDays: 2,
    listUpdateDays: 5,
    minimumResubmitDays: 2,
    returnsByVerifier: 3,
    endorsements: ['KETUA_TIM', 'KABID', 'SEKRETARIS_DINAS'],
    endorsementsFrom: {},
    endorsementDays: 2,
    minimumVisitOfficers: 2,
    homeCareSampleShare: 20,
    homeCareSampleMinimum: 3,
    mandatoryProposalDocuments: ['LETTER', 'PROPOSAL', 'SP_NO_DUP', 'SPTJ'],
    mandatoryInstitutionDocuments: ['LKS_REG', 'DEED', 'DOMICILE', 'NPWP', 'BOARD', 'KTP_CHAIR'],
    considerationDue: `${fiscalYear - 1}-08-31`,
    budgetDue: `${fiscalYear - 1}-12-31`,
    decreeDue: `${fiscalYear}-03-31`,
    yearEnd: `${fiscalYear}-12-31`,
    reportDue: `${fiscalYear + 1}-01-10`,
    receiptDays: 10,
    carriedReportDays: 10,
    contactsBeforeExpiry: 2,
    extensionsPerState: 1,
    longestExtension: 10,
    longestUrgentExtension: 12,
    regencyOpinions: 0,
    defaultAfterDays: 60,
    heldDays: 30,
    retentionYears: 10,
    draftRetentionYears: 1,
    intakeDays: 14,
    latePolicy: 'REJECT',
    lateDays: 30,
    lateDateDays: 5,
    scorePoints: {
      ACCREDITATION_A: 20,
      ACCREDITATION_B: 15,
      ACCREDITATION_C: 10,
      ACCREDITATION_NONE: 0,
      NEED: 25,
      SPM: 15,
      AREA: 15,
      REPORT: 15,
      FACILITY: 10,
    },
    scoreGroups: targetGroups,
    scoreResidents: 50,
    scoresNeeded: 0,
  };
}

/** Who endorses a proposal of this amount, in order. */
export function endorsersFor(policy: Policy, requestedAmount: string): readonly EndorserRole[] {
  const amount = BigInt(requestedAmount);
  return endorserRoles.filter((role) => {
    const from = policy.endorsementsFrom[role];
    return policy.endorsements.includes(role) || (from !== undefined && amount >= BigInt(from));
  });
}
