import type { Actor } from '../../domain/actor.js';
import { boundedMap } from '../bounded-map.js';
import type { ActorTx, AppContext } from '../ports.js';

const CARETAKER: Actor = { kind: 'system', purpose: 'caretaker' };
/** By then a transaction has committed or failed, and its workflow has been told or never will be. */
const SETTLED_MS = 120_000;
/** A caretaker that knows of no earlier look begins here. */
const FIRST_LOOK_MS = 24 * 3_600_000;
/** Events of a look; the next one goes on behind them. */
const LIMIT = 1_000;
const AT_ONCE = 8;

/**
 * A command may be in the record and its workflow know the version before, without leaving any work that shows it
 * (wake-forgotten.ts). Asks the workflows of everything that happened after `since` which version they know, and wakes
 * those that are behind. Returns how far it has looked: Temporal keeps that beside the workflows themselves, and when it
 * falls back to an older state, both do.
 */
export async function wakeBehind(
  ctx: Pick<AppContext, 'db' | 'waker'>,
  since: string | null,
  settledMs: number = SETTLED_MS,
): Promise<string> {
  const { moved, until, now } = await ctx.db.withActor(CARETAKER, 30_000, async (tx) => {
    const from = since === null ? new Date(tx.now.getTime() - FIRST_LOOK_MS) : new Date(since);
    const seen = await lookFurther(tx, from, new Date(tx.now.getTime() - settledMs));
    return { ...seen, now: tx.now };
  });
  await boundedMap(moved, AT_ONCE, async ({ id, version }) => {
    const known = await ctx.waker.knownVersion(id);
    if (known === null || known < version) await ctx.waker.wake(id, now);
  });
  return until.toISOString();
}

interface Moved {
  /** Of the workflow. */
  readonly id: string;
  readonly version: number;
}

async function lookFurther(
  tx: ActorTx,
  from: Date,
  to: Date,
): Promise<{ readonly moved: readonly Moved[]; readonly until: Date }> {
  const events = await tx.sql.$queryRaw<{ stream: string; at: Date }[]>`
    select stream, at from event
     where at > ${from} and at <= ${to} and (stream like 'proposal/%' or stream like 'decree/%' or stream like 'delivery/%')
     order by at fetch first ${LIMIT} rows with ties`;
  const ids = [...new Set(events.map(({ stream }) => stream.slice(stream.indexOf('/') + 1)))];
  const moved = await tx.sql.$queryRaw<Moved[]>`
    select s.id, s.version
      from (select 'proposal/' || id as id, version from proposal where id = any(${ids}::uuid[])
             union all select 'decree/' || id, version from decree where id = any(${ids}::uuid[])
             union all select 'delivery/' || id, version from delivery_batch where id = any(${ids}::uuid[])) s
     where s.version > 0`;
  return { moved, until: events.at(-1)?.at ?? from };
}
