import { formatRupiah } from '../../../domain/rupiah.js';
import { longDate } from '../../../domain/time/long-date.js';
import { detail, nameIn, type Details } from '../details.js';
import type { fieldErrors as model } from '../id/field-errors.js';
import { scopes } from './names.js';

function date(details: Details, name: string): string {
  return longDate(detail(details, name), 'en');
}
function rupiah(details: Details, name: string): string {
  return formatRupiah(BigInt(detail(details, name) || '0'));
}

/** Why an account does not fit. */
const accountWhy: Readonly<Record<string, string>> = {
  UPTD: ' Accounts of social aid (5.1.06) are not for provincial units; their goods are ordinary spending.',
  URGENT_ONLY: ' Unplanned spending (5.3) is for urgent aid alone.',
  NOT_URGENT: ' Urgent aid is paid from unplanned spending (5.3).',
  INSTITUTION:
    ' The decree names institutions, so the account is one of groups or institutions (5.1.06.03 or 5.1.06.04).',
  PERSON: ' The decree names persons, so the account is one of persons or families (5.1.06.01 or 5.1.06.02).',
};

/** Refusals of field work and of money limits. */
export const fieldErrors: typeof model = {
  NOT_IN_TEAM: (d) => ({
    what: `These officers are not together members of one verification team that holds on ${date(d, 'day')}.`,
    todo: 'Choose officers of one team whose period covers the date of the visit, or record the team by its decree.',
  }),
  SAMPLE_TOO_SMALL: (d) => ({
    what: `Only ${detail(d, 'sampled')} of the ${detail(d, 'of')} persons cared for at home were visited; ${detail(d, 'needed')} are needed.`,
    todo: 'Visit others at home until there are so many, then send it again.',
  }),
  SAMPLE_FAILED: (d) => ({
    what: `${detail(d, 'lost')} persons cared for at home were not found, so the ${detail(d, 'unsampled')} whom nobody visited do not pass.`,
    todo: 'Visit each of them, or say that they were not found.',
  }),
  CONFLICT_OF_INTEREST: (d) => ({
    what: `A kinship or a seat on the board of the institution is declared${detail(d, 'officers') === '' ? '' : `: ${detail(d, 'officers')}`}.`,
    todo: 'Assign other officers. A declaration that no longer holds is ended by the head of division on the page of verification teams.',
  }),
  SHEET_AMOUNT: (d) => ({
    what: `The amount ${rupiah(d, 'amount')} does not fit the persons: it would be ${rupiah(d, 'expected')}.`,
    todo: 'Correct the amount or leave one of the columns empty, then upload it again.',
  }),
  LIMIT_NEEDS_REASON: (d) => ({
    what: `More than ${nameIn(scopes, detail(d, 'scope'))} (a soft limit): ${rupiah(d, 'free')} left, ${rupiah(d, 'amount')} asked.`,
    todo: 'Cut the amount, or write why the limit is passed; the reason stays visible on the proposal.',
  }),
  ACCOUNT_REFUSED: (d) => ({
    what: `The account code ${detail(d, 'account')} is not valid for this package.${accountWhy[detail(d, 'why')] ?? ''}`,
    todo: detail(d, 'expected') === '' ? 'Check the account code.' : `The right code is ${detail(d, 'expected')}.`,
  }),
};
