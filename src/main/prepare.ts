import type { Config } from '../config/config.js';
import type { Stack } from '../infra/embedded/stack.js';
import { seedDemonstration, seedReferenceData } from './seed-on-start.js';

/** Fills the migrated database before worker and web start. A step is idempotent: it runs at every start. */
export interface PreparationStep {
  /** In words for the operator, like "reference data". */
  readonly name: string;
  /** Where it is not wanted it is neither run nor spoken of. */
  readonly wanted?: (config: Config) => boolean;
  run(stack: Stack, config: Config): Promise<void>;
}

const steps: readonly PreparationStep[] = [
  { name: 'reference data', run: seedReferenceData },
  { name: 'demonstration data', wanted: (config) => config.demo, run: seedDemonstration },
];

export async function prepare(stack: Stack, config: Config, say: (text: string) => void): Promise<void> {
  for (const step of steps) {
    if (step.wanted?.(config) === false) continue;
    say(step.name);
    await step.run(stack, config);
  }
}
