import { refuse, type DomainError, type ErrorCode } from '../../domain/errors.js';

/** Constraints that stand behind a rule of the domain: two at once, the database keeps one and says so in the domain's words. */
const constraintCodes: Readonly<Record<string, ErrorCode>> = {
  claim_pkey: 'ALREADY_CLAIMED',
  ceiling_hard_holds: 'OVER_CEILING',
  proposal_one_living: 'ANOTHER_OPEN_PROPOSAL',
  proposal_fence_holds: 'FENCED_BY_DECREE',
  proposal_terminal_stays: 'CASE_ENDED',
  decree_number_fiscal_year_key: 'DUPLICATE_NUMBER',
  decree_entry_one_decree: 'FENCED_BY_DECREE',
  line_quantities_descend: 'LIST_MISMATCH',
  incompatible_roles: 'INCOMPATIBLE_ROLES',
  substitution_overlap: 'SUBSTITUTION_OVERLAP',
  substitution_circle: 'SUBSTITUTION_CIRCLE',
  assisted_intake_apart: 'FORBIDDEN_PAIR',
  clawback_sts_once: 'DUPLICATE_NUMBER',
  clawback_two_persons: 'SAME_PERSON',
  institution_account_two_persons: 'SAME_PERSON',
  institution_account_one_open: 'ACCOUNT_STAGE',
  institution_account_holder: 'REASON_REQUIRED',
  client_movement_follows: 'CLIENT_MOVEMENT',
  institution_change_two_persons: 'SAME_PERSON',
  institution_change_one_pending: 'INSTITUTION_STAGE',
  institution_file_checked: 'FILE_NOT_CHECKED',
  institution_change_from_here: 'INSTITUTION_STAGE',
  team_decree_once: 'DUPLICATE_NUMBER',
  trip_order_once: 'DUPLICATE_NUMBER',
  link_declared_once: 'DUPLICATE_NUMBER',
  officer_linked: 'CONFLICT_OF_INTEREST',
  link_ended_by_another: 'SAME_PERSON',
  visit_once_by_trip: 'STALE_VERSION',
  working_copy_only: 'NOT_ALLOWED_IN_STATE',
};

/** The domain error behind a refused constraint, or null for anything else (a lost connection, a bug). */
export function databaseRefusal(error: unknown): DomainError | null {
  const text = JSON.stringify(error, Object.getOwnPropertyNames(error ?? {})) + String(error);
  for (const [constraint, code] of Object.entries(constraintCodes)) {
    if (text.includes(constraint)) return refuse(code, { constraint });
  }
  return null;
}
