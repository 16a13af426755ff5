import { refuse, type DomainError } from '../errors.js';
import type { Role } from '../roles.js';
import type { LocalDate } from '../time/wita.js';

export const institutionStatuses = ['DRAFT', 'REGISTERED', 'ACTIVE', 'SUSPENDED', 'BLACKLISTED', 'CLOSED'] as const;
export type InstitutionStatus = (typeof institutionStatuses)[number];

export const institutionSteps = ['register', 'activate', 'suspend', 'resume', 'blacklist', 'close'] as const;
export type InstitutionStep = (typeof institutionSteps)[number];

export interface LifeRow {
  readonly from: readonly InstitutionStatus[];
  readonly to: InstitutionStatus;
  readonly roles: readonly Role[];
  /** Who confirms it, another person than who proposed it; null where one person is enough. */
  readonly second: readonly Role[] | null;
  /** Number, date and scan of a letter. */
  readonly paper: boolean;
  readonly reason: boolean;
}

/** The life of an institution (domain.md 4); the same rows stand as a check in the database. */
export const institutionLife: Readonly<Record<InstitutionStep, LifeRow>> = {
  register: {
    from: ['DRAFT'],
    to: 'REGISTERED',
    roles: ['SECRETARIAT'],
    second: null,
    paper: false,
    reason: false,
  },
  activate: {
    from: ['REGISTERED'],
    to: 'ACTIVE',
    roles: ['SECRETARIAT'],
    second: ['KABID', 'SEKRETARIS_DINAS', 'HEAD_DINSOS'],
    paper: true,
    reason: false,
  },
  suspend: {
    from: ['ACTIVE'],
    to: 'SUSPENDED',
    roles: ['KABID', 'HEAD_DINSOS'],
    second: ['KABID', 'SEKRETARIS_DINAS', 'HEAD_DINSOS'],
    paper: true,
    reason: true,
  },
  resume: {
    from: ['SUSPENDED'],
    to: 'ACTIVE',
    roles: ['KABID', 'HEAD_DINSOS'],
    second: ['KABID', 'SEKRETARIS_DINAS', 'HEAD_DINSOS'],
    paper: true,
    reason: true,
  },
  blacklist: {
    from: ['SUSPENDED'],
    to: 'BLACKLISTED',
    roles: ['KABID'],
    second: ['HEAD_DINSOS'],
    paper: true,
    reason: true,
  },
  close: {
    from: ['DRAFT', 'REGISTERED', 'ACTIVE', 'SUSPENDED'],
    to: 'CLOSED',
    roles: ['KABID', 'SECRETARIAT'],
    second: ['SEKRETARIS_DINAS', 'HEAD_DINSOS'],
    paper: true,
    reason: true,
  },
};

export interface StepWords {
  readonly reason: string;
  readonly letterNumber: string;
  readonly letterDate: LocalDate | null;
  readonly blobId: string | null;
}

/** Steps that somebody with these roles may begin now. */
export function lifeStepsFor(status: string, roles: readonly string[]): readonly InstitutionStep[] {
  return institutionSteps.filter((step) => {
    const row = institutionLife[step];
    return row.from.some((from) => from === status) && row.roles.some((role) => roles.includes(role));
  });
}

/** Whether this person may confirm what another proposed. */
export function mayConfirmStep(
  step: InstitutionStep,
  { roles, userId, proposedBy }: { roles: readonly string[]; userId: string | null; proposedBy: string },
): boolean {
  return userId !== proposedBy && (institutionLife[step].second?.some((role) => roles.includes(role)) ?? false);
}

/** Why a step may not be begun; null where it may. */
export function lifeError(
  status: string,
  step: InstitutionStep,
  words: StepWords,
  { roles, today }: { readonly roles: readonly string[]; readonly today: LocalDate },
): DomainError | null {
  const row = institutionLife[step];
  if (!row.roles.some((role) => roles.includes(role))) return refuse('WRONG_ROLE', { needed: row.roles });
  if (!row.from.some((from) => from === status)) return refuse('INSTITUTION_STAGE', { status });
  if (row.paper) {
    const missing = (['letterNumber', 'letterDate', 'blobId'] as const).filter((name) => (words[name] ?? '') === '');
    const named = missing.map((name) => (name === 'blobId' ? 'scan' : name));
    if (named.length > 0) return refuse('INCOMPLETE', { fields: named });
    if ((words.letterDate ?? today) > today) return refuse('DATE_ORDER', { first: 'letterDate', second: 'today' });
  }
  return row.reason && words.reason === '' ? refuse('REASON_REQUIRED', { field: 'reason' }) : null;
}
