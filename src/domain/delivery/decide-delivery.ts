import { refuse, type DomainError } from '../errors.js';
import { freezeError } from '../freeze.js';
import { factError } from '../proposal/overlays.js';
import type { ProposalAnswer, ProposalTask } from '../proposal-task.js';
import { forbiddenPairWith, type Duty } from '../roles.js';
import { onBehalf, type ActingOffice } from '../substitution.js';
import { witaDate } from '../time/wita.js';
import {
  deliveryTransitions,
  drivenDrops,
  type DeliveryCase,
  type DeliveryCommandMap,
  type DeliveryCommandType,
  type DeliveryDrop,
  type DeliveryStepInput,
  type DeliveryTransition,
} from './delivery-case.js';
import { evolveDelivery, type DeliveryEvent } from './delivery-events.js';

export interface DeliveryContext {
  readonly now: Date;
  readonly actor: {
    readonly userId: string | null;
    readonly roles: readonly string[];
    readonly orgUnitIds: readonly string[];
    readonly acting?: readonly ActingOffice[];
  };
  /** Duties this person already had in any case of this batch. */
  readonly duties: readonly string[];
  readonly commandId: string;
}
export type DeliveryDecision =
  | { readonly ok: true; readonly event: DeliveryEvent; readonly duties: readonly Duty[] }
  | { readonly ok: false; readonly error: DomainError };
type Verdict = Pick<DeliveryEvent, 'change' | 'note'>;

/** Whether this person may give this command now, before its content is looked at. */
export function admitDelivery(
  d: DeliveryCase,
  command: { readonly type: DeliveryCommandType; readonly expectedVersion: number | null },
  context: DeliveryContext,
): DomainError | DeliveryTransition {
  const { type, expectedVersion } = command;
  if (expectedVersion !== null && expectedVersion !== d.version) {
    return refuse('STALE_VERSION', { expected: expectedVersion, actual: d.version, state: d.state });
  }
  const transition = deliveryTransitions.find((row) => row.command === type && row.from.includes(d.state));
  if (transition === undefined) {
    return refuse(d.state === 'RECONCILED' ? 'CASE_ENDED' : 'NOT_ALLOWED_IN_STATE', { state: d.state, command: type });
  }
  if (!transition.roles.some((role) => context.actor.roles.includes(role))) {
    return refuse('WRONG_ROLE', { needed: transition.roles });
  }
  if (type === 'hand_over' && !context.actor.orgUnitIds.includes(d.unitId)) {
    return refuse('WRONG_ROLE', { needed: transition.roles, unit: 'own' });
  }
  const pair = forbiddenPairWith(context.duties, transition.duties);
  return pair === null ? transition : refuse('FORBIDDEN_PAIR', { pair: [...pair] });
}

/** Pure and total: whether a command may happen to a batch, and what then has happened. */
export function decideDelivery(
  d: DeliveryCase,
  command: { readonly expectedVersion: number | null; readonly step: DeliveryStepInput },
  context: DeliveryContext,
): DeliveryDecision {
  const { step } = command;
  const admitted = admitDelivery(d, { type: step.type, expectedVersion: command.expectedVersion }, context);
  if ('code' in admitted) return { ok: false, error: admitted };
  const verdict = verdictOf(d, step, context);
  if ('code' in verdict) return { ok: false, error: verdict };
  const to = admitted.to === 'SAME' ? d.state : admitted.to;
  const note = { ...verdict.note, ...onBehalf(admitted.roles, context.actor) };
  const event: DeliveryEvent = { type: step.type, from: d.state, to, at: context.now.toISOString(), ...verdict, note };
  return { ok: true, event: settled(d, event), duties: admitted.duties };
}

function verdictOf(d: DeliveryCase, step: DeliveryStepInput, context: DeliveryContext): DomainError | Verdict {
  switch (step.type) {
    case 'dispatch':
      return dispatch(d, step, context);
    case 'hand_over':
      return handOver(d, step, context);
    case 'reconcile':
      return reconcile(d, step, context);
  }
}

function dispatch(
  d: DeliveryCase,
  { payload, facts }: DeliveryCommandMap['dispatch'],
  context: DeliveryContext,
): DomainError | Verdict {
  if (payload.dispatchedOn > witaDate(context.now)) {
    return refuse('DATE_ORDER', { first: 'dispatchedOn', second: 'today' });
  }
  if (facts.decreeSignedOn === null || payload.dispatchedOn < facts.decreeSignedOn) {
    return refuse('DATE_ORDER', { first: 'decree', second: 'dispatchedOn' });
  }
  const task = taskOf('start_delivery', d, context);
  return {
    change: { ...payload, drops: d.drops.map((drop) => ({ ...drop, task })) },
    note: { ...payload, proposals: d.drops.map((drop) => drop.proposalId) },
  };
}

function handOver(
  d: DeliveryCase,
  { payload, facts }: DeliveryCommandMap['hand_over'],
  context: DeliveryContext,
): DomainError | Verdict {
  const drop = d.drops.find((candidate) => candidate.id === payload.dropId);
  if (drop === undefined) return refuse('NOT_FOUND', { what: 'drop' });
  if (drop.state !== 'STARTED') return refuse('NOT_ALLOWED_IN_STATE', { state: drop.state, command: 'hand_over' });
  // I5: dispatch ≤ minutes of hand-over (BAST) ≤ today
  if (d.dispatchedOn === null || payload.bastDate < d.dispatchedOn) {
    return refuse('DATE_ORDER', { first: 'dispatchedOn', second: 'bastDate' });
  }
  if (payload.bastDate > witaDate(context.now)) return refuse('DATE_ORDER', { first: 'bastDate', second: 'today' });
  const stopped = factError(facts.overlaid, payload.bastDate) ?? freezeError(facts.freeze);
  if (stopped !== null) return stopped;
  if (facts.numberTaken) return refuse('DUPLICATE_NUMBER', { number: payload.bastNumber });
  if (!facts.scanExists) return refuse('INCOMPLETE', { fields: ['bastScan'] });
  const handed: DeliveryDrop = {
    ...drop,
    state: 'HANDED_OVER',
    bastNumber: payload.bastNumber,
    bastDate: payload.bastDate,
    bastBlobId: payload.scanBlobId,
    handedOverBy: context.actor.userId,
  };
  return {
    change: { drops: [handed] },
    note: {
      drop: drop.id,
      proposal: drop.proposalId,
      bastNumber: payload.bastNumber,
      bastDate: payload.bastDate,
      scan: payload.scanBlobId,
    },
  };
}

function reconcile(
  d: DeliveryCase,
  { facts }: DeliveryCommandMap['reconcile'],
  context: DeliveryContext,
): DomainError | Verdict {
  const driven = drivenDrops(d);
  const open = driven.filter((drop) => drop.state !== 'CONFIRMED');
  if (open.length > 0) {
    return refuse('INCOMPLETE', {
      fields: ['drops'],
      openDrops: open.length,
      proposals: open.map((drop) => drop.proposalId),
    });
  }
  if (facts.held.length > 0) return refuse('INCOMPLETE', { fields: ['heldLines'], proposals: facts.held });
  const task = taskOf('finalise_lines', d, context);
  return {
    change: { drops: driven.map((drop) => ({ ...drop, task })) },
    note: { proposals: driven.map((drop) => drop.proposalId) },
  };
}

function taskOf(type: ProposalTask['type'], d: DeliveryCase, context: DeliveryContext): ProposalTask {
  return { type, number: d.version + 1, actor: { kind: 'system', purpose: 'delivery' }, origin: context.commandId };
}

/**
 * What the answers of proposals make of a batch: who refuses to start stays behind, who is final closes its drop. Final
 * lines have no refusal that counts: everything was confirmed before it was reconciled.
 */
export function hearDeliveries(d: DeliveryCase, answers: readonly ProposalAnswer[], now: Date): DeliveryEvent {
  const heard = new Map(answers.map((answer) => [answer.proposalId, answer]));
  const drops = d.drops.flatMap((drop): DeliveryDrop[] => {
    const answer = heard.get(drop.proposalId);
    return answer === undefined || drop.task === null ? [] : [afterAnswer(drop, answer.error)];
  });
  return settled(d, {
    type: 'proposals_answered',
    from: d.state,
    to: d.state,
    at: now.toISOString(),
    change: { drops },
    note: {
      done: answers.filter((answer) => answer.error === null).map((answer) => answer.proposalId),
      refused: answers.flatMap((answer) =>
        answer.error === null ? [] : [`${answer.proposalId} ${answer.error.code}`],
      ),
    },
  });
}

function afterAnswer(drop: DeliveryDrop, error: DomainError | null): DeliveryDrop {
  switch (drop.task?.type) {
    case 'start_delivery':
      return { ...drop, task: null, state: error === null ? 'STARTED' : 'PLANNED' };
    case 'finalise_lines':
      return error === null ? { ...drop, task: null, state: 'RECONCILED' } : drop;
    default:
      return drop;
  }
}

/** A reconciliation is over when nothing of it is left to tell; a batch of which all stayed behind is over with it. */
function settled(d: DeliveryCase, event: DeliveryEvent): DeliveryEvent {
  const after = evolveDelivery(d, event);
  const asked = event.type === 'reconcile' || d.drops.some((drop) => drop.task?.type === 'finalise_lines');
  const over = asked && drivenDrops(after).every((drop) => drop.state === 'RECONCILED');
  return over ? { ...event, to: 'RECONCILED' } : event;
}
