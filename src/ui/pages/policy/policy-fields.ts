import { rupiah } from '../../parts/text.js';
import { institutionDocumentCodes, proposalDocumentCodes } from '../../../domain/document-codes.js';
import { endorserRoles, latePolicies, type Policy } from '../../../domain/policy.js';
import { scorePointNames } from '../../../domain/score-points.js';
import { targetGroups } from '../../../domain/target-groups.js';
import { longDate } from '../../../domain/time/long-date.js';
import { isProposalState, proposalStates } from '../../../domain/proposal/states.js';
import { roleWords } from '../../i18n/waiting-words.js';
import type { Locale } from '../../../domain/locale.js';
import type { Words } from '../../i18n/words.js';

type Named<T> = { readonly [K in keyof Policy as Policy[K] extends T ? K : never]: true };
type NumberField = keyof Named<number>;
type DateField = Exclude<keyof Named<string>, keyof typeof choiceFields>;

/** Values of which one word is chosen. */
export const choiceFields = { latePolicy: latePolicies } as const satisfies Partial<
  Record<keyof Policy, readonly string[]>
>;
export const choiceNames = Object.keys(choiceFields) as readonly (keyof typeof choiceFields)[];

/** The compiler asks here for every value that a policy has: none is left out of the form. */
const numbers: Named<number> = {
  remoteExtraDays: true,
  secondPersonDays: true,
  urgentSecondHours: true,
  completenessDays: true,
  listUpdateDays: true,
  endorsementDays: true,
  minimumResubmitDays: true,
  lateDateDays: true,
  lateDays: true,
  carriedReportDays: true,
  receiptDays: true,
  heldDays: true,
  retentionYears: true,
  draftRetentionYears: true,
  intakeDays: true,
  defaultAfterDays: true,
  returnsByVerifier: true,
  minimumVisitOfficers: true,
  homeCareSampleShare: true,
  homeCareSampleMinimum: true,
  contactsBeforeExpiry: true,
  extensionsPerState: true,
  longestExtension: true,
  longestUrgentExtension: true,
  regencyOpinions: true,
  scoreResidents: true,
  scoresNeeded: true,
};
const dates: Readonly<Record<DateField, true>> = {
  considerationDue: true,
  budgetDue: true,
  decreeDue: true,
  yearEnd: true,
  reportDue: true,
};
/** Single values of a policy in the order of the page; the lists and the days of the states stand beside them. */
export const numberFields = Object.keys(numbers) as readonly NumberField[];
export const dateFields = Object.keys(dates) as readonly DateField[];
export const listFields = {
  endorsements: endorserRoles,
  mandatoryProposalDocuments: proposalDocumentCodes,
  urgentDocuments: proposalDocumentCodes,
  mandatoryInstitutionDocuments: institutionDocumentCodes,
  scoreGroups: targetGroups,
} as const satisfies Partial<Record<keyof Policy, readonly string[]>>;

/** The states in which a policy may give days, in the order of the way. */
export function statesWithDays(policy: Policy): readonly string[] {
  return statesIn(policy.workingDays);
}
/** The states in which urgent cases have hours. */
export function statesWithHours(policy: Policy): readonly string[] {
  return statesIn(policy.urgentHours);
}
function statesIn(times: Policy['workingDays']): readonly string[] {
  return Object.keys(proposalStates).filter((state) => Object.hasOwn(times, state));
}

/** A policy as the form holds it: one text per field, `on` for what a list contains. */
export function policyValues(policy: Policy): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const days: Readonly<Record<string, number>> = policy.workingDays;
  for (const state of statesWithDays(policy)) values[`workingDays.${state}`] = String(days[state]);
  for (const name of scorePointNames) values[`scorePoints.${name}`] = String(policy.scorePoints[name]);
  const hours: Readonly<Record<string, number>> = policy.urgentHours;
  for (const state of statesWithHours(policy)) values[`urgentHours.${state}`] = String(hours[state]);
  for (const [role, amount] of Object.entries(policy.endorsementsFrom)) values[`endorsementsFrom.${role}`] = amount;
  for (const name of [...numberFields, ...dateFields, ...choiceNames]) values[name] = String(policy[name]);
  for (const name of Object.keys(listFields) as (keyof typeof listFields)[])
    for (const entry of policy[name]) values[`${name}.${entry}`] = 'on';
  return values;
}

/** What a value of a policy is called: a state, a document, an office, or a field of its own. */
export function policyLabel(path: string, words: Words, locale: Locale): string {
  const [name = '', of = ''] = path.split('.');
  if ((name === 'workingDays' || name === 'urgentHours') && isProposalState(of)) {
    const { labelId, labelEn } = proposalStates[of];
    return `${words.policy[name]}: ${locale === 'id' ? labelId : labelEn}`;
  }
  if (name === 'endorsementsFrom' && of !== '') return words.policy.endorsesFrom(roleWords(of, locale));
  if (name === 'scorePoints' && of !== '') return words.policy.pointsOf(words.score.parts[of] ?? of);
  return words.policy.fields[name] ?? name;
}

/** A document or a group by its name. */
export function listEntry(code: string, words: Words): string {
  return words.names.documents[code] ?? words.names.targetGroups[code] ?? code;
}

/** A value of a difference in words: codes of offices and documents become their names. */
export function policyValue(path: string, value: string | null, words: Words, locale: Locale): string {
  if (value === null || value === '') return words.none;
  if (path in dates) return longDate(value, locale);
  if (path in choiceFields) return words.policy.choices[value] ?? value;
  if (path === 'endorsements')
    return value
      .split(', ')
      .map((role) => roleWords(role, locale))
      .join(', ');
  if (path.startsWith('endorsementsFrom.')) return rupiah(value);
  if (path.startsWith('mandatory') || path === 'scoreGroups' || path === 'urgentDocuments')
    return value
      .split(', ')
      .map((code) => listEntry(code, words))
      .join(', ');
  return value;
}
