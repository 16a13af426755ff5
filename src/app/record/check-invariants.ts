import type { Actor } from '../../domain/actor.js';
import type { AppContext } from '../ports.js';
import { invariants } from './invariants/all.js';
import type { Violation } from './invariants/invariant.js';

export interface InvariantReport {
  /** As process.md 9 numbers it. */
  readonly id: string;
  readonly title: string;
  readonly violations: readonly Violation[];
}

const AUDITOR: Actor = { kind: 'system', purpose: 'audit' };
const TIMEOUT_MS = 60_000;

/** Asks the record itself, by SQL, whether the invariants of process.md 9 hold; each check names its violations. */
export async function checkInvariants(ctx: Pick<AppContext, 'db'>): Promise<readonly InvariantReport[]> {
  const reports: InvariantReport[] = [];
  for (const { id, title, find } of invariants) {
    const violations = await ctx.db.withActor(AUDITOR, TIMEOUT_MS, find);
    reports.push({ id, title, violations });
  }
  return reports;
}
