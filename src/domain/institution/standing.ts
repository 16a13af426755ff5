import { refuse, type DomainError } from '../errors.js';
import type { LocalDate } from '../time/wita.js';

/** What an institution must be to propose aid and to stand in a decree, read afresh each time. */
export interface InstitutionStanding {
  readonly institutionName: string;
  readonly institutionStatus: string;
  readonly registrationValidUntil: LocalDate | null;
  /** Numbers of debts that it has not paid. */
  readonly unpaidClawbacks: readonly string[];
  /** Registration numbers of its cases whose report is overdue; they bind a proposal for money alone. */
  readonly overdueReports: readonly string[];
  readonly money: boolean;
  /** A bank account of its own is in force; asked for money alone. */
  readonly accountInForce: boolean;
}

/** What keeps an institution out, with its name and what is missing; null where nothing does. */
export function standingError(standing: InstitutionStanding, today: LocalDate): DomainError | null {
  const institution = standing.institutionName;
  if (standing.institutionStatus !== 'ACTIVE')
    return refuse('INSTITUTION_NOT_ACTIVE', { institution, status: standing.institutionStatus });
  const { registrationValidUntil: validUntil } = standing;
  if (validUntil !== null && validUntil < today)
    return refuse('REGISTRATION_EXPIRED', { institution, fields: ['LKS_REG'], validUntil });
  if (standing.unpaidClawbacks.length > 0)
    return refuse('CLAWBACK_UNPAID', { institution, numbers: standing.unpaidClawbacks });
  if (standing.money && standing.overdueReports.length > 0)
    return refuse('REPORT_OVERDUE', { institution, numbers: standing.overdueReports });
  if (standing.money && !standing.accountInForce) return refuse('ACCOUNT_MISSING', { institution });
  return null;
}
