import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Actor } from '../src/domain/actor.js';
import type { DomainError } from '../src/domain/errors.js';
import type { RefusedProposal } from '../src/domain/proposal-task.js';

/** Everything that crosses between the program and the workflows: ids and small values, no personal data of beneficiaries. */

/** One decision of one person, sent as an Update whose id is `commandId` (architecture 4.2). */
export interface CommandMessage {
  readonly commandId: string;
  /** proposal, decree or batch id */
  readonly subjectId: string;
  readonly type: string;
  readonly actor: Actor;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly expectedVersion: number | null;
  /** Same command id with another body is refused by it. */
  readonly requestHash: string;
  /** More than 500 lines: an ordinary activity with a heartbeat instead of a local one. */
  readonly heavy: boolean;
}

/** What a workflow keeps of its subject between commands; replaced by what each transaction returns. */
export interface SubjectSummary {
  readonly subjectId: string;
  readonly state: string;
  readonly version: number;
  readonly ended: boolean;
}
export interface AlarmMessage {
  readonly kind: string;
  /** ISO instant. */
  readonly at: string;
}
/** Work that follows a commit and may take long: rendering a paper. Of `render_paper` the subject is the paper itself. */
export interface FollowUp {
  readonly kind: 'render_list' | 'render_pact' | 'render_decree' | 'render_paper';
  readonly subjectId: string;
}
export interface CommandOutcome {
  readonly summary: SubjectSummary;
  readonly eventTypes: readonly string[];
  /** Of a decree or a batch: the proposals that did not follow, each with its reason. */
  readonly refused?: readonly RefusedProposal[];
}
/** What a deciding transaction returns to its workflow. */
export type CommandResult =
  | {
      readonly ok: true;
      readonly outcome: CommandOutcome;
      readonly alarms: readonly AlarmMessage[];
      /** The clock's instant, so that timers run from it and not from the workflow's own time. */
      readonly now: string;
      readonly followUps: readonly FollowUp[];
    }
  | { readonly ok: false; readonly error: DomainError };

/** The state from which a workflow starts or is rebuilt. */
export interface SubjectStart {
  readonly subjectId: string;
}
export interface LoadedSubject {
  readonly summary: SubjectSummary;
  readonly alarms: readonly AlarmMessage[];
  readonly now: string;
}
/** A proposal as its workflow starts with it: with the papers that an earlier life left undone. */
export interface LoadedProposal extends LoadedSubject {
  readonly followUps: readonly FollowUp[];
}
/** A decree or a batch as its workflow starts with it, or is rebuilt from it. */
export interface LoadedWork extends LoadedSubject {
  /** Proposals that were decided about and have not answered yet. */
  readonly untold: number;
  readonly followUps: readonly FollowUp[];
}
/** What one round of telling proposals brought. */
export interface ToldRound {
  readonly summary: SubjectSummary;
  readonly refused: readonly RefusedProposal[];
  readonly more: boolean;
}

export const actUpdate = defineUpdate<CommandOutcome, [CommandMessage]>('act');
/** The stored instants up to `asOf` (ISO) are due: sent by the driver of a stepped clock after a jump. */
export const wakeSignal = defineSignal<[string]>('wake');
export const summaryQuery = defineQuery<SubjectSummary | null>('summary');

export const workflowIds = {
  proposal: (id: string): string => `proposal/${id}`,
  decree: (id: string): string => `decree/${id}`,
  delivery: (id: string): string => `delivery/${id}`,
  drafts: 'drafts',
  mailer: 'mailer',
  caretaker: 'caretaker',
} as const;
/** One of each runs for a whole deployment. */
export const singleWorkflows = [workflowIds.drafts, workflowIds.mailer, workflowIds.caretaker] as const;
/** What Schedules begin at their times. */
export type RoundKind =
  'breaches' | 'sessions' | 'calendar' | 'digest' | 'checkpoint' | 'purges' | 'clawbacks' | 'expiries';
export const taskQueues = { decisions: 'decisions', documents: 'documents', mail: 'mail' } as const;
