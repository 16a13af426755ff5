import { refuse, type DomainError } from '../errors.js';
import { witaDate, type LocalDate } from '../time/wita.js';
import type { CaseData, ProposalCase } from './proposal-case.js';
import type { StepInput } from './rule.js';
import type { CommandType } from './transitions.js';

/** Who laid a hold or an audit over the case, since when and why; the state underneath stays (process.md 1). */
export interface Overlay {
  readonly by: string;
  readonly byName: string;
  /** ISO instant. */
  readonly since: string;
  readonly words: string;
  /** The head of the office has heard that it lasts. */
  readonly headTold: boolean;
}
export type Overlaid = Pick<CaseData, 'hold' | 'audit'>;

/** What goes on meanwhile. */
const goesOn: ReadonlySet<CommandType> = new Set<CommandType>([
  'hold',
  'resume',
  'audit_on',
  'audit_off',
  'log_contact',
  'exclude',
  'submit_report',
  // the report date and the days after it do not stop
  'default_report',
]);
/** What lawfully happened before the overlay is recorded all the same: the field with its date. */
const happenedOn: Readonly<Partial<Record<CommandType, string>>> = {
  confirm_receipt: 'receivedOn',
  decree: 'signedOn',
};

export function isOverlaid(data: Overlaid): boolean {
  return data.hold !== null || data.audit !== null;
}

/** Whether an overlay keeps this command away, before anything about its content is known. */
export function overlayError(c: ProposalCase, command: CommandType): DomainError | null {
  if (!isOverlaid(c.data) || goesOn.has(command) || happenedOn[command] !== undefined) return null;
  const pending = command === 'confirm' || command === 'refuse_pending' ? c.data.pending?.command : undefined;
  if (pending !== undefined && goesOn.has(pending)) return null;
  return heldError(c.data);
}

/** A dated fact passes only when its date lies before the first overlay. */
export function overlayDateError(c: ProposalCase, step: StepInput): DomainError | null {
  const field = happenedOn[step.type];
  if (field === undefined) return null;
  const date = (step.payload as Readonly<Record<string, unknown>>)[field];
  return factError(c.data, typeof date === 'string' ? date : null);
}

/** Of what happened outside, and is told with its date, only what lies before the first overlay is recorded. */
export function factError(data: Overlaid, date: LocalDate | null): DomainError | null {
  const first = earliest(data);
  if (first === null) return null;
  return date !== null && date < witaDate(new Date(first.since)) ? null : heldError(data);
}

function heldError(data: Overlaid): DomainError {
  const [kind, overlay] = data.hold === null ? (['AUDIT', data.audit] as const) : (['HOLD', data.hold] as const);
  return refuse('HELD', {
    overlay: kind,
    by: overlay?.byName ?? '',
    since: overlay === null ? '' : witaDate(new Date(overlay.since)),
    words: overlay?.words ?? '',
  });
}

function earliest({ hold, audit }: Overlaid): Overlay | null {
  if (hold === null || audit === null) return hold ?? audit;
  return hold.since < audit.since ? hold : audit;
}
