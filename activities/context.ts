import type { AppContext, WakePort } from '../src/app/ports.js';

/** What activities work with. */
export interface ActivityContext extends AppContext {
  readonly waker: WakePort;
}
