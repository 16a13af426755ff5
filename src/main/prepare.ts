import type { Config } from '../config/config.js';
import type { Stack } from '../infra/embedded/stack.js';

/** Fills the migrated database before worker and web start. A step is idempotent: it runs at every start. */
export interface PreparationStep {
  /** In words for the operator, like "reference data". */
  readonly name: string;
  run(stack: Stack, config: Config): Promise<void>;
}

const steps: readonly PreparationStep[] = [];

export async function prepare(stack: Stack, config: Config, say: (text: string) => void): Promise<void> {
  for (const step of steps) {
    say(step.name);
    await step.run(stack, config);
  }
}
