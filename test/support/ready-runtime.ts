import { quietRuntime } from '../../src/main/run-worker.js';

let ready = false;

/** The SDK's runtime is installed once, and before anything that would install a louder one. */
export function readyRuntime(): void {
  if (!ready) quietRuntime();
  ready = true;
}
