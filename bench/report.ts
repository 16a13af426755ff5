import type { Meter } from '../src/app/simulation/meter.js';
import type { Measured } from './measure.js';

/** Everything that one side did. */
export interface Total {
  readonly rounds: readonly Measured[];
  readonly meter: Meter;
}
export interface Figures {
  readonly commands: number;
  readonly commandsPerSecond: number;
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly processorMsPerCommand: number;
  /** The worker's part of it. */
  readonly workerMsPerCommand: number;
}
export interface BenchReport {
  readonly scale: number;
  readonly rounds: number;
  /** Statements of an average command's deciding transaction, beginning and end included. */
  readonly statementsPerDecision: number;
  readonly salur: Figures;
  readonly floor: Figures;
  /** Salur as a multiple of the floor: the median of the rounds. */
  readonly ratios: { readonly throughput: number; readonly medianLatency: number; readonly processor: number };
}

export function reportOf(
  head: Pick<BenchReport, 'scale' | 'statementsPerDecision'>,
  salur: Total,
  floor: Total,
): BenchReport {
  const pairs = salur.rounds.flatMap((left, round) => {
    const right = floor.rounds[round];
    return right === undefined || left.commands === 0 ? [] : [{ left, right }];
  });
  const ratio = (of: (measured: Measured) => number): number =>
    rounded(median(pairs.map(({ left, right }) => of(left) / of(right))), 100);
  return {
    ...head,
    rounds: pairs.length,
    salur: figuresOf(salur),
    floor: figuresOf(floor),
    ratios: {
      throughput: ratio(({ commands, seconds }) => commands / seconds),
      medianLatency: ratio(({ medianMs }) => medianMs),
      processor: ratio(({ processorSeconds }) => processorSeconds),
    },
  };
}

export function tableOf({ salur, floor, ratios, ...head }: BenchReport): string {
  const row = (name: string, left: number | string, right: number | string, ratio = ''): string =>
    [name.padEnd(34), String(left).padStart(10), String(right).padStart(10), ratio.padStart(10)].join('').trimEnd();
  return [
    row(`scale ${head.scale}, ${head.rounds} rounds`, 'Salur', 'floor', 'ratio'),
    row('commands of people', salur.commands, floor.commands),
    row('commands a second', salur.commandsPerSecond, floor.commandsPerSecond, `× ${ratios.throughput}`),
    row('half answered within, ms', salur.latencyMs.p50, floor.latencyMs.p50, `× ${ratios.medianLatency}`),
    row('95 % answered within, ms', salur.latencyMs.p95, floor.latencyMs.p95),
    row('99 % answered within, ms', salur.latencyMs.p99, floor.latencyMs.p99),
    row('processor a command, ms', salur.processorMsPerCommand, floor.processorMsPerCommand, `× ${ratios.processor}`),
    row('  of which the worker, ms', salur.workerMsPerCommand, floor.workerMsPerCommand),
    `a decision is ${head.statementsPerDecision} statements; ratios are medians of the rounds`,
    'aim: throughput at least × 0.85, median answer at most × 1.25',
  ].join('\n');
}

function figuresOf({ rounds, meter }: Total): Figures {
  const sum = (of: (measured: Measured) => number): number => rounds.reduce((total, round) => total + of(round), 0);
  const commands = sum((round) => round.commands);
  return {
    commands,
    commandsPerSecond: rounded(commands / sum((round) => round.seconds)),
    latencyMs: { p50: meter.percentile(0.5), p95: meter.percentile(0.95), p99: meter.percentile(0.99) },
    processorMsPerCommand: rounded((sum((round) => round.processorSeconds) * 1000) / commands),
    workerMsPerCommand: rounded((sum((round) => round.workerSeconds) * 1000) / commands),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

function rounded(value: number, parts = 10): number {
  return Math.round(value * parts) / parts;
}
