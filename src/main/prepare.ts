import type { Config } from '../config/config.js';
import type { Stack } from '../infra/embedded/stack.js';
import { checkpointOnStart } from './checkpoint-on-start.js';
import { rebuildOnStart } from './rebuild-on-start.js';
import { seedDemonstration, seedReferenceData } from './seed-on-start.js';

/** Fills the migrated database before worker and web start. A step is idempotent: it runs at every start. */
export interface PreparationStep {
  /** In words for the operator, like "reference data". */
  readonly name: string;
  /** Where it is not wanted it is neither run nor spoken of. */
  readonly wanted?: (config: Config, stack: Stack) => boolean;
  run(stack: Stack, config: Config): Promise<void>;
}

const steps: readonly PreparationStep[] = [
  { name: 'reference data', run: seedReferenceData },
  { name: 'demonstration data', wanted: (config) => config.demo, run: seedDemonstration },
  {
    name: 'Temporal starts without memory: the running cases are started again from the record',
    wanted: (_config, stack) => stack.temporalLostCases,
    run: rebuildOnStart,
  },
  { name: 'signed checkpoint of the record', run: checkpointOnStart },
];

export async function prepare(stack: Stack, config: Config, say: (text: string) => void): Promise<void> {
  for (const step of steps) {
    if (step.wanted?.(config, stack) === false) continue;
    say(step.name);
    await step.run(stack, config);
  }
}
