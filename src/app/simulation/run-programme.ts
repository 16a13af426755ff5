import type { AppContext, WakePort } from '../ports.js';
import { checkInvariants } from '../record/check-invariants.js';
import { verifyChain } from '../record/verify-chain.js';
import { createGate } from '../bounded-map.js';
import { planCases } from './case-plan.js';
import type { SimulateOptions, SimulationFigures, SimulationReport } from './figures.js';
import { judgeOutcome } from './judge-outcome.js';
import { letTimePass } from './let-time-pass.js';
import { loadWorld } from './load-world.js';
import { measureOutcome } from './measure-outcome.js';
import { createMeter, type Meter } from './meter.js';
import { outcomeWords } from './outcome-words.js';
import { calendar } from './programme-calendar.js';
import { readWorld } from './read-world.js';
import { generateSyntheticPopulation } from './synthetic-population.js';
import { plannedTurns, type TurnCounts } from './turns.js';
import { readSyntheticSource } from './synthetic-source.js';
import type { SyntheticPopulation } from './synthetic-types.js';

export interface ProgrammeRun {
  readonly ctx: AppContext;
  readonly wake: WakePort;
  readonly options: SimulateOptions;
  readonly dataFolder: string;
  readonly progress: (line: string) => void;
}

/** So many people act at the same time; the rest read, wait or sleep. */
export const ACTING_AT_ONCE = 12;

/** Loads the programme, lets everybody act until nobody can and no date is left, then asks the record how it went. */
export async function runProgramme(run: ProgrammeRun): Promise<SimulationReport> {
  const population = await populationOf(run);
  run.progress(population.provenance);
  await loadProgramme(run);
  return actProgramme(run, createMeter());
}

/** The empty record becomes the programme with its people; nobody has acted yet. */
export async function loadProgramme(run: ProgrammeRun): Promise<void> {
  const population = await populationOf(run);
  await loadWorld(run.ctx, population, run.dataFolder);
  run.progress(
    `${population.institutions.length} institutions, ${people(population)} people and the offices of the province are loaded`,
  );
}

/** Everybody acts in a loaded record. */
export async function actProgramme(run: ProgrammeRun, meter: Meter): Promise<SimulationReport> {
  const { ctx, wake, options, progress } = run;
  const population = await populationOf(run);
  const plans = planCases(population, options.seed);
  const world = await readWorld(ctx, population, plans);
  await letTimePass({ ctx, wake, world, meter, gate: createGate(ACTING_AT_ONCE), progress });
  progress('nobody has anything left to do; asking the record');
  const made = await report(run, population, plannedTurns(plans.values()), meter);
  progress(`paths and lines: ${made.fingerprint}`);
  return made;
}

async function populationOf({ options, dataFolder }: ProgrammeRun): Promise<SyntheticPopulation> {
  const { seed, scale } = options;
  return generateSyntheticPopulation(await readSyntheticSource(dataFolder), {
    seed,
    scale,
    fiscalYear: calendar.fiscalYear,
  });
}

async function report(
  { ctx }: ProgrammeRun,
  population: SyntheticPopulation,
  planned: TurnCounts,
  meter: Meter,
): Promise<SimulationReport> {
  const seconds = meter.seconds();
  const outcome = await measureOutcome(ctx);
  const invariants = await checkInvariants(ctx);
  const chain = await verifyChain(ctx);
  const figures: SimulationFigures = {
    programme: 'bst-2025',
    institutions: outcome.institutions,
    beneficiaries: outcome.beneficiaries,
    lines: outcome.lines,
    duplicatesResolved: outcome.duplicatesResolved,
    byRegency: outcome.byRegency,
    proposals: outcome.proposals,
    turns: outcome.turns,
    trips: outcome.trips,
    commands: outcome.commands,
    elapsedSeconds: tenths(seconds),
    commandsPerSecond: tenths(outcome.commands / seconds),
    commandLatencyMs: { p50: meter.percentile(0.5), p95: meter.percentile(0.95), p99: meter.percentile(0.99) },
    mails: outcome.mails,
    documents: outcome.documents,
    invariants: {
      checked: invariants.length,
      violations: invariants.reduce((sum, check) => sum + check.violations.length, 0),
    },
    audit: { events: chain.events, verified: chain.faults.length === 0 },
  };
  return {
    figures,
    words: outcomeWords(population, figures, outcome.fingerprint),
    fingerprint: outcome.fingerprint,
    faults: judgeOutcome(population, planned, outcome, invariants, chain),
  };
}

function people(population: SyntheticPopulation): number {
  return population.institutions.reduce((sum, institution) => sum + institution.persons.length, 0);
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
