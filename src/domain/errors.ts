/** Every refusal has a stable code; one table maps it to HTTP, page and CLI (architecture 3). */
export const errorCodes = {
  NOT_SIGNED_IN: { http: 401, exit: 4 },
  NOT_FOUND: { http: 404, exit: 5 },
  WRONG_ROLE: { http: 403, exit: 4 },
  FORBIDDEN_PAIR: { http: 403, exit: 4 },
  SAME_PERSON: { http: 403, exit: 4 },
  SELF_GIVEN: { http: 403, exit: 4 },
  INCOMPATIBLE_ROLES: { http: 409, exit: 6 },
  SUBSTITUTION_OVERLAP: { http: 409, exit: 6 },
  SUBSTITUTION_CIRCLE: { http: 409, exit: 6 },
  NOT_ALLOWED_IN_STATE: { http: 409, exit: 6 },
  STALE_VERSION: { http: 409, exit: 6 },
  NOTHING_PENDING: { http: 409, exit: 6 },
  FENCED_BY_DECREE: { http: 409, exit: 6 },
  FROZEN: { http: 409, exit: 6 },
  HELD: { http: 409, exit: 6 },
  CLAWBACK_UNPAID: { http: 409, exit: 6 },
  CLAWBACK_STAGE: { http: 409, exit: 6 },
  REPORT_OVERDUE: { http: 409, exit: 6 },
  LEGAL_DATE: { http: 409, exit: 6 },
  EXTENDED_BEFORE: { http: 409, exit: 6 },
  PURGED: { http: 410, exit: 6 },
  PAPER_REQUIRED: { http: 409, exit: 6 },
  INTAKE_NOT_CONFIRMED: { http: 409, exit: 6 },
  NOT_CONTACTED: { http: 409, exit: 6 },
  CASE_ENDED: { http: 409, exit: 6 },
  COMMAND_REUSED: { http: 422, exit: 2 },
  INVALID_INPUT: { http: 422, exit: 2 },
  TOO_LARGE: { http: 413, exit: 2 },
  SHEET_TYPE: { http: 415, exit: 2 },
  SHEET_OLD: { http: 415, exit: 2 },
  SHEET_ENCRYPTED: { http: 422, exit: 2 },
  SHEET_MACROS: { http: 422, exit: 2 },
  SHEET_ENTITIES: { http: 422, exit: 2 },
  SHEET_INFLATED: { http: 413, exit: 2 },
  SHEET_BYTES: { http: 413, exit: 2 },
  SHEET_ROWS: { http: 413, exit: 2 },
  SHEET_COLUMNS: { http: 413, exit: 2 },
  SHEET_BROKEN: { http: 422, exit: 2 },
  WINDOW_CLOSED: { http: 409, exit: 6 },
  INSTITUTION_NOT_ACTIVE: { http: 409, exit: 6 },
  ACCOUNT_MISSING: { http: 409, exit: 6 },
  ACCOUNT_STAGE: { http: 409, exit: 6 },
  CLIENT_MOVEMENT: { http: 409, exit: 6 },
  FILE_NOT_CHECKED: { http: 409, exit: 6 },
  FILE_SENT: { http: 409, exit: 6 },
  SIGN_UP_ENDED: { http: 410, exit: 6 },
  INSTITUTION_STAGE: { http: 409, exit: 6 },
  REGISTRATION_EXPIRED: { http: 409, exit: 6 },
  ANOTHER_OPEN_PROPOSAL: { http: 409, exit: 6 },
  INCOMPLETE: { http: 422, exit: 2 },
  COST_PLAN_MISMATCH: { http: 422, exit: 2 },
  PURPOSE_REQUIRED: { http: 422, exit: 2 },
  REASON_REQUIRED: { http: 422, exit: 2 },
  OVER_CEILING: { http: 409, exit: 6 },
  SHEET_AMOUNT: { http: 422, exit: 2 },
  LIMIT_NEEDS_REASON: { http: 409, exit: 6 },
  CEILING_MISSING: { http: 409, exit: 6 },
  DUPLICATE_UNDECIDED: { http: 409, exit: 6 },
  ALREADY_CLAIMED: { http: 409, exit: 6 },
  NO_NEXT_PROGRAMME: { http: 409, exit: 6 },
  TOO_EARLY: { http: 409, exit: 6 },
  DATE_ORDER: { http: 422, exit: 2 },
  NOT_VERIFIED: { http: 409, exit: 6 },
  NEEDS_AMENDMENT: { http: 409, exit: 6 },
  LIST_MISMATCH: { http: 409, exit: 6 },
  NOTHING_CORRECTED: { http: 422, exit: 2 },
  BUILT_UPON: { http: 409, exit: 6 },
  DUPLICATE_NUMBER: { http: 409, exit: 6 },
  NOT_IN_TEAM: { http: 409, exit: 6 },
  SAMPLE_TOO_SMALL: { http: 409, exit: 6 },
  SAMPLE_FAILED: { http: 409, exit: 6 },
  CONFLICT_OF_INTEREST: { http: 409, exit: 6 },
  ACCOUNT_REFUSED: { http: 409, exit: 6 },
  UNAVAILABLE: { http: 503, exit: 7 },
  STILL_WORKING: { http: 202, exit: 7 },
} as const satisfies Record<string, { http: number; exit: number }>;

export type ErrorCode = keyof typeof errorCodes;

export interface DomainError {
  readonly code: ErrorCode;
  /** Values a message names (field, state, who, when, limit); never personal data of beneficiaries. */
  readonly details: Readonly<Record<string, string | number | readonly string[]>>;
}

export function refuse(code: ErrorCode, details: DomainError['details'] = {}): DomainError {
  return { code, details };
}

/** Thrown at the edges of use-cases only; inside the domain errors are values. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly error: DomainError) {
    super(error.code);
  }
}
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorCodes, text);
}
