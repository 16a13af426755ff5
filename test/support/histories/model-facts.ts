import type { CeilingFact, FactsOf, LineCut } from '../../../src/domain/proposal/command-map.js';
import type { RecordedEntry } from '../../../src/domain/proposal/commands/corrections.js';
import { standingEntries } from '../../../src/domain/proposal/corrections.js';
import { HASH } from '../cases.js';
import { lineFacts, type ModelCase, type ModelStage, type ModelWorld } from './model-case.js';

/** What chance puts into a command: each die shows 0 to 9, and 9 bends the command into something unlawful. */
export type Dice = readonly [number, number, number];
export const BENT = 9;

/** Cuts what may not stay, and some of the rest; one time in ten it forgets to. */
export function cutsOf(world: ModelWorld, model: ModelCase, stage: ModelStage, dice: Dice): LineCut[] {
  return lineFacts(world, model, stage).flatMap((line, index) => {
    const impossible =
      stage !== 'considered' && stage !== 'decreed' && (line.presence === 'NOT_FOUND' || line.claimedElsewhere);
    if (impossible && dice[0] !== BENT) return [{ lineId: line.id, quantity: 0, reason: 'tidak berhak' }];
    if (index !== dice[1]) return [];
    const quantity = dice[2] === BENT ? line.upper + 1 : Math.max(0, line.upper - 1 - (dice[2] % 2));
    return [{ lineId: line.id, quantity, reason: dice[2] === 8 ? ' ' : 'dikurangi' }];
  });
}

export function ceilingFacts(world: ModelWorld, ...scopes: readonly string[]): CeilingFact[] {
  return world.ceilings.filter(({ fact }) => scopes.includes(fact.scope)).map(({ fact }) => fact);
}

/** The same with what the case itself holds of them free to it. */
export function freeTo(model: ModelCase, world: ModelWorld): CeilingFact[] {
  return world.ceilings
    .filter(({ fact }) => fact.scope !== 'DPA_LINE' && fact.scope !== 'ACCOUNT')
    .map(({ fact, held }) => ({ ...fact, reserved: fact.reserved - (held.get(model.now.id) ?? 0n) }));
}

/** Urgent aid is reserved by the recommendation. */
export function urgentLimits(world: ModelWorld, { now }: ModelCase): CeilingFact[] {
  return now.track === 'UNPLANNED' ? ceilingFacts(world, 'ACCOUNT') : [];
}

/** In the model every line is an item of its own. */
export function undelivered(model: ModelCase, money: boolean): FactsOf<'close_year'> {
  return {
    money,
    openLines: openLines(model).map((line) => ({ itemId: line.id })),
    receivedLines: model.lines.filter((line) => (line.delivered ?? 0) > 0).length,
    goodsOnTheWay: model.dropState === 'HANDED_OVER' ? 1 : 0,
  };
}

/** The decreed lines of which nothing was handed over. */
export function amendable(world: ModelWorld, model: ModelCase): FactsOf<'draft_amendment'> {
  const open = new Set(openLines(model).map((line) => line.id));
  return {
    lines: lineFacts(world, model, 'decreed').filter((line) => open.has(line.id)),
    raisable: raisable(world, model),
    ceilings: consumedFacts(world, model),
    linesHash: HASH,
    goodsOnTheWay: model.dropState === 'HANDED_OVER' ? 1 : 0,
    inForce: true,
  };
}

/** People of the register who stand in no line. */
export function entrantsOf(model: ModelCase): string[] {
  const people = [0, 1, 2, 3, 4, 5].map((n) => `new ${model.now.id}-${n}`);
  return people.filter((person) => !model.lines.some((line) => line.need.startsWith(person)));
}

export function wholeOf({ lines }: FactsOf<'draft_amendment'>): LineCut[] {
  return lines.map((line) => ({ lineId: line.id, quantity: 0, reason: 'dibatalkan' }));
}

export function openLines(model: ModelCase): { id: string; decreed: number }[] {
  return model.lines.flatMap((line) =>
    (line.decreed ?? 0) > 0 && line.delivered === null ? [{ id: line.id, decreed: line.decreed ?? 0 }] : [],
  );
}

/** Those that nobody holds. */
export function freeLines(model: ModelCase): { id: string; decreed: number }[] {
  const held = new Set(model.lines.filter((line) => line.held).map((line) => line.id));
  return openLines(model).filter((line) => !held.has(line.id));
}
export function deliveredOf(model: ModelCase): number {
  return model.lines.reduce((sum, line) => sum + (line.delivered ?? 0), 0);
}

/** Entries of papers from outside that stand in a case, as its events say. */
export function recordsOf({ events }: Pick<ModelCase, 'events'>): readonly RecordedEntry[] {
  return standingEntries(events.map(({ type, from, note }, seq) => ({ seq, type, from, note })));
}

/** Lines of which more may be decreed, also those that were dropped. */
function raisable(world: ModelWorld, model: ModelCase): FactsOf<'draft_amendment'>['raisable'] {
  return model.lines.flatMap((line, position) => {
    const ended = line.delivered !== null || line.held || line.presence === 'NOT_FOUND' || line.ended;
    const now = line.decreed ?? 0;
    if (ended || now >= line.requested) return [];
    const { id, requested, unitPrice } = line;
    const [recommended, considered] = [line.recommended ?? 0, line.considered ?? 0];
    const claimedElsewhere = (world.claims.get(line.need) ?? model.now.id) !== model.now.id;
    return [{ id, position, now, recommended, considered, requested, unitPrice, claimedElsewhere }];
  });
}

/** The limits that carry what the planned track has decreed. */
function consumedFacts(world: ModelWorld, { now }: ModelCase): CeilingFact[] {
  return now.track === 'UNPLANNED' ? ceilingFacts(world, 'ACCOUNT') : ceilingFacts(world, 'AREA', 'DPA_LINE');
}

/** More of the first line that may have more. */
export function raisesOf(
  { raisable: lines, lines: open }: FactsOf<'draft_amendment'>,
  cuts: readonly LineCut[],
): LineCut[] {
  const line = lines.find(({ id }) => !cuts.some((cut) => cut.lineId === id));
  if (line === undefined || open.length === 0) return [];
  return [{ lineId: line.id, quantity: line.requested, reason: 'ditambah' }];
}
