import { answerAlarm, clockCommand, firstToAnswer } from '../../../src/domain/proposal/answer-alarm.js';
import { alarmKey, alarmsOf, type AlarmPlan, type ClockFacts } from '../../../src/domain/proposal/clocks.js';
import { decide, type CommandInput, type Decided, type Decision } from '../../../src/domain/proposal/decide.js';
import { evolve, type ProposalEvent } from '../../../src/domain/proposal/events.js';
import { defaultPolicy } from '../../../src/domain/policy.js';
import type { DecisionContext, StepInput } from '../../../src/domain/proposal/rule.js';
import { commandTypes, type CommandType } from '../../../src/domain/proposal/transitions.js';
import { contentHash } from '../../../src/app/record/content-hash.js';
import { aPerson, samples } from '../cases.js';
import { pick, sensibleCommand, suits } from './choose.js';
import { CAST, SYSTEM, type Person } from './model-cast.js';
import type { ModelCase, ModelWorld } from './model-case.js';
import { takeEffect } from './model-effects.js';
import type { Dice } from './model-facts.js';
import { pendingStep, stepFor } from './model-steps.js';

/** One thing that somebody tries, as chance drew it. */
export interface Move {
  readonly caseNumber: number;
  /** Sensible moves choose among what the case waits for and who may do it; wild ones among everything and everyone. */
  readonly sensible: boolean;
  readonly command: number;
  readonly person: number;
  readonly version: 'seen' | 'none' | 'old';
  readonly dice: Dice;
  /** Hours that pass before. */
  readonly hours: number;
}

export interface Attempt {
  readonly command: CommandInput;
  readonly person: Person;
  readonly before: ModelCase['now'];
  readonly enteredBefore: string | null;
  readonly answer: Decided;
  /** The same question asked once more of the same case. */
  readonly again: Decided;
}

/** Budget and year close in the middle of the histories, so that they go on before and after. */
const clockFacts: ClockFacts = {
  ...aPerson([]),
  policy: { ...defaultPolicy(2026), considerationDue: '2026-03-31', yearEnd: '2026-04-20' },
};
const WINDOW_CLOSES = new Date('2026-12-31T15:59:59Z');

/** Tries one move; time passes first and rings what is due, as a case's workflow would. */
export function tryMove(world: ModelWorld, move: Move): Attempt {
  pass(world, move.hours);
  const model = pick(world.cases, move.caseNumber);
  return attempt(world, model, drawn(model, move), move.dice);
}

/** What somebody says, before anyone has looked at it. */
export interface Saying {
  readonly type: CommandType;
  readonly person: Person;
  readonly expectedVersion: number | null;
}

/** The command, person and version that chance drew for a case as it is now. */
export function drawn(model: ModelCase, move: Move): Saying {
  const type = commandOf(model, move);
  return {
    type,
    person: personOf(model, type, move),
    expectedVersion: { seen: model.now.version, none: null, old: model.now.version - 1 }[move.version],
  };
}

/** Decides what was said with the facts of this moment, and lets it happen if it may. */
export function attempt(
  world: ModelWorld,
  model: ModelCase,
  { type, person, expectedVersion }: Saying,
  dice: Dice,
): Attempt {
  const step =
    type === 'refuse_pending'
      ? null
      : type === 'confirm'
        ? pendingStep(world, model)
        : stepFor(world, model, type, dice);
  const command: CommandInput = { type, expectedVersion, step, words: dice[0] === 9 ? '' : 'Nomor keliru' };
  const context: DecisionContext = frozen({
    ...clockFacts,
    now: world.clock,
    actor: person,
    duties: [...(model.duties.get(person.userId ?? '') ?? [])],
    payloadHash: contentHash(step?.payload ?? {}),
  });
  const tried: Attempt = {
    command,
    person,
    before: model.now,
    enteredBefore: model.enteredBy,
    answer: decide(frozen(model.now), command, context),
    again: decide(frozen(model.now), command, context),
  };
  if (tried.answer.ok) accept(world, model, person, tried.answer);
  return tried;
}

function accept(world: ModelWorld, model: ModelCase, person: Person, decision: Extract<Decided, { ok: true }>): void {
  take(world, model, decision);
  model.enteredBy =
    model.now.data.pending === null
      ? null
      : decision.events.some((e) => e.type === 'entered')
        ? person.userId
        : model.enteredBy;
  if (person.userId === null) return;
  const duties = model.duties.get(person.userId) ?? new Set();
  for (const duty of decision.duties) duties.add(duty);
  model.duties.set(person.userId, duties);
}

function take(world: ModelWorld, model: ModelCase, { events, effect }: Pick<Decision, 'events' | 'effect'>): void {
  const to = events.at(-1)?.to ?? model.now.state;
  if (effect !== null) takeEffect(world, model, effect, to);
  for (const event of events) happen(model, event);
}

function happen(model: ModelCase, event: ProposalEvent): void {
  model.now = evolve(frozen(model.now), frozen(event));
  model.events.push(event);
}

/** Time passes, and rings what comes due. */
export function pass(world: ModelWorld, hours: number): void {
  if (hours === 0) return;
  world.clock = new Date(world.clock.getTime() + hours * 3_600_000);
  for (const model of world.cases) ringDue(world, model);
}

/** Rings everything that has come due for one case, each once. */
export function ringDue(world: ModelWorld, model: ModelCase): void {
  for (;;) {
    const due = firstToAnswer(alarmsNow(model).filter((plan) => plan.at <= world.clock));
    if (due === undefined) return;
    if (model.now.data.fired.includes(alarmKey(due, model.now))) world.violations.push(`${due.kind} rang twice`);
    const clock: DecisionContext = { ...clockFacts, now: world.clock, actor: SYSTEM, duties: [], payloadHash: '' };
    take(world, model, answerAlarm(frozen(model.now), due, clockStep(model, due), clock));
  }
}

function clockStep(model: ModelCase, due: AlarmPlan): StepInput | null {
  const type = clockCommand(model.now, due, clockFacts.policy);
  if (type === null) return null;
  const { payload, facts } = samples[type];
  return { type, payload, facts: { ...facts, windowClosesAt: WINDOW_CLOSES } };
}

export function alarmsNow(model: ModelCase): readonly AlarmPlan[] {
  return alarmsOf(model.now, { ...clockFacts, windowClosesAt: WINDOW_CLOSES });
}

const { endorsements } = clockFacts.policy;

function commandOf(model: ModelCase, move: Move): CommandType {
  return move.sensible ? sensibleCommand(model.now, endorsements, move.command) : pick(commandTypes, move.command);
}

function personOf(model: ModelCase, type: CommandType, move: Move): Person {
  const able = move.sensible ? CAST.filter((person) => suits(model.now, endorsements, type, person)) : [];
  return pick(able.length === 0 ? CAST : able, move.person);
}

/** Whoever changes it throws: the domain must not. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !ArrayBuffer.isView(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
