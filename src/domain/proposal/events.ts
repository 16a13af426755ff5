import type { CaseChange, ProposalCase } from './proposal-case.js';
import type { ProposalState } from './states.js';
import type { CommandType, StepCommand } from './transitions.js';

export type ProposalEventType =
  | StepCommand
  | 'entered'
  | 'pending_refused'
  | 'pending_voided'
  | 'reminded'
  | 'escalated'
  | 'second_overdue'
  | 'late_window'
  | 'held_long'
  | 'intake_overdue'
  | 'letter_drafted'
  | 'deadline_frozen'
  | 'completeness_overdue';

/**
 * One decided fact. It carries the whole change, so that `evolve` needs nothing else and the record rebuilds every state.
 * `note` holds what a reader of the history needs (reason, number, date, hashes); no personal data of beneficiaries.
 */
export interface ProposalEvent {
  readonly type: ProposalEventType;
  readonly command: CommandType | 'alarm';
  readonly from: ProposalState;
  readonly to: ProposalState;
  /** ISO instant. */
  readonly at: string;
  readonly dueAt: string | null;
  readonly change: CaseChange;
  readonly note: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** Alarms tell people, and what is done beside the main path decides nothing: a page opened before one stays good. */
const quiet: ReadonlySet<ProposalEventType> = new Set([
  'reminded',
  'escalated',
  'second_overdue',
  'held_long',
  'intake_overdue',
  'record_paper',
  'confirm_intake',
  'late_window',
  'letter_drafted',
  'deadline_frozen',
  'completeness_overdue',
  'log_contact',
  'kabkota_recommend',
  'score',
  'allow_goods_exception',
]);

/** Such an event voids nothing that waits for a second person either. */
export function isQuiet(type: ProposalEventType): boolean {
  return quiet.has(type);
}

/** Pure and total: the case after the event. Entering another state restarts its clock and clears what belonged to the old one. */
export function evolve(before: ProposalCase, event: ProposalEvent): ProposalCase {
  const { data, ...fields } = event.change;
  const moved = event.to !== event.from;
  return {
    ...before,
    ...fields,
    version: before.version + (isQuiet(event.type) ? 0 : 1),
    state: event.to,
    stateSince: moved ? event.at : before.stateSince,
    dueAt: event.dueAt,
    escalation: fields.escalation ?? (moved ? 0 : before.escalation),
    data: {
      ...before.data,
      ...(moved ? { fired: [], contacts: [], extensions: 0, frozenCountedTo: null } : {}),
      ...(moved && event.to === 'REPORT_DUE' ? { reportDueAt: event.dueAt } : {}),
      ...data,
    },
  };
}
