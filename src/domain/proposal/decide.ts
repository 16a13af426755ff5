import { refuse, type DomainError } from '../errors.js';
import { forbiddenPairWith, type Duty, type Role } from '../roles.js';
import { dueAfterEntering } from './clocks.js';
import type { ProposalEvent } from './events.js';
import type { ProposalCase } from './proposal-case.js';
import type { DecisionContext, Rule, RuleVerdict, StepInput } from './rule.js';
import { rules } from './rules/index.js';
import { isTerminal, proposalStates, type ProposalState } from './states.js';
import { transitionOf, type CommandType, type StepCommand, type Transition } from './transitions.js';

export interface CommandInput {
  readonly type: CommandType;
  readonly expectedVersion: number | null;
  /** The step itself; for confirm the pending entry's step with fresh facts; null for refuse_pending. */
  readonly step: StepInput | null;
  /** The reason a second person gives for refusing. */
  readonly words: string;
}

export interface Decision {
  readonly ok: true;
  readonly events: readonly ProposalEvent[];
  /** Duties the acting person now has in the case. */
  readonly duties: readonly Duty[];
  /** The step whose effect must be written; null while an entry is only pending. */
  readonly effect: StepInput | null;
}
export type Decided = Decision | { readonly ok: false; readonly error: DomainError };

/** Pure and total: the one place that says whether a command may happen and what then has happened. */
export function decide(c: ProposalCase, command: CommandInput, context: DecisionContext): Decided {
  if (command.expectedVersion !== null && command.expectedVersion !== c.version) {
    return no(refuse('STALE_VERSION', { expected: command.expectedVersion, actual: c.version, state: c.state }));
  }
  if (command.type === 'confirm' || command.type === 'refuse_pending') return decideSecond(c, command, context);
  if (command.step === null) return no(refuse('INVALID_INPUT', { field: 'type' }));
  const transition = transitionOf(c.state, command.type);
  if (transition === null) {
    return no(refuse(isTerminal(c.state) ? 'CASE_ENDED' : 'NOT_ALLOWED_IN_STATE', { state: c.state, command: command.type }));
  }
  const denied = authorityError(c, transition.roles, transition.duties, context);
  if (denied !== null) return no(denied);
  const verdict = applyRule(c, command.step, transition, context);
  if ('code' in verdict) return no(verdict);
  if (transition.second !== undefined) {
    return enterPending(c, command.step, transition, context);
  }
  return done(c, command.type, command.step, transition, verdict, context);
}

function decideSecond(c: ProposalCase, command: CommandInput, context: DecisionContext): Decided {
  const pending = c.data.pending;
  if (pending === null) return no(refuse(isTerminal(c.state) ? 'CASE_ENDED' : 'NOTHING_PENDING', { state: c.state }));
  const transition = transitionOf(c.state, pending.command);
  if (transition?.second === undefined) return no(refuse('NOTHING_PENDING', { state: c.state }));
  if (context.actor.userId === pending.enteredBy) return no(refuse('SAME_PERSON', { who: pending.enteredByName }));
  const duties: readonly Duty[] = transition.external === undefined && pending.command !== 'submit_field' ? ['OFFICIAL'] : transition.duties;
  const denied = authorityError(c, transition.second, duties, context);
  if (denied !== null) return no(denied);
  if (pending.command === 'submit_field' && !c.data.fieldOfficers.includes(context.actor.userId ?? '')) {
    return no(refuse('WRONG_ROLE', { needed: ['FIELD_VERIFIER'], team: 'assigned' }));
  }
  if (command.type === 'refuse_pending') {
    if (command.words.trim() === '') return no(refuse('REASON_REQUIRED', { field: 'words' }));
    const event = baseEvent(c, 'pending_refused', 'refuse_pending', c.state, context, {
      change: { data: { pending: null } },
      note: { command: pending.command, enteredBy: pending.enteredByName, words: command.words },
      dueAt: c.dueAt,
    });
    return { ok: true, events: [event], duties, effect: null };
  }
  if (command.step === null || pending.version !== c.version || pending.contentHash !== context.payloadHash) {
    return no(refuse('STALE_VERSION', { expected: pending.version, actual: c.version, state: c.state }));
  }
  const verdict = applyRule(c, command.step, transition, context);
  if ('code' in verdict) return no(verdict);
  const decided = done(c, 'confirm', command.step, transition, verdict, context, { enteredBy: pending.enteredByName, confirmedBy: context.actor.name });
  return decided.ok ? { ...decided, duties } : decided;
}

function authorityError(c: ProposalCase, allowed: readonly Role[] | 'SYSTEM', duties: readonly Duty[], context: DecisionContext): DomainError | null {
  const { actor } = context;
  if (allowed === 'SYSTEM') return actor.kind === 'system' ? null : refuse('WRONG_ROLE', { needed: ['SYSTEM'] });
  if (actor.kind === 'system') return refuse('WRONG_ROLE', { needed: allowed });
  if (!allowed.some((role) => actor.roles.includes(role))) return refuse('WRONG_ROLE', { needed: allowed });
  if (duties.includes('LKS') && actor.institutionId !== c.institutionId) return refuse('WRONG_ROLE', { needed: allowed, institution: 'own' });
  const pair = forbiddenPairWith(context.duties, duties);
  return pair === null ? null : refuse('FORBIDDEN_PAIR', { pair: [...pair] });
}

function applyRule<K extends StepCommand>(c: ProposalCase, step: StepInput<K>, transition: Transition, context: DecisionContext): DomainError | RuleVerdict {
  const rule = rules[step.type] as Rule<K>;
  return rule({ ...step, case: c, context, transition });
}

function enterPending(c: ProposalCase, step: StepInput, transition: Transition, context: DecisionContext): Decided {
  const event = baseEvent(c, 'entered', step.type, c.state, context, {
    change: {
      data: {
        pending: {
          command: step.type,
          payload: step.payload as Readonly<Record<string, unknown>>,
          contentHash: context.payloadHash,
          version: c.version + 1,
          enteredBy: context.actor.userId ?? '',
          enteredByName: context.actor.name,
          enteredAt: context.now.toISOString(),
        },
      },
    },
    note: { command: step.type, contentHash: context.payloadHash, ...(transition.external === undefined ? {} : { external: transition.external }) },
    dueAt: c.dueAt,
  });
  return { ok: true, events: [event], duties: transition.duties, effect: null };
}

function done(
  c: ProposalCase,
  command: CommandType,
  step: StepInput,
  transition: Transition,
  verdict: RuleVerdict,
  context: DecisionContext,
  names: ProposalEvent['note'] = {},
): Decided {
  const to = verdict.to ?? (transition.to === 'SAME' ? c.state : transition.to === 'BACK' ? (c.data.returned?.state ?? c.state) : transition.to);
  const clock = to === c.state ? c.dueAt : (dueAfterEntering(to, context.now, context)?.toISOString() ?? null);
  const dueAt = verdict.dueAt === undefined ? clock : (verdict.dueAt?.toISOString() ?? null);
  const event = baseEvent(c, step.type, command, to, context, {
    change: { ...verdict.change, data: { pending: null, ...verdict.change.data } },
    note: { ...verdict.note, ...names, ...(transition.external === undefined ? {} : { external: transition.external }) },
    dueAt,
  });
  return { ok: true, events: [event], duties: transition.duties, effect: step };
}

function baseEvent(
  c: ProposalCase,
  type: ProposalEvent['type'],
  command: ProposalEvent['command'],
  to: ProposalState,
  context: DecisionContext,
  rest: Pick<ProposalEvent, 'change' | 'note' | 'dueAt'>,
): ProposalEvent {
  return { type, command, from: c.state, to, at: context.now.toISOString(), ...rest };
}

function no(error: DomainError): Decided {
  return { ok: false, error };
}

/** The words of a state for messages and histories. */
export function stateLabel(state: ProposalState, locale: 'id' | 'en'): string {
  return locale === 'id' ? proposalStates[state].labelId : proposalStates[state].labelEn;
}
