import type { ActorTx } from '../../ports.js';

/** One contradiction in the record: what it is about (an id, never a name) and what is wrong. */
export interface Violation {
  readonly subject: string;
  readonly detail: string;
}
export interface Invariant {
  /** As process.md 9 numbers it; a letter where one invariant takes several questions. */
  readonly id: string;
  readonly title: string;
  readonly find: (tx: ActorTx) => Promise<readonly Violation[]>;
}
