import { refuse, type DomainError } from '../errors.js';
import type { Role } from '../roles.js';
import { witaDate, type LocalDate } from '../time/wita.js';
import type { ProposalCase } from './proposal-case.js';
import type { DecisionContext } from './rule.js';
import type { ProposalState } from './states.js';

/** Officials who may enter a proposal for an institution that cannot do so itself (process.md 3, assisted intake). */
export const intakeOfficers: readonly Role[] = ['SECRETARIAT', 'KABKOTA_OFFICER'];

/** The chair's signed paper, by which the officer enters something. */
export interface ChairPaper {
  readonly documentNumber: string;
  readonly documentDate: LocalDate;
  readonly scanBlobId: string;
}

export interface AssistedIntake {
  readonly by: string;
  readonly byName: string;
  readonly paper: ChairPaper;
  /** One paper, one step: what was entered by it is entered. */
  readonly paperUsed: boolean;
  /** Since when what was entered waits for its confirmation; ISO instant. */
  readonly since: string;
  readonly confirmed: { readonly by: string; readonly byName: string; readonly at: string } | null;
  /** Somebody was told to speak to the institution, because nobody confirmed. */
  readonly overdueTold: boolean;
}

/** Up to the recommendation what an officer entered is compared with the paper by somebody else. */
export const confirmableStates: readonly ProposalState[] = [
  'SUBMITTED',
  'REGISTERED',
  'ADMIN_REVIEW',
  'RETURNED',
  'ADMIN_VERIFIED',
  'FIELD_VERIFICATION',
  'FIELD_VERIFIED',
];

/** This person enters what the institution says in this case. */
export function assists(
  c: Pick<ProposalCase, 'data'>,
  actor: Pick<DecisionContext['actor'], 'userId' | 'roles'>,
): boolean {
  const { assisted } = c.data;
  return (
    assisted !== null && assisted.by === actor.userId && intakeOfficers.some((office) => actor.roles.includes(office))
  );
}

/** Each step that the officer enters has a paper of its own. */
export function paperError(c: Pick<ProposalCase, 'data'>): DomainError | null {
  return c.data.assisted?.paperUsed === false ? null : refuse('PAPER_REQUIRED');
}

/** What the step leaves of the intake, and what the history says of it. */
export function enteredByPaper(
  assisted: AssistedIntake,
  command: string,
  now: Date,
): { readonly data: { readonly assisted: AssistedIntake }; readonly note: Readonly<Record<string, string>> } {
  const { paper, byName } = assisted;
  const content = command === 'submit' || command === 'resubmit';
  const anew = content ? { since: now.toISOString(), confirmed: null, overdueTold: false } : {};
  return {
    data: { assisted: { ...assisted, ...anew, paperUsed: true } },
    note: {
      enteredFor: byName,
      paperNumber: paper.documentNumber,
      paperDate: paper.documentDate,
      scan: paper.scanBlobId,
    },
  };
}

/** Nobody judges what an officer entered before it was compared with the chair's paper. */
export function unconfirmedError(c: Pick<ProposalCase, 'data'>): DomainError | null {
  const { assisted } = c.data;
  return assisted === null || assisted.confirmed !== null
    ? null
    : refuse('INTAKE_NOT_CONFIRMED', { by: assisted.byName });
}

/** Why this person cannot confirm the intake, whatever else holds. */
export function confirmationError(c: ProposalCase, { actor }: DecisionContext): DomainError | null {
  const { assisted } = c.data;
  if (assisted === null || assisted.confirmed !== null)
    return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'confirm_intake' });
  if (assisted.by === actor.userId) return refuse('SAME_PERSON', { who: assisted.byName });
  // of those who belong to an institution only the chair of this one
  const chair = actor.institutionId === c.institutionId && actor.roles.includes('LKS_CHAIR');
  return actor.institutionId !== null && !chair
    ? refuse('WRONG_ROLE', { needed: ['LKS_CHAIR'], institution: 'own' })
    : null;
}

/** Only who entered the proposal brings a further paper. */
export function recorderError(c: ProposalCase, { actor }: DecisionContext): DomainError | null {
  if (c.data.assisted === null) return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'record_paper' });
  return assists(c, actor) ? null : refuse('WRONG_ROLE', { needed: [], assigned: 'other' });
}

export function paperDateError(paper: ChairPaper, now: Date): DomainError | null {
  return paper.documentDate > witaDate(now) ? refuse('DATE_ORDER', { first: 'documentDate', second: 'today' }) : null;
}
