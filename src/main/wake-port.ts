import { insist } from '../app/simulation/insist.js';
import type { WakePort } from '../app/ports.js';
import { Refusal, refuse } from '../domain/errors.js';

/** Wakes however often Temporal dies meanwhile. */
export function insistentWakePort(port: WakePort): WakePort {
  return {
    ...port,
    wake: (workflowId, asOf) =>
      insist(async () => {
        try {
          await port.wake(workflowId, asOf);
        } catch (error) {
          throw new Refusal(refuse('UNAVAILABLE', { part: 'temporal', why: String(error) }));
        }
      }),
  };
}
