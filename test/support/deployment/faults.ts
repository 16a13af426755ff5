/** What dies, and when: the points before and after every effect are counted through a whole history. */
export type Death = 'worker' | 'worker and Temporal' | 'database';
export interface PlannedDeath {
  /** So many points after the death before. */
  readonly after: number;
  readonly of: Death;
}

/** The process that was at work is gone; whatever it held in memory with it. */
export class Died extends Error {
  constructor(readonly of: Exclude<Death, 'database'>) {
    super(`${of} died`);
  }
}
/** PostgreSQL was away for a moment: the worker lives and may try again. */
export class DatabaseAway extends Error {}

/** Lets parts die where the plan says so, once each. */
export class Faults {
  private left: PlannedDeath[];
  private passed = 0;
  happened = 0;

  constructor(plan: readonly PlannedDeath[]) {
    this.left = [...plan];
  }

  /** Stands before and after every effect; `ofDatabase` where a transaction is spoken of. */
  point(ofDatabase: 'at the database' | 'elsewhere'): void {
    const [next] = this.left;
    if (next === undefined) return;
    this.passed += 1;
    if (this.passed <= next.after) return;
    if (next.of === 'database' && ofDatabase === 'elsewhere') return;
    this.left = this.left.slice(1);
    this.passed = 0;
    this.happened += 1;
    if (next.of === 'database') throw new DatabaseAway('the database was away');
    throw new Died(next.of);
  }

  /** From here on everything stays up, so that one can see whether all comes to its end. */
  stop(): void {
    this.left = [];
  }
}
