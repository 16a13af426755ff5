import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '../../domain/actor.js';
import type { AppContext } from '../ports.js';

const READER: Actor = { kind: 'system', purpose: 'simulation' };
/** So long without one mail going out means that those left wait for another instant. */
const STILL_MS = 3_000;
/** So long means that nobody sends them: longer than the silence of a killed mailer is borne (workflows/mailer.ts). */
const GIVE_UP_MS = 180_000;
const PAUSE_MS = 200;

/**
 * Mails go out while people act; at the end the last of them are awaited. Returns the instant to which time must go on for
 * those that were put off, or claimed by a mailer that was killed; null when none is left, or none leaves.
 */
export async function afterLastMail(ctx: Pick<AppContext, 'db'>): Promise<Date | null> {
  let before = Number.POSITIVE_INFINITY;
  let movedAt = performance.now();
  for (;;) {
    const { queued, due, next } = await readQueue(ctx);
    if (queued === 0) return null;
    if (queued < before) movedAt = performance.now();
    before = queued;
    const still = performance.now() - movedAt;
    if (due === 0 && still > STILL_MS) return next;
    if (still > GIVE_UP_MS) return null;
    await sleep(PAUSE_MS);
  }
}

interface Queue {
  readonly queued: number;
  /** Those that may be sent at this instant. */
  readonly due: number;
  readonly next: Date | null;
}

async function readQueue(ctx: Pick<AppContext, 'db'>): Promise<Queue> {
  return ctx.db.withActor(READER, 10_000, async (tx) => {
    const [row] = await tx.sql.$queryRaw<{ queued: bigint; due: bigint; next: Date | null }[]>`
      select count(*) as queued, count(*) filter (where next_attempt_at <= ${tx.now}) as due,
             min(next_attempt_at) filter (where next_attempt_at > ${tx.now}) as next
        from notification where state = 'QUEUED'`;
    return { queued: Number(row?.queued ?? 0), due: Number(row?.due ?? 0), next: row?.next ?? null };
  });
}
