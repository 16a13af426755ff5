import { isolate } from '../../isolate.js';
import { detail, detailList, nameIn, type Details } from '../details.js';
import type { institutionErrors as model } from '../id/institution-errors.js';
import { institutionStatus } from './names.js';

/** Whom it is about, where the refusal names institutions. */
export function whose(details: Details): string {
  const names = [...new Set([...detailList(details, 'institutions'), ...detailList(details, 'institution')])];
  return names.length === 0 ? '' : `${names.map((name) => isolate(name)).join('; ')}: `;
}

/** Refusals about institutions themselves. */
export const institutionErrors: typeof model = {
  ACCOUNT_MISSING: (d) => ({
    what: `${whose(d)}no bank account is in force for aid in money.`,
    todo: 'The institution proposes one in its file; the finance section checks it and another person confirms it.',
  }),
  ACCOUNT_STAGE: () => ({
    what: 'The account is not at the stage for this step.',
    todo: 'Load the page of the institution again. An earlier proposal of an account is decided first.',
  }),
  CLIENT_MOVEMENT: () => ({
    what: 'This does not follow what was written down last of that person.',
    todo: 'Load the register again; who left can only come in again, who died cannot.',
  }),
  FILE_NOT_CHECKED: () => ({
    what: 'The file of the institution is not sent yet, or a document is not found valid yet.',
    todo: 'Check the documents one by one; the institution repairs what is invalid and sends the file again.',
  }),
  FILE_SENT: () => ({
    what: 'The file is with the secretariat and cannot be changed.',
    todo: 'Wait for its answer; where a document is invalid the file opens again.',
  }),
  SIGN_UP_ENDED: () => ({
    what: 'This link is no longer good.',
    todo: 'Sign in if you have your account, or register the institution once more.',
  }),
  INSTITUTION_STAGE: (d) => ({
    what:
      detail(d, 'status') === ''
        ? 'A change of the status of this institution still waits for the second person.'
        : `The institution is ${nameIn(institutionStatus, detail(d, 'status'))}: this step is not open.`,
    todo: 'Load the page of the institution again. A status changes in its order only.',
  }),
};
