import { institutionErrors, whose } from './institution-errors.js';
import { clawback } from './clawback.js';
import { formatRupiah } from '../../../domain/rupiah.js';
import { longDate } from '../../../domain/time/long-date.js';
import { isRole, roles } from '../../../domain/roles.js';
import { isProposalState, proposalStates } from '../../../domain/proposal/states.js';
import { fieldErrors } from './field-errors.js';
import { detail, detailList, nameIn, type Details } from '../details.js';
import { differingLines, ways } from './refusal-parts.js';
import type { errors as model } from '../id/errors.js';
import { documents, duties, fields, institutionStatus, moments, scopes, things } from './names.js';

function roleNames(details: Details): string {
  return detailList(details, 'needed')
    .filter(isRole)
    .map((role) => roles[role].labelEn)
    .join(' or ');
}
function waitsForRole(details: Details): string {
  const role = detail(details, 'waitsFor');
  return isRole(role) ? roles[role].labelEn : '';
}
function stateName(details: Details): string {
  const state = detail(details, 'state');
  return isProposalState(state) ? proposalStates[state].labelEn : state;
}
function named(details: Details): string {
  const list = [...detailList(details, 'fields'), ...detailList(details, 'field')];
  return [...new Set(list.map((code) => nameIn({ ...fields, ...documents }, code)))].join('; ');
}
function date(details: Details, name: string): string {
  return longDate(detail(details, name), 'en');
}
function rupiah(details: Details, name: string): string {
  return formatRupiah(BigInt(detail(details, name) || '0'));
}

const nothingChanged = 'Nothing was changed.';

const debts: Readonly<Record<string, string>> = { NONE: 'nothing was asked back', ...clawback.states };

export const errors: typeof model = {
  ...fieldErrors,
  ...institutionErrors,
  NOT_SIGNED_IN: (d) =>
    detail(d, 'as') === ''
      ? { what: 'You are not signed in, or the session has ended.', todo: 'Sign in and repeat this step.' }
      : { what: 'E-mail address and password do not match.', todo: 'Check both and try again.' },
  NOT_FOUND: (d) => ({
    what: `${nameIn(things, detail(d, 'what') || 'document')} not found, or you may not see it.`,
    todo: 'Open it from your list. If it should be there, ask the administrator.',
  }),
  WRONG_ROLE: (d) => ({
    what: roleNames(d) === '' ? 'Your role may not take this step.' : `This step belongs to: ${roleNames(d)}.`,
    todo: `${nothingChanged} Ask a holder of that role to do it from an own account.`,
  }),
  FORBIDDEN_PAIR: (d) => ({
    what: `One person may not be both ${detailList(d, 'pair')
      .map((duty) => nameIn(duties, duty))
      .join(' and ')} in the same proposal.`,
    todo: `${nothingChanged} A colleague with the same role can do it.`,
  }),
  SAME_PERSON: (d) => ({
    what: `This entry was made by ${detail(d, 'who')}; another person has to check it.`,
    todo: 'Ask the second person to check it from an own account.',
  }),
  SELF_GIVEN: () => ({
    what: 'Nobody gives an authority to himself.',
    todo: `${nothingChanged} Ask somebody else with the right to do it from an account of their own.`,
  }),
  INCOMPATIBLE_ROLES: () => ({
    what: 'One person may not hold this role together with the other roles.',
    todo: `${nothingChanged} End the role that excludes it first, or give this one to somebody else.`,
  }),
  SUBSTITUTION_OVERLAP: () => ({
    what: 'This office has a substitute at that time already.',
    todo: `${nothingChanged} End the substitution that is there, or choose another period.`,
  }),
  SUBSTITUTION_CIRCLE: () => ({
    what: 'One of the two is substituted or a substitute for somebody else at that time; a substitute is not substituted again.',
    todo: `${nothingChanged} Choose somebody else, or end the substitution that is there.`,
  }),
  NOT_ALLOWED_IN_STATE: (d) => ({
    what:
      waitsForRole(d) === ''
        ? `This step is not possible in the state ${stateName(d)}.`
        : `This step waits for ${waitsForRole(d)} first.`,
    todo: `${nothingChanged} Reload the proposal to see the steps that are possible now.`,
  }),
  STALE_VERSION: () => ({
    what: 'This proposal has changed since you opened it.',
    todo: `${nothingChanged} See below what happened, then decide again.`,
  }),
  NOTHING_PENDING: () => ({
    what: 'No entry waits for a second person.',
    todo: 'Reload the page; the entry has been checked, or another decision voided it.',
  }),
  FENCED_BY_DECREE: () => ({
    what: "This proposal is held by a draft of a Governor's decree.",
    todo: 'The secretariat can first take it out of that draft.',
  }),
  HELD: (d) => ({
    what: `This proposal is ${detail(d, 'overlay') === 'AUDIT' ? 'under audit' : 'on hold'} by ${detail(d, 'by')} since ${date(d, 'since')}: “${detail(d, 'words')}”`,
    todo: `${nothingChanged} The step is possible again when ${detail(d, 'overlay') === 'AUDIT' ? 'the audit has ended' : 'the head of division resumes the proposal'}.`,
  }),
  CLAWBACK_STAGE: (d) => ({
    what: `The clawback is not at the stage for this step: ${nameIn(debts, detail(d, 'stage') || 'NONE')}.`,
    todo: 'Load the page of the proposal again. It is closed once the deposit is verified, or the way of law begun under a number.',
  }),
  CLAWBACK_UNPAID: (d) => ({
    what: `${whose(d)}unpaid clawbacks ${detailList(d, 'numbers').join('; ')}.`,
    todo: 'Once they are paid and the finance section has recorded it, the proposal can be sent.',
  }),
  REPORT_OVERDUE: (d) => ({
    what: `${whose(d)}overdue reports ${detailList(d, 'numbers').join('; ')}.`,
    todo: 'Send them first; aid in money cannot be proposed before.',
  }),
  LEGAL_DATE: (d) => ({
    what: `The deadline of ${date(d, 'date')} is set by law and cannot be extended.`,
    todo: nothingChanged,
  }),
  EXTENDED_BEFORE: () => ({
    what: 'The deadline of this state was extended before.',
    todo: `${nothingChanged} Remind the person in charge, or give the task to another.`,
  }),
  PURGED: () => ({
    what: 'This file was purged because the time for which personal data is kept is over.',
    todo: 'Records, quantities and decisions of the case stay; the file cannot come back.',
  }),
  PAPER_REQUIRED: () => ({
    what: 'Each step of the institution that you enter needs a paper of its chair that is not used yet.',
    todo: `${nothingChanged} Record the chair’s paper with its scan on the page of the proposal first.`,
  }),
  INTAKE_NOT_CONFIRMED: (d) => ({
    what: `This proposal was entered by ${detail(d, 'by')} and is not compared with the chair’s paper yet.`,
    todo: `${nothingChanged} The chair or a second officer confirms it first, from an own account.`,
  }),
  NOT_CONTACTED: (d) => ({
    what: `The institution was contacted ${detail(d, 'contacts') || '0'} times since the deadline passed; ${detail(d, 'needed') || '2'} are needed.`,
    todo: 'Contact the institution, log it, then decide again.',
  }),
  CASE_ENDED: (d) => ({
    what: `This proposal has ended (${stateName(d)}).`,
    todo: 'No step is left. Its history can still be read.',
  }),
  COMMAND_REUSED: () => ({
    what: 'This form was sent before with different content.',
    todo: 'Reload the page to see what the first one did, then fill in a new form.',
  }),
  INVALID_INPUT: (d) => ({
    what: named(d) === '' ? 'The input cannot be read.' : `Not right: ${named(d)}.`,
    todo: detail(d, 'limit') === '' ? 'Mend it and send again.' : `The limit is ${detail(d, 'limit')}.`,
  }),
  TOO_LARGE: (d) => ({
    what: named(d) === '' ? 'The input or file is too large.' : `Too long: ${named(d)}.`,
    todo: 'Shorten the text, or make the file at most 10 MB.',
  }),
  SHEET_TYPE: () => ({
    what: 'This file is no XLSX or CSV sheet.',
    todo: 'Save it from Excel or LibreOffice as “Excel Workbook (.xlsx)” or CSV and upload it again.',
  }),
  SHEET_OLD: () => ({
    what: 'This file is an old Excel sheet (.xls).',
    todo: 'Open it in Excel or LibreOffice, save it as “Excel Workbook (.xlsx)” and upload it again.',
  }),
  SHEET_ENCRYPTED: () => ({
    what: 'This file is locked by a password.',
    todo: 'Open it, take the password away (File > Info > Protect Workbook), save it and upload it again.',
  }),
  SHEET_MACROS: () => ({
    what: 'This file holds macros.',
    todo: 'Save it as “Excel Workbook (.xlsx)” without macros and upload it again.',
  }),
  SHEET_ENTITIES: () => ({
    what: 'This file holds declarations that no spreadsheet program writes.',
    todo: 'Copy its content into a fresh template and upload that.',
  }),
  SHEET_INFLATED: () => ({
    what: 'What is in this file is far larger than the file.',
    todo: 'Copy only the rows with people into a fresh template and upload that.',
  }),
  SHEET_BYTES: (d) => ({
    what: 'This file is too large.',
    todo: `Divide it into several; the limit is ${String(Math.floor(Number(detail(d, 'limit')) / 1_048_576))} MB.`,
  }),
  SHEET_ROWS: (d) => ({
    what: 'This sheet has too many rows.',
    todo: `Divide it into several files; the limit is ${detail(d, 'limit')} rows.`,
  }),
  SHEET_COLUMNS: (d) => ({
    what: 'This sheet has too many columns.',
    todo: `Delete the columns at the right that are not needed; the limit is ${detail(d, 'limit')}.`,
  }),
  SHEET_BROKEN: (d) => ({
    what: detail(d, 'line') === '' ? 'This file is damaged.' : `This file is damaged in line ${detail(d, 'line')}.`,
    todo: 'Open it in Excel or LibreOffice, save it again and upload the result.',
  }),
  WINDOW_CLOSED: (d) => ({
    what: `Proposals are taken from ${date(d, 'opens')} to ${date(d, 'closes')}; today is outside.`,
    todo: 'Your draft is kept. Ask the secretariat about the next window.',
  }),
  FROZEN: (d) => ({
    what: `Deliveries are frozen until ${date(d, 'until')} by letter ${detail(d, 'number')}.`,
    todo: 'Wait until it has passed, or ask the head of division to end it. Groups that it leaves out may be served.',
  }),
  INSTITUTION_NOT_ACTIVE: (d) => ({
    what:
      detail(d, 'status') === ''
        ? `${whose(d)}the institution is not active.`
        : `${whose(d)}the institution is ${nameIn(institutionStatus, detail(d, 'status'))}.`,
    todo: 'Only an active institution can propose and receive. Ask the social office.',
  }),
  REGISTRATION_EXPIRED: (d) => ({
    what: `${whose(d)}no longer valid: ${named(d) || documents['LKS_REG'] || ''}.`,
    todo: 'Upload a valid document to the institution file, then send again.',
  }),
  ANOTHER_OPEN_PROPOSAL: () => ({
    what: 'The institution already has another proposal for this package and year.',
    todo: 'Go on with that one, or withdraw it before you send a new one.',
  }),
  INCOMPLETE: (d) => ({
    what: `Not complete: ${named(d)}.`,
    todo: detail(d, 'needed') === '' ? 'Complete it and send again.' : `At least ${detail(d, 'needed')}.`,
  }),
  COST_PLAN_MISMATCH: (d) => ({
    what: `The cost plan ${rupiah(d, 'costTotal')} does not equal the request ${rupiah(d, 'requested')} plus the own share ${rupiah(d, 'ownShare')}.`,
    todo: 'Open needs and cost plan, save once more, and check the sums.',
  }),
  PURPOSE_REQUIRED: () => ({
    what: 'Personal data is opened for a purpose only.',
    todo: 'Choose the purpose; who opened what and why is logged.',
  }),
  REASON_REQUIRED: (d) => ({
    what:
      detail(d, 'field') === 'words' || named(d) === ''
        ? 'A reason is required.'
        : `A reason is required: ${named(d)}.`,
    todo: 'Write it in words that whoever receives the decision understands.',
  }),
  OVER_CEILING: (d) => ({
    what: `More than ${nameIn(scopes, detail(d, 'scope') || 'PROGRAMME')} allows${detail(d, 'free') === '' ? '' : `: ${rupiah(d, 'free')} left, ${rupiah(d, 'amount')} asked`}.`,
    todo: 'Cut the amount.',
  }),
  CEILING_MISSING: (d) => ({
    what: `Not recorded yet: ${detailList(d, 'scopes')
      .map((scope) => nameIn(scopes, scope))
      .join(', ')} ${detail(d, 'key')}`.trim(),
    todo: 'Check the number. If it is right, that limit has to be recorded first.',
  }),
  DUPLICATE_UNDECIDED: (d) => ({
    what: `There are persons without a NIK who may be proposed by another institution already (numbers ${detailList(d, 'persons').join(', ')}).`,
    todo: 'Open Possible duplicates, compare the two, decide, and recommend again; or cut the lines of that person to zero.',
  }),
  ALREADY_CLAIMED: () => ({
    what: 'For some persons another proposal already covers the need this year.',
    todo: 'Cut those lines to nothing with a reason, then decide again.',
  }),
  NO_NEXT_PROGRAMME: (d) => ({
    what: `No programme of ${detail(d, 'year')} with the same package has its window open yet.`,
    todo: 'Carry it over when that window opens, or let it expire.',
  }),
  TOO_EARLY: (d) => ({
    what:
      detail(d, 'after') !== ''
        ? `Possible only after the deadline of ${date(d, 'after')} has passed.`
        : detail(d, 'earliest') === ''
          ? 'It is too early.'
          : `Not before ${date(d, 'earliest')}.`,
    todo: 'Check the date.',
  }),
  DATE_ORDER: (d) => ({
    what:
      detail(d, 'second') === 'today'
        ? `This date may not lie after today: ${nameIn(moments, detail(d, 'first'))}.`
        : `${nameIn(moments, detail(d, 'second'))} may not lie before ${nameIn(moments, detail(d, 'first'))}.`,
    todo: 'Check the date on the document.',
  }),
  NOT_VERIFIED: (d) => ({
    what: [
      'Not every person of the list was seen at the visit.',
      detail(d, 'notFound') === '' ? '' : `Not found: number ${detail(d, 'notFound')} of the list.`,
      detail(d, 'unvisited') === ''
        ? ''
        : `Added after the visit and seen by nobody: number ${detail(d, 'unvisited')} of the list.`,
    ]
      .filter((text) => text !== '')
      .join(' '),
    todo: `${nothingChanged} Cut their lines to nothing with a reason, or have these persons visited first.`,
  }),
  NEEDS_AMENDMENT: () => ({
    what: "The persons of this aid are named in the annex of the Governor's decree.",
    todo: 'Ask the head of the social office to draft an amendment of the decree.',
  }),
  LIST_MISMATCH: (d) => ({
    what:
      detail(d, 'list') === 'missing'
        ? 'The list of persons has not been set yet.'
        : detailList(d, 'differs').length > 0
          ? `What was typed differs: ${detailList(d, 'differs')
              .map((code) => nameIn(fields, code))
              .join('; ')}.`
          : differingLines(d) === ''
            ? `The figures differ from the valid list${detail(d, 'items') === '' ? '' : `: ${detail(d, 'items')}`}.`
            : `Lines differ from the valid list: ${differingLines(d)}.`,
    todo:
      differingLines(d) === ''
        ? 'Compare the figures with the list, then send again.'
        : 'Load the page again. The valid list, an amendment or an update of the list has to agree with the lines first.',
  }),
  NOTHING_CORRECTED: () => ({
    what: 'Nothing differs from the entry that is there.',
    todo: 'Type what the document says, then send again.',
  }),
  BUILT_UPON: (d) => ({
    what: 'Later steps rest on this amount; it can no longer be corrected.',
    todo: ways[detail(d, 'way')] ?? 'Number, date, signatory and scan can still be corrected.',
  }),
  DUPLICATE_NUMBER: (d) => ({
    what: `The number ${detail(d, 'number')} is already used.`,
    todo: 'Check the number on the document.',
  }),
  UNAVAILABLE: () => ({
    what: 'The workflow engine cannot be reached at the moment.',
    todo: 'What you typed is still below. Send it again in a moment; it will not be recorded twice.',
  }),
  STILL_WORKING: () => ({
    what: 'Your decision was received but is not finished yet.',
    todo: 'Send this form again to see the outcome; it will not be recorded twice.',
  }),
};
