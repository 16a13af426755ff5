import type { TurnCounts } from './turns.js';

export interface SimulateOptions {
  /** Multiplies institutions and persons of every area, at least one each. */
  readonly scale: number;
  readonly seed: number;
  /** Keep the home of the run: database, logs, mails. */
  readonly keep: boolean;
  /** Where the run keeps its servers; undefined: a temporary folder. */
  readonly home: string | undefined;
}

/** The one JSON object of `simulate --json`; every number of it is asked from the record by SQL. */
export interface SimulationFigures {
  readonly programme: 'bst-2025';
  readonly institutions: number;
  readonly beneficiaries: number;
  /** Lines of persons in all proposals. */
  readonly lines: number;
  /** Entries of which somebody said whether they are one person. */
  readonly duplicatesResolved: number;
  readonly byRegency: Readonly<Record<string, AreaFigures>>;
  readonly proposals: Readonly<Record<string, number>>;
  /** In how many of the closed cases what happened besides the plain way. */
  readonly turns: TurnCounts;
  /** Journeys by one letter of assignment, and their visits. */
  readonly trips: TripFigures;
  readonly commands: number;
  readonly elapsedSeconds: number;
  readonly commandsPerSecond: number;
  readonly commandLatencyMs: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly mails: number;
  /** Rendered papers by their kind. */
  readonly documents: Readonly<Record<string, number>>;
  readonly invariants: { readonly checked: number; readonly violations: number };
  readonly audit: { readonly events: number; readonly verified: boolean };
}
/** Letters of assignment, and the visits they ordered. */
export interface TripFigures {
  readonly letters: number;
  readonly visits: number;
  /** Visits of the journey that went to the most institutions. */
  readonly longest: number;
}

export interface AreaFigures {
  readonly institutions: number;
  readonly beneficiaries: number;
  readonly delivered: number;
  readonly reported: number;
}

export interface SimulationReport {
  readonly figures: SimulationFigures;
  /** The table per area and the figures, for people. */
  readonly words: string;
  /** One hash over every path and line; the same for the same seed. */
  readonly fingerprint: string;
  /** What is wrong, a sentence each; empty for a run that is right. */
  readonly faults: readonly string[];
}
