import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '../../domain/actor.js';
import { workflowIds } from '../../../workflows/messages.js';
import { boundedMap } from '../bounded-map.js';
import type { AppContext, WakePort } from '../ports.js';
import { loadProposal } from '../proposal/fire-alarms.js';
import { earlier } from './desk.js';

/** Only this actor ever writes the clock. */
const DRIVER: Actor = { kind: 'system', purpose: 'simulation-clock' };

/** The one row that every transaction of every process reads as its "now"; made where it is missing, never set back. */
export async function setClock(ctx: Pick<AppContext, 'db'>, to: Date): Promise<Date> {
  return ctx.db.withActor(DRIVER, 10_000, async (tx) => {
    await tx.sql.$executeRaw`
      insert into stepped_clock (id, now) values (1, ${to})
      on conflict (id) do update set now = excluded.now where stepped_clock.now < excluded.now`;
    return readRow(tx.sql.$queryRaw<{ now: Date }[]>`select now from stepped_clock where id = 1`);
  });
}

/** The instant at which the run stands, or null before its first. */
export async function readClock(ctx: Pick<AppContext, 'db'>): Promise<Date | null> {
  return ctx.db.withActor(DRIVER, 10_000, async (tx) => {
    const [row] = await tx.sql.$queryRaw<{ now: Date }[]>`select now from stepped_clock where id = 1`;
    return row?.now ?? null;
  });
}

/** The earliest instant at which a case wants to be looked at without a person. */
export async function nextAlarmInstant(ctx: AppContext): Promise<Date | null> {
  const drafts = (await draftAlarms(ctx)).map(({ at }) => at);
  return ctx.db.withActor(DRIVER, 10_000, async (tx) => {
    const [row] = await tx.sql.$queryRaw<{ at: Date | null }[]>`select min(due_at) as at from alarm`;
    return [row?.at ?? null, ...drafts].reduce(earlier, null);
  });
}

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 250;
/** A signal that a killed server lost is sent again. */
const ASK_AGAIN_MS = 5_000;

/**
 * Wakes the workflow of every due alarm and waits until each has been handled, however often servers die meanwhile.
 * Returns how many alarms rang.
 */
export async function ringDueAlarms(ctx: AppContext, wake: WakePort): Promise<number> {
  const due = await dueAlarms(ctx);
  let waiting = due;
  let asked = -ASK_AGAIN_MS;
  for (let pause = FIRST_PAUSE_MS; waiting.length > 0; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    if (performance.now() - asked >= ASK_AGAIN_MS) {
      const ids = [...new Set(waiting.map((alarm) => alarm.workflowId))];
      await Promise.all(ids.map((id) => wake.wake(id, waiting[0]?.asOf ?? new Date(0))));
      asked = performance.now();
    }
    await sleep(pause);
    waiting = await dueAlarms(ctx);
  }
  return due.length;
}

interface DueAlarm {
  readonly workflowId: string;
  readonly kind: string;
  readonly asOf: Date;
}

async function dueAlarms(ctx: AppContext): Promise<readonly DueAlarm[]> {
  const drafts = await draftAlarms(ctx);
  return ctx.db.withActor(DRIVER, 10_000, async (tx) => {
    const rows = await tx.sql.$queryRaw<{ workflow_id: string; kind: string }[]>`
      select workflow_id, kind from alarm where due_at <= ${tx.now} order by due_at, workflow_id, kind`;
    return [
      ...rows.map((row) => ({ workflowId: row.workflow_id, kind: row.kind, asOf: tx.now })),
      ...drafts
        .filter(({ at }) => at <= tx.now)
        .map(({ kind }) => ({ workflowId: workflowIds.drafts, kind, asOf: tx.now })),
    ];
  });
}

/** A draft has no workflow until it is sent, and so no stored alarm: one workflow looks after all of them. */
async function draftAlarms(ctx: AppContext): Promise<readonly { readonly kind: string; readonly at: Date }[]> {
  const ids = await ctx.db.withActor(
    DRIVER,
    10_000,
    (tx) => tx.sql.$queryRaw<{ id: string }[]>`select id from proposal where state = 'DRAFT' order by id`,
  );
  const drafts = await boundedMap(ids, 4, ({ id }) => loadProposal(ctx, id));
  return drafts.flatMap((draft) => (draft?.alarms ?? []).map(({ kind, at }) => ({ kind, at: new Date(at) })));
}

async function readRow(rows: Promise<readonly { readonly now: Date }[]>): Promise<Date> {
  const [row] = await rows;
  if (row === undefined) throw new Error('the stepped clock has no row');
  return row.now;
}
