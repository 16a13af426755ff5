import type { AppContext } from '../src/app/ports.js';

/** What activities work with. */
export type ActivityContext = AppContext;
