import { addDays, witaDate } from '../../../src/domain/time/wita.js';
import type { CapturedLine } from '../../../src/app/proposal/receipts.js';
import type { CeilingFact, LineFact, Presence } from '../../../src/domain/proposal/command-map.js';
import { evolve, type ProposalEvent } from '../../../src/domain/proposal/events.js';
import { emptyCaseData, type ProposalCase } from '../../../src/domain/proposal/proposal-case.js';
import { aCase, anIntake, NOW } from '../cases.js';
import { INSTITUTIONS } from './model-cast.js';

/** One person × item, as the record would keep it. */
export interface ModelLine {
  readonly id: string;
  /** Person and need: the same key in two cases is the same need of the same person. */
  need: string;
  readonly unitPrice: bigint;
  readonly requested: number;
  recommended: number | null;
  considered: number | null;
  decreed: number | null;
  delivered: number | null;
  presence: Presence | null;
  held: boolean;
  /** An amendment took it back whole. */
  ended: boolean;
}

/** One case with what the record keeps beside it. */
export interface ModelCase {
  now: ProposalCase;
  readonly born: ProposalCase;
  readonly events: ProposalEvent[];
  readonly lines: readonly ModelLine[];
  readonly duties: Map<string, Set<string>>;
  /** Who entered what is pending, kept apart from the case so that the case cannot vouch for itself. */
  enteredBy: string | null;
  pactSignedOn: string | null;
  dropState: 'PLANNED' | 'HANDED_OVER' | 'CONFIRMED';
  /** Lines of receipts inside a freeze, as they were captured. */
  readonly captured: Map<string, readonly CapturedLine[]>;
}

/** One limit and what each case holds of it. */
export interface ModelCeiling {
  fact: CeilingFact;
  readonly held: Map<string, bigint>;
}

/** A few cases that compete for the same money and the same people. */
export interface ModelWorld {
  clock: Date;
  readonly cases: readonly ModelCase[];
  readonly ceilings: readonly ModelCeiling[];
  readonly claims: Map<string, string>;
  registered: number;
  readonly violations: string[];
}

const PRICE = 500_000n;

/** Three cases of which two share a person, the third an urgent one; together they want more than the limits give. */
export function newWorld(limitUnits: number): ModelWorld {
  const amount = PRICE * BigInt(limitUnits);
  const ceiling = (scope: string, scopeKey: string, hard: boolean): CeilingFact => ({
    id: scope,
    scope,
    scopeKey,
    amount,
    reserved: 0n,
    consumed: 0n,
    hard,
  });
  return {
    clock: NOW,
    cases: INSTITUTIONS.map((institutionId, index) => newCase(institutionId, index)),
    ceilings: [
      ceiling('PROGRAMME', '', true),
      ceiling('AREA', '64.11', false),
      ceiling('DPA_LINE', 'DPA-1', true),
      ceiling('ACCOUNT', '5.3', true),
    ].map((fact): ModelCeiling => ({ fact, held: new Map() })),
    claims: new Map(),
    registered: 0,
    violations: [],
  };
}

function newCase(institutionId: string, index: number): ModelCase {
  const lines = [0, 1, 2].map((n): ModelLine => ({
    id: `line-${index}-${n}`,
    need: n === 0 && index < 2 ? 'shared person/FOOD' : `person ${index}-${n}/FOOD`,
    unitPrice: PRICE,
    requested: 2,
    recommended: null,
    considered: null,
    decreed: null,
    delivered: null,
    presence: null,
    held: false,
    ended: false,
  }));
  const born = aCase('DRAFT', {
    id: `case-${index}`,
    version: 0,
    institutionId,
    ...(index === 2 ? { track: 'UNPLANNED', disasterId: 'disaster-1' } : {}),
    dueAt: null,
    personCount: 0,
    requestedAmount: '0',
    // the last one is entered by an officer
    data: { ...emptyCaseData, assisted: index === 2 ? anIntake({ by: 'secretary-0' }) : null },
  });
  return {
    now: born,
    born,
    events: [],
    lines,
    duties: new Map(),
    enteredBy: null,
    pactSignedOn: null,
    dropState: 'PLANNED',
    captured: new Map(),
  };
}

export function rebuilt(model: ModelCase): ProposalCase {
  // through the text that the record keeps
  return model.events.reduce((c, event) => evolve(c, JSON.parse(JSON.stringify(event)) as ProposalEvent), model.born);
}

export function requestedOf(model: ModelCase): bigint {
  return model.lines.reduce((sum, line) => sum + line.unitPrice * BigInt(line.requested), 0n);
}

export type ModelStage = 'requested' | 'recommended' | 'considered' | 'decreed';

export function lineFacts(world: ModelWorld, model: ModelCase, stage: ModelStage): LineFact[] {
  return model.lines
    .map((line, index) => ({
      id: line.id,
      position: index + 1,
      upper: line[stage] ?? 0,
      unitPrice: line.unitPrice,
      presence: line.presence,
      undecided: false,
      claimedElsewhere: (world.claims.get(line.need) ?? model.now.id) !== model.now.id,
    }))
    .filter((line) => line.upper > 0);
}

export function today(world: ModelWorld): string {
  return witaDate(world.clock);
}
export function tomorrow(world: ModelWorld): string {
  return addDays(today(world), 1);
}
