import { proposalStates, type ProposalState } from '../../domain/proposal/states.js';
import type { CommandOutcome } from '../../../workflows/messages.js';
import type { House } from './read-world.js';

export interface Progress {
  moved(house: House, outcome: CommandOutcome): void;
  /** Where a case stands, also when nobody but the clock has moved it. */
  stands(institutionId: string, state: string): void;
  jumped(date: string, alarms: number): void;
  finish(): void;
}

const EVERY_MS = 1_000;

/** A line whenever time jumps, and at most one a second while people act: where the cases stand. */
export function createProgress(say: (line: string) => void, cases: number): Progress {
  const standing = new Map<string, string>();
  let date = '';
  let commands = 0;
  let saidAt = -EVERY_MS;
  const describe = (): string => {
    const counts = new Map<string, number>();
    for (const state of standing.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
    const known = (Object.keys(proposalStates) as ProposalState[]).filter((state) => counts.has(state));
    const steps = known.map((state) => `${state} ${counts.get(state) ?? 0}`);
    return `${date}  ${commands} commands  ${steps.join(' · ')}`;
  };
  const tell = (): void => {
    saidAt = performance.now();
    say(describe());
  };
  return {
    moved(house, outcome) {
      commands += 1;
      standing.set(house.institutionId, outcome.summary.state);
      if (performance.now() - saidAt >= EVERY_MS) tell();
    },
    stands: (institutionId, state) => standing.set(institutionId, state),
    jumped(to, alarms) {
      date = to;
      if (alarms > 0) say(`${to}  ${alarms} alarms rang`);
    },
    finish: () => {
      tell();
      say(`all ${cases} cases have been carried as far as they go`);
    },
  };
}
