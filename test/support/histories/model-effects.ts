import type { FactsOf, LineCut, PayloadOf } from '../../../src/domain/proposal/command-map.js';
import type { StepInput } from '../../../src/domain/proposal/rule.js';
import { capturedLines, type CapturedLine } from '../../../src/app/proposal/receipts.js';
import type { ProposalState } from '../../../src/domain/proposal/states.js';
import type { StepCommand } from '../../../src/domain/proposal/transitions.js';
import { type ModelCase, type ModelLine, type ModelWorld } from './model-case.js';

/** What the record beside the case becomes when a step has its effect (process.md 4). */
export function takeEffect(world: ModelWorld, model: ModelCase, step: StepInput, to: ProposalState): void {
  const effect = effects[step.type] as Effect<StepCommand> | undefined;
  effect?.(world, model, step.payload, to, step.facts);
}

type Effect<K extends StepCommand> = (
  world: ModelWorld,
  model: ModelCase,
  payload: PayloadOf<K>,
  to: ProposalState,
  facts: FactsOf<K>,
) => void;

const effects: { readonly [K in StepCommand]?: Effect<K> } = {
  register: (world) => {
    world.registered += 1;
  },
  assign_field: (_world, model) => {
    for (const line of model.lines) line.presence = null;
  },
  submit_field: (_world, model, { exceptions }) => {
    for (const line of model.lines)
      line.presence = exceptions.find((entry) => entry.beneficiaryId === line.id)?.presence ?? 'PRESENT';
  },
  recommend: (world, model, { cuts }) => {
    for (const line of model.lines) {
      line.recommended = cuts.find((cut) => cut.lineId === line.id)?.quantity ?? line.requested;
      if (line.recommended === 0) continue;
      claim(world, model, line.need);
    }
    if (model.now.track === 'UNPLANNED') considerAtOnce(world, model);
  },
  consider: (world, model, { cuts }) => considerAnew(world, model, cuts),
  correct_record: (world, model, { cuts }) => {
    if (cuts === null) return;
    leave(world, model);
    considerAnew(world, model, cuts);
  },
  waitlist: leave,
  cut: (world, model, { to, cuts }) => {
    if (to === 'WAITLISTED') return cutToWait(world, model);
    for (const line of model.lines) {
      line.considered = cuts.find((cut) => cut.lineId === line.id)?.quantity ?? line.considered;
      if (line.considered === 0) release(world, model, line.need);
    }
    letGo(
      world,
      model,
      world.ceilings.map(({ fact }) => fact.scope),
    );
    hold(world, model, ['PROGRAMME', 'AREA']);
  },
  link_budget: (world, model) => {
    letGo(world, model, ['PROGRAMME']);
    hold(world, model, ['DPA_LINE']);
  },
  decree: putInForce,
  approve_urgent: putInForce,
  close_year: (world, model, { lapsedItems }) => {
    const stale = model.now.data.carriedStock !== null;
    lapse(world, model, (line) => stale || lapsedItems.includes(line.id));
  },
  lapse_money: (world, model) => lapse(world, model, () => true),
  amend: (world, model) => {
    const { cuts = [], raises = [] } = model.now.data.amendment ?? {};
    for (const line of model.lines) {
      const change = [...cuts, ...raises].find((entry) => entry.lineId === line.id);
      if (change === undefined) continue;
      const freed = line.unitPrice * BigInt((line.decreed ?? 0) - change.quantity);
      line.decreed = change.quantity;
      line.considered = Math.max(line.considered ?? 0, change.quantity);
      line.recommended = Math.max(line.recommended ?? 0, change.quantity);
      if (change.quantity === 0) {
        release(world, model, line.need);
        line.ended = true;
      } else claim(world, model, line.need);
      for (const ceiling of consumedBy(world, model))
        ceiling.fact = { ...ceiling.fact, consumed: ceiling.fact.consumed - freed };
    }
  },
  hold_lines: (_world, model, { lineIds }) => {
    for (const line of model.lines) if (lineIds.includes(line.id)) line.held = true;
  },
  resume_lines: (_world, model, { lineIds }) => {
    for (const line of model.lines) if (lineIds.includes(line.id)) line.held = false;
    // what the institution kept until now is confirmed once more
    if (model.dropState === 'CONFIRMED') model.dropState = 'HANDED_OVER';
  },
  update_list: (world, model, { changes }) => {
    for (const { beneficiaryId, replacedBy } of changes) {
      const line = model.lines.find((entry) => entry.id === beneficiaryId);
      if (line === undefined || line.delivered !== null) continue;
      release(world, model, line.need);
      if (replacedBy === null) line.delivered = 0;
      else {
        // the slot goes on with the need of another
        line.need = `${replacedBy}/FOOD`;
        claim(world, model, line.need);
      }
    }
  },
  sign_pact: (_world, model, { signedOn }) => {
    model.pactSignedOn = signedOn;
  },
  start_delivery: (_world, model) => {
    if (model.dropState === 'PLANNED') model.dropState = 'HANDED_OVER';
  },
  confirm_receipt: (_world, model, { exceptions }, _to, { openLines, freeze, quarantineId }) => {
    const lines = capturedLines(openLines, exceptions);
    if (freeze === null) receive(model, lines);
    else model.captured.set(quarantineId, lines);
  },
  judge_receipt: (_world, model, { quarantineId, accepted }) => {
    if (accepted) receive(model, model.captured.get(quarantineId) ?? []);
  },
  grant: (world, model, _payload, to) => {
    if (to !== 'RECOMMENDED' && to !== 'WAITLISTED') return;
    for (const line of model.lines) {
      line.considered = null;
      if (to === 'WAITLISTED' || (line.recommended ?? 0) === 0) continue;
      if ((world.claims.get(line.need) ?? model.now.id) === model.now.id) claim(world, model, line.need);
      else line.recommended = 0;
    }
    if (model.now.track === 'UNPLANNED') considerAtOnce(world, model);
  },
  recall,
  reject: leave,
  withdraw: leave,
  carry_over: leave,
  expire: leave,
};

/** The limits on which a decree of the case's track stands. */
function consumedBy({ ceilings }: ModelWorld, { now }: ModelCase): ModelWorld['ceilings'] {
  const scopes = now.track === 'UNPLANNED' ? ['ACCOUNT'] : ['AREA', 'DPA_LINE'];
  return ceilings.filter(({ fact }) => scopes.includes(fact.scope));
}

function receive(model: ModelCase, lines: readonly CapturedLine[]): void {
  for (const { lineId, quantity } of lines) {
    const line = model.lines.find(({ id }) => id === lineId);
    if (line !== undefined) line.delivered = quantity;
  }
  model.dropState = 'CONFIRMED';
}

/** What is recommended is considered, less the cuts; whoever was let go is claimed again. */
function considerAnew(world: ModelWorld, model: ModelCase, cuts: readonly LineCut[]): void {
  for (const line of model.lines) {
    line.considered = cuts.find((cut) => cut.lineId === line.id)?.quantity ?? line.recommended;
    if (line.considered === 0) release(world, model, line.need);
    else claim(world, model, line.need);
  }
  hold(world, model, ['PROGRAMME', 'AREA']);
}

/** What is considered is decreed, and consumes what was reserved. */
function putInForce(world: ModelWorld, model: ModelCase): void {
  for (const line of model.lines) line.decreed = line.considered;
  for (const ceiling of world.ceilings) {
    const amount = ceiling.held.get(model.now.id) ?? 0n;
    ceiling.fact = {
      ...ceiling.fact,
      reserved: ceiling.fact.reserved - amount,
      consumed: ceiling.fact.consumed + amount,
    };
    ceiling.held.delete(model.now.id);
  }
}

/** Urgent aid is considered as it is recommended, and holds its money from then on. */
function considerAtOnce(world: ModelWorld, model: ModelCase): void {
  for (const line of model.lines) line.considered = line.recommended;
  hold(world, model, ['ACCOUNT']);
}

/** Open lines end with their year; the money of each is free again on what the decree consumed. */
function lapse(world: ModelWorld, model: ModelCase, ends: (line: ModelLine) => boolean): void {
  for (const line of model.lines.filter(
    (entry) => (entry.decreed ?? 0) > 0 && entry.delivered === null && ends(entry),
  )) {
    line.delivered = 0;
    release(world, model, line.need);
    const freed = line.unitPrice * BigInt(line.decreed ?? 0);
    for (const ceiling of consumedBy(world, model))
      ceiling.fact = { ...ceiling.fact, consumed: ceiling.fact.consumed - freed };
  }
}

/** Lines whose needs a decision gave back and its recall takes again. */
export function needsToRetake({ lines, now }: ModelCase): readonly ModelLine[] {
  const { last } = now.data;
  if (last === null) return [];
  const recommended = (line: ModelLine): boolean => (line.recommended ?? 0) > 0;
  if (last.command === 'consider' && last.state === 'RECOMMENDED') return lines.filter(recommended);
  if (last.command !== 'reject' && last.command !== 'waitlist') return [];
  if (last.state === 'RECOMMENDED') return lines.filter(recommended);
  return last.state === 'CONSIDERED' || last.state === 'BUDGETED'
    ? lines.filter((line) => (line.considered ?? 0) > 0)
    : [];
}
export function isFree(world: ModelWorld, model: ModelCase, need: string): boolean {
  return (world.claims.get(need) ?? model.now.id) === model.now.id;
}
function recall(world: ModelWorld, model: ModelCase): void {
  const { last } = model.now.data;
  const retaken = needsToRetake(model);
  if (last?.command === 'recommend' || last?.command === 'consider') leave(world, model);
  for (const line of model.lines) {
    if (last?.command === 'recommend') [line.recommended, line.considered] = [null, null];
    if (last?.command === 'consider') line.considered = null;
  }
  for (const line of retaken) claim(world, model, line.need);
  if (last?.command === 'reject' && last.state === 'RECOMMENDED' && model.now.track === 'UNPLANNED')
    hold(world, model, ['ACCOUNT']);
  if ((last?.command === 'reject' || last?.command === 'waitlist') && last.state === 'CONSIDERED')
    hold(world, model, ['PROGRAMME', 'AREA']);
  if (last?.command === 'reject' && last.state === 'BUDGETED') hold(world, model, ['AREA', 'DPA_LINE']);
}

function leave(world: ModelWorld, model: ModelCase): void {
  letGo(
    world,
    model,
    world.ceilings.map(({ fact }) => fact.scope),
  );
  for (const line of model.lines) release(world, model, line.need);
}
function cutToWait(world: ModelWorld, model: ModelCase): void {
  leave(world, model);
  for (const line of model.lines) line.considered = null;
}
function claim(world: ModelWorld, model: ModelCase, need: string): void {
  const holder = world.claims.get(need);
  if (holder !== undefined && holder !== model.now.id) world.violations.push(`I3 ${need} of ${holder} taken`);
  world.claims.set(need, model.now.id);
}
function release(world: ModelWorld, model: ModelCase, need: string): void {
  if (world.claims.get(need) === model.now.id) world.claims.delete(need);
}
function hold(world: ModelWorld, model: ModelCase, scopes: readonly string[]): void {
  const amount = model.lines.reduce((sum, line) => sum + line.unitPrice * BigInt(line.considered ?? 0), 0n);
  for (const ceiling of world.ceilings.filter(({ fact }) => scopes.includes(fact.scope))) {
    ceiling.fact = { ...ceiling.fact, reserved: ceiling.fact.reserved + amount };
    ceiling.held.set(model.now.id, amount);
  }
}
function letGo(world: ModelWorld, model: ModelCase, scopes: readonly string[]): void {
  for (const ceiling of world.ceilings.filter(({ fact }) => scopes.includes(fact.scope))) {
    const amount = ceiling.held.get(model.now.id) ?? 0n;
    ceiling.fact = { ...ceiling.fact, reserved: ceiling.fact.reserved - amount };
    ceiling.held.delete(model.now.id);
  }
}
