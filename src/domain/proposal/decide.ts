import { refuse, type DomainError } from '../errors.js';
import { endorsersFor } from '../policy.js';
import { forbiddenPairWith, isRole, type Duty, type Role } from '../roles.js';
import { onBehalf } from '../substitution.js';
import { assists, enteredByPaper, paperError } from './assisted.js';
import { dueAfterEntering } from './clocks.js';
import { isQuiet, type ProposalEvent } from './events.js';
import { isOverlaid, overlayDateError, overlayError } from './overlays.js';
import { clockUnder } from './paused-clock.js';
import type { ProposalCase } from './proposal-case.js';
import { lastDecision, secondOf } from './recall.js';
import type { DecisionContext, Rule, RuleVerdict, StepInput } from './rule.js';
import { rules } from './rules/index.js';
import { placeTaken, secondStandIns, standIns } from './stand-in.js';
import { isTerminal, type ProposalState } from './states.js';
import {
  transitionOf,
  type CommandType,
  type SecondCommand,
  type StepCommand,
  type Transition,
} from './transitions.js';

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

interface Admitted {
  readonly transition: Transition;
  readonly duties: readonly Duty[];
}

/**
 * Whether this person may give this command now, before anything about its content is known; the transaction asks it
 * first, so that no fact is loaded and no number drawn for someone without the right.
 */
export function admit(
  c: ProposalCase,
  command: Omit<CommandInput, 'step'>,
  context: DecisionContext,
): DomainError | Admitted {
  if (command.expectedVersion !== null && command.expectedVersion !== c.version) {
    return refuse('STALE_VERSION', { expected: command.expectedVersion, actual: c.version, state: c.state });
  }
  if (command.type === 'confirm' || command.type === 'refuse_pending') return admitSecond(c, command.type, context);
  const transition = transitionOf(c, command.type);
  if (transition === null) {
    return refuse(isTerminal(c.state) ? 'CASE_ENDED' : 'NOT_ALLOWED_IN_STATE', {
      state: c.state,
      command: command.type,
    });
  }
  if (transition.duties.includes('LKS') && assists(c, context.actor))
    return admitAssistant(c, command.type, transition, context);
  // the chair confirms as the institution, an officer as one who enters for it
  const own = command.type === 'confirm_intake' && context.actor.institutionId === c.institutionId;
  const duties: readonly Duty[] = own ? ['LKS'] : transition.duties;
  const above = standIns(c, transition, context.actor.userId);
  return (
    authorityError(c, transition.roles, duties, context, above) ??
    overlayError(c, command.type) ?? { transition, duties }
  );
}

/** What the institution may say an officer enters for it, each step by a paper of the chair; never as the institution. */
function admitAssistant(
  c: ProposalCase,
  type: CommandType,
  transition: Transition,
  context: DecisionContext,
): DomainError | Admitted {
  const duties: readonly Duty[] = ['ASSISTED_INTAKE'];
  const pair = forbiddenPairWith(context.duties, duties);
  if (pair !== null) return refuse('FORBIDDEN_PAIR', { pair: [...pair] });
  return paperError(c) ?? overlayError(c, type) ?? { transition, duties };
}

function admitSecond(c: ProposalCase, type: SecondCommand, context: DecisionContext): DomainError | Admitted {
  const pending = c.data.pending;
  const transition = pending === null ? null : transitionOf(c, pending.command);
  const second = transition === null ? undefined : secondOf(c, transition);
  if (pending === null || transition === null || second === undefined) {
    return refuse(isTerminal(c.state) ? 'CASE_ENDED' : 'NOTHING_PENDING', { state: c.state });
  }
  if (context.actor.userId === pending.enteredBy) return refuse('SAME_PERSON', { who: pending.enteredByName });
  // the second officer of a visit and the checker of a record share the first one's duty; an approver adds only his own
  const shares = transition.external !== undefined || pending.command === 'submit_field';
  const duties: readonly Duty[] = shares ? transition.duties : ['OFFICIAL'];
  const denied = authorityError(c, second, duties, context, secondStandIns(c, transition));
  if (denied !== null) return denied;
  if (pending.command === 'submit_field' && !c.data.fieldOfficers.includes(context.actor.userId ?? '')) {
    return refuse('WRONG_ROLE', { needed: ['FIELD_VERIFIER'], team: 'assigned' });
  }
  return overlayError(c, type) ?? { transition, duties };
}

/** Pure and total: the one place that says whether a command may happen and what then has happened. */
export function decide(c: ProposalCase, command: CommandInput, context: DecisionContext): Decided {
  const admitted = admit(c, command, context);
  if ('code' in admitted) return no(admitted);
  const { transition, duties } = admitted;
  const { pending } = c.data;
  if (command.type === 'refuse_pending') {
    return refusePending(c, command.words, duties, secondOf(c, transition) ?? [], context);
  }
  if (command.step === null) return no(refuse('INVALID_INPUT', { field: 'type' }));
  const late = overlayDateError(c, command.step);
  if (late !== null) return no(late);
  if (command.type === 'confirm') {
    if (pending === null || pending.version !== c.version || pending.contentHash !== context.payloadHash) {
      return no(refuse('STALE_VERSION', { expected: pending?.version ?? 0, actual: c.version, state: c.state }));
    }
    const verdict = applyRule(c, command.step, transition, context);
    if ('code' in verdict) return no(verdict);
    return done(c, 'confirm', command.step, transition, verdict, context, duties, {
      enteredBy: pending.enteredByName,
      confirmedBy: context.actor.name,
      ...inPlaceOf(secondOf(c, transition) ?? [], context),
      ...onBehalf(secondOf(c, transition) ?? [], context.actor),
    });
  }
  const ruled = applyRule(c, command.step, transition, context);
  if ('code' in ruled) return no(ruled);
  const { assisted } = c.data;
  const byPaper =
    assisted !== null && transition.duties.includes('LKS') && assists(c, context.actor)
      ? enteredByPaper(assisted, command.type, context.now)
      : null;
  if (secondOf(c, transition) !== undefined) return enterPending(c, command.step, transition, duties, byPaper, context);
  const verdict =
    byPaper === null
      ? ruled
      : { ...ruled, change: { ...ruled.change, data: { ...ruled.change.data, ...byPaper.data } } };
  return done(c, command.type, command.step, transition, verdict, context, duties, {
    ...byPaper?.note,
    ...inPlaceOf(transition.roles, context),
    ...onBehalf(officesOf(transition, verdict), context.actor),
  });
}

function refusePending(
  c: ProposalCase,
  words: string,
  duties: readonly Duty[],
  offices: readonly Role[],
  context: DecisionContext,
): Decided {
  if (words.trim() === '') return no(refuse('REASON_REQUIRED', { field: 'words' }));
  const event = baseEvent(c, 'pending_refused', 'refuse_pending', c.state, context, {
    change: { data: { pending: null } },
    note: {
      command: c.data.pending?.command ?? '',
      enteredBy: c.data.pending?.enteredByName ?? '',
      words,
      ...onBehalf(offices, context.actor),
    },
    dueAt: c.dueAt,
  });
  return { ok: true, events: [event], duties, effect: null };
}

function authorityError(
  c: ProposalCase,
  allowed: readonly Role[] | 'SYSTEM',
  duties: readonly Duty[],
  context: DecisionContext,
  above: readonly Role[],
): DomainError | null {
  const { actor } = context;
  if (allowed === 'SYSTEM') return actor.kind === 'system' ? null : refuse('WRONG_ROLE', { needed: ['SYSTEM'] });
  if (actor.kind === 'system') return refuse('WRONG_ROLE', { needed: allowed });
  if (![...allowed, ...above].some((role) => actor.roles.includes(role)))
    return refuse('WRONG_ROLE', { needed: allowed });
  if (duties.includes('LKS') && actor.institutionId !== c.institutionId)
    return refuse('WRONG_ROLE', { needed: allowed, institution: 'own' });
  // whoever belongs to the institution stands on its side, also before ever acting for it
  const held = actor.institutionId === c.institutionId ? ['LKS', ...context.duties] : context.duties;
  const pair = forbiddenPairWith(held, duties);
  return pair === null ? null : refuse('FORBIDDEN_PAIR', { pair: [...pair] });
}

function applyRule<K extends StepCommand>(
  c: ProposalCase,
  step: StepInput<K>,
  transition: Transition,
  context: DecisionContext,
): DomainError | RuleVerdict {
  const rule = rules[step.type] as Rule<K>;
  return rule({ ...step, case: c, context, transition });
}

function enterPending(
  c: ProposalCase,
  step: StepInput,
  transition: Transition,
  duties: readonly Duty[],
  byPaper: ReturnType<typeof enteredByPaper> | null,
  context: DecisionContext,
): Decided {
  const event = baseEvent(c, 'entered', step.type, c.state, context, {
    change: {
      data: {
        ...byPaper?.data,
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
    note: {
      command: step.type,
      contentHash: context.payloadHash,
      ...byPaper?.note,
      ...inPlaceOf(transition.roles, context),
      ...onBehalf(transition.roles, context.actor),
      ...(transition.external === undefined ? {} : { external: transition.external }),
    },
    dueAt: c.dueAt,
  });
  return { ok: true, events: [event], duties, effect: null };
}

function done(
  c: ProposalCase,
  command: CommandType,
  step: StepInput,
  transition: Transition,
  verdict: RuleVerdict,
  context: DecisionContext,
  duties: readonly Duty[],
  names: ProposalEvent['note'],
): Decided {
  const to =
    verdict.to ??
    (transition.to === 'SAME'
      ? c.state
      : transition.to === 'BACK'
        ? (c.data.returned?.state ?? c.state)
        : transition.to);
  // pinned here, because inboxes, notices and superiors ask the case alone whose turn it is
  const levels = to === 'FIELD_VERIFIED' && to !== c.state ? endorsersOf(c, verdict, context) : null;
  const clock =
    to === c.state
      ? c.dueAt
      : (dueAfterEntering(to, context.now, context, c.track, levels?.length)?.toISOString() ?? null);
  const wanted = verdict.dueAt === undefined ? clock : (verdict.dueAt?.toISOString() ?? null);
  const last = lastDecision(c, step.type, verdict.change, context);
  const data = {
    ...(isQuiet(step.type) ? {} : { pending: null, last }),
    ...verdict.change.data,
    ...(levels === null ? {} : { endorsers: levels }),
  };
  const { dueAt, paused } = clockUnder(c, to, wanted, isOverlaid({ ...c.data, ...data }), context.now, context);
  const event = baseEvent(c, step.type, command, to, context, {
    change: { ...verdict.change, data: paused === c.data.paused ? data : { ...data, paused } },
    note: {
      ...(transition.external === undefined ? {} : { external: transition.external }),
      ...verdict.note,
      ...names,
    },
    dueAt,
  });
  return { ok: true, events: [event], duties, effect: step };
}

/** What is decided within hours goes to the head of the office at once (process.md 2.3). */
function endorsersOf(c: ProposalCase, { change }: RuleVerdict, { policy }: DecisionContext): readonly Role[] {
  return c.track === 'UNPLANNED' ? [] : endorsersFor(policy, change.requestedAmount ?? c.requestedAmount);
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

/** An endorsement is given in the office of its level alone. */
function officesOf(transition: Transition, verdict: RuleVerdict): Transition['roles'] {
  const { level } = verdict.note;
  return typeof level === 'string' && isRole(level) ? [level] : transition.roles;
}

/** Who acts for an office that let its days pass says so in the record. */
function inPlaceOf(offices: Transition['roles'], context: DecisionContext): ProposalEvent['note'] {
  const place = placeTaken(offices, context.actor.roles);
  return place === null ? {} : { inPlaceOf: place };
}

function no(error: DomainError): Decided {
  return { ok: false, error };
}
