import { z } from 'zod';
import { isInstitutionDocument, isProposalDocument } from '../../domain/document-codes.js';
import { defaultPolicy, endorserRoles, latePolicies, type Policy } from '../../domain/policy.js';
import { areScorePoints, scorePointNames } from '../../domain/score-points.js';
import { targetGroups } from '../../domain/target-groups.js';
import { isProposalState, type ProposalState } from '../../domain/proposal/states.js';
import * as field from '../proposal/fields.js';

const days = z.int().min(1).max(366);
const hours = z
  .int()
  .min(1)
  .max(24 * 14);
const count = z.int().min(0).max(100);
const state = z.string().refine((text): text is ProposalState => isProposalState(text));
const office = z.enum(endorserRoles);
const rupiah = z.string().regex(/^[1-9]\d{0,14}$/);
const each = <T>(of: z.ZodType<T>): z.ZodType<readonly T[]> =>
  z
    .array(of)
    .max(20)
    .refine((list) => new Set(list).size === list.length);

/** A whole policy as a person may set it: every value is there, no other is. */
export const policyContent: z.ZodType<Policy> = z.strictObject({
  workingDays: z.partialRecord(state, days),
  urgentHours: z.partialRecord(state, hours),
  urgentSecondHours: hours,
  urgentDocuments: each(z.string().refine(isProposalDocument)),
  completenessDays: days,
  remoteExtraDays: count,
  secondPersonDays: days,
  listUpdateDays: days,
  minimumResubmitDays: days,
  returnsByVerifier: count,
  endorsements: each(office),
  endorsementsFrom: z.partialRecord(office, rupiah),
  endorsementDays: days,
  minimumVisitOfficers: z.int().min(2).max(20),
  homeCareSampleShare: z.int().min(0).max(100),
  homeCareSampleMinimum: count,
  mandatoryProposalDocuments: each(z.string().refine(isProposalDocument)),
  mandatoryInstitutionDocuments: each(z.string().refine(isInstitutionDocument)),
  considerationDue: field.localDate,
  budgetDue: field.localDate,
  decreeDue: field.localDate,
  yearEnd: field.localDate,
  reportDue: field.localDate,
  carriedReportDays: days,
  receiptDays: count,
  contactsBeforeExpiry: count,
  extensionsPerState: count,
  longestExtension: days,
  longestUrgentExtension: hours,
  regencyOpinions: z.int().min(0).max(1),
  defaultAfterDays: days,
  heldDays: days,
  retentionYears: z.int().min(1).max(100),
  draftRetentionYears: z.int().min(1).max(100),
  intakeDays: days,
  lateDateDays: days,
  latePolicy: z.enum(latePolicies),
  lateDays: days,
  scorePoints: z.record(z.enum(scorePointNames), count).refine(areScorePoints),
  scoreGroups: each(z.enum(targetGroups)),
  scoreResidents: z.int().min(1).max(10_000),
  scoresNeeded: z.int().min(0).max(1),
});

/**
 * A stored policy as the domain reads it. A version from before a value existed takes that value's default; what else a
 * programme keeps beside its policy (`namedScopes`) is no part of it.
 */
export function policyOf(content: Readonly<Record<string, unknown>>, fiscalYear: number): Policy {
  const known: [string, unknown][] = Object.entries(defaultPolicy(fiscalYear));
  return Object.fromEntries(known.map(([name, value]) => [name, content[name] ?? value])) as unknown as Policy;
}
