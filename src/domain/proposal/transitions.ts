import { besides } from './transitions/besides.js';
import { amendments } from './transitions/amendments.js';
import { assisted } from './transitions/assisted.js';
import { appeals } from './transitions/appeals.js';
import { budget } from './transitions/budget.js';
import { corrections } from './transitions/corrections.js';
import { decree } from './transitions/decree.js';
import { reportDefault } from './transitions/default.js';
import { delivery } from './transitions/delivery.js';
import { endings } from './transitions/endings.js';
import { intake } from './transitions/intake.js';
import { people } from './transitions/people.js';
import { recall } from './transitions/recall.js';
import { recommendation } from './transitions/recommendation.js';
import { report } from './transitions/report.js';
import { stockYear } from './transitions/stock-year.js';
import { urgent } from './transitions/urgent.js';
import { verification } from './transitions/verification.js';
import { yearEnd } from './transitions/year-end.js';
import type { ProposalState } from './states.js';
import type { Track } from './track.js';
import type { Transition } from './transitions/transition.js';

export type { Transition };

/**
 * The transition table of process.md 2 as data: the one source for guards, buttons, permissions, the diagram and the
 * tests. One file per part of the process.
 */
export const transitions = [
  ...intake,
  ...assisted,
  ...verification,
  ...recommendation,
  ...budget,
  ...decree,
  ...delivery,
  ...report,
  ...reportDefault,
  ...endings,
  ...people,
  ...recall,
  ...corrections,
  ...besides,
  ...appeals,
  ...yearEnd,
  ...amendments,
  ...stockYear,
  ...urgent,
] as const satisfies readonly Transition[];

export type StepCommand = (typeof transitions)[number]['command'];
/** What a second person says to a pending entry; valid in every state with one. */
export type SecondCommand = 'confirm' | 'refuse_pending';
export type CommandType = StepCommand | SecondCommand;

export const stepCommands: readonly StepCommand[] = [...new Set(transitions.map((row) => row.command))];
export const commandTypes: readonly CommandType[] = [...stepCommands, 'confirm', 'refuse_pending'];

/** A decree takes its proposals in and lets them go, and keeps its own entry of it: nobody says these to a proposal itself. */
export const saidByDecree: ReadonlySet<CommandType> = new Set<CommandType>(['include', 'exclude']);

export function isCommandType(text: string): text is CommandType {
  return (commandTypes as readonly string[]).includes(text);
}
/** What of a case says which rows are its own. */
export interface Standing {
  readonly state: ProposalState;
  readonly track: Track;
}

export function transitionOf(at: Standing, command: CommandType): Transition | null {
  return transitionsFrom(at).find((row) => row.command === command) ?? null;
}
export function transitionsFrom({ state, track }: Standing): readonly Transition[] {
  return (transitions as readonly Transition[]).filter(
    (row) => row.from.includes(state) && (row.track ?? track) === track,
  );
}
