import { refuse, type DomainError } from '../errors.js';
import type { ProposalAnswer, RefusedProposal } from '../proposal-task.js';
import { forbiddenPairWith, type Duty, type Role } from '../roles.js';
import { onBehalf } from '../substitution.js';
import { checkError, type CheckedPaper } from './checked-paper.js';
import { liveEntries, type DecreeCase, type DecreeEntry, type SignedPaper } from './decree-case.js';
import type { DecreeCommandMap, DecreeContext, DecreeStepInput } from './decree-commands.js';
import type { DecreeEvent } from './decree-events.js';
import { decreeRules, paperNote, type DecreeRuleInput, type DecreeVerdict } from './decree-rules.js';
import { decreeTransitionOf, type DecreeCommandType, type DecreeTransition } from './decree-states.js';

export interface DecreeCommand {
  readonly type: DecreeCommandType;
  readonly expectedVersion: number | null;
  readonly step: DecreeStepInput | null;
  /** Why a second person refuses. */
  readonly words: string;
  /** What the second person read from the paper; of confirm alone. */
  readonly checked?: CheckedPaper | null;
}
export type DecreeDecision =
  | {
      readonly ok: true;
      readonly event: DecreeEvent;
      readonly duties: readonly Duty[];
      readonly refused: readonly RefusedProposal[];
    }
  | { readonly ok: false; readonly error: DomainError };

interface Admitted {
  readonly transition: DecreeTransition;
}

/** Whether this person may give this command now, before its content is looked at. */
export function admitDecree(
  d: DecreeCase,
  command: Pick<DecreeCommand, 'type' | 'expectedVersion'>,
  context: DecreeContext,
): DomainError | Admitted {
  if (command.expectedVersion !== null && command.expectedVersion !== d.version) {
    return refuse('STALE_VERSION', { expected: command.expectedVersion, actual: d.version, state: d.state });
  }
  if (command.type === 'confirm' || command.type === 'refuse_pending') return admitSecond(d, context);
  const transition = decreeTransitionOf(d.state, command.type);
  if (transition === null) return outOfTurn(d, command.type);
  return authorityError(transition.roles, transition.duties, context) ?? { transition };
}

function admitSecond(d: DecreeCase, context: DecreeContext): DomainError | Admitted {
  const transition = decreeTransitionOf(d.state, 'record');
  if (d.pending === null || transition?.second === undefined) {
    return d.state === 'REGISTERED' ? outOfTurn(d, 'confirm') : refuse('NOTHING_PENDING', { state: d.state });
  }
  if (context.actor.userId === d.pending.enteredBy) return refuse('SAME_PERSON', { who: d.pending.enteredByName });
  return authorityError(transition.second, transition.duties, context) ?? { transition };
}

function outOfTurn(d: DecreeCase, command: string): DomainError {
  return refuse(d.state === 'REGISTERED' ? 'CASE_ENDED' : 'NOT_ALLOWED_IN_STATE', { state: d.state, command });
}

function authorityError(allowed: readonly Role[], duties: readonly Duty[], context: DecreeContext): DomainError | null {
  if (!allowed.some((role) => context.actor.roles.includes(role))) return refuse('WRONG_ROLE', { needed: allowed });
  const pair = forbiddenPairWith(context.duties, duties);
  return pair === null ? null : refuse('FORBIDDEN_PAIR', { pair: [...pair] });
}

/** Pure and total: whether a command may happen to a decree, and what then has happened. */
export function decideDecree(d: DecreeCase, command: DecreeCommand, context: DecreeContext): DecreeDecision {
  const admitted = admitDecree(d, command, context);
  if ('code' in admitted) return no(admitted);
  const { transition } = admitted;
  const { pending } = d;
  if (command.type === 'refuse_pending') {
    if (command.words.trim() === '') return no(refuse('REASON_REQUIRED', { field: 'words' }));
    return yes(d, transition, context, {
      type: 'pending_refused',
      to: d.state,
      change: { pending: null },
      note: { words: command.words, enteredBy: pending?.enteredByName ?? '' },
    });
  }
  const { step } = command;
  if (step === null) return no(refuse('INVALID_INPUT', { fields: ['type'] }));
  if (command.type === 'confirm' && (pending?.version !== d.version || pending.contentHash !== context.paperHash)) {
    return no(refuse('STALE_VERSION', { expected: pending?.version ?? 0, actual: d.version, state: d.state }));
  }
  const unlike = command.type === 'confirm' ? checkError(d, command.checked ?? null) : null;
  if (unlike !== null) return no(unlike);
  const verdict = applyRule(d, step, context);
  if ('code' in verdict) return no(verdict);
  if (command.type === 'record' && step.type === 'record') {
    return yes(d, transition, context, enteredPaper(d, step.payload, context));
  }
  const names =
    pending === null || command.type !== 'confirm'
      ? {}
      : { enteredBy: pending.enteredByName, confirmedBy: context.actor.name };
  return yes(
    d,
    transition,
    context,
    {
      type: step.type,
      to: transition.to === 'SAME' ? d.state : transition.to,
      change: { ...verdict.change, pending: null },
      note: { ...verdict.note, ...names },
    },
    verdict.refused,
  );
}

function applyRule(d: DecreeCase, step: DecreeStepInput, context: DecreeContext): DomainError | DecreeVerdict {
  const rule = decreeRules[step.type] as (
    input: DecreeRuleInput<keyof DecreeCommandMap>,
  ) => DomainError | DecreeVerdict;
  return rule({ decree: d, payload: step.payload, facts: step.facts, context });
}

function enteredPaper(d: DecreeCase, paper: SignedPaper, context: DecreeContext): Omit<DecreeEvent, 'from' | 'at'> {
  return {
    type: 'entered',
    to: d.state,
    change: {
      pending: {
        paper,
        contentHash: context.paperHash,
        version: d.version + 1,
        enteredBy: context.actor.userId ?? '',
        enteredByName: context.actor.name,
        enteredAt: context.now.toISOString(),
        overdueTold: false,
      },
    },
    note: { ...paperNote(paper, d.rootHash), contentHash: context.paperHash },
  };
}

function yes(
  d: DecreeCase,
  transition: DecreeTransition,
  context: DecreeContext,
  event: Omit<DecreeEvent, 'from' | 'at'>,
  refused: readonly RefusedProposal[] = [],
): DecreeDecision {
  const second = event.note['confirmedBy'] !== undefined || event.type === 'pending_refused';
  const offices = second ? (transition.second ?? []) : transition.roles;
  return {
    ok: true,
    event: {
      ...event,
      note: { ...event.note, ...onBehalf(offices, context.actor) },
      from: d.state,
      at: context.now.toISOString(),
    },
    duties: transition.duties,
    refused,
  };
}

function no(error: DomainError): DecreeDecision {
  return { ok: false, error };
}

/**
 * What the answers of proposals make of a decree. An include that is refused frees its entry, an exclude that is refused
 * leaves it; `decree` has no refusal that counts, because what the Governor signed has happened. The decree is in force
 * when the last entry is.
 */
export function hearProposals(d: DecreeCase, answers: readonly ProposalAnswer[], now: Date): DecreeEvent {
  const heard = new Map(answers.map((answer) => [answer.proposalId, answer]));
  const entries = d.entries.flatMap((entry): DecreeEntry[] => {
    const answer = heard.get(entry.proposalId);
    return answer === undefined || entry.task === null ? [] : [afterAnswer(entry, answer.error)];
  });
  const after = evolveEntries(d, entries);
  const inForce = d.state === 'SIGNED' && liveEntries(after).every((entry) => entry.state === 'DECREED');
  return {
    type: 'proposals_answered',
    from: d.state,
    to: inForce ? 'REGISTERED' : d.state,
    at: now.toISOString(),
    change: { entries },
    note: {
      done: answers.filter((answer) => answer.error === null).map((answer) => answer.proposalId),
      refused: answers.flatMap((answer) =>
        answer.error === null ? [] : [`${answer.proposalId} ${answer.error.code}`],
      ),
    },
  };
}

function afterAnswer(entry: DecreeEntry, error: DomainError | null): DecreeEntry {
  switch (entry.task?.type) {
    case 'include':
      return { ...entry, task: null, state: error === null ? 'FENCED' : 'REMOVED' };
    case 'exclude':
      return { ...entry, task: null, state: error === null ? 'REMOVED' : entry.state };
    case 'decree':
      return error === null ? { ...entry, task: null, state: 'DECREED' } : entry;
    default:
      return entry;
  }
}

function evolveEntries(d: DecreeCase, entries: readonly DecreeEntry[]): DecreeCase {
  const changed = new Map(entries.map((entry) => [entry.proposalId, entry]));
  return { ...d, entries: d.entries.map((entry) => changed.get(entry.proposalId) ?? entry) };
}
