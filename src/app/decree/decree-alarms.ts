import { z } from 'zod';
import { workflowIds, type AlarmMessage, type LoadedWork, type SubjectSummary } from '../../../workflows/messages.js';
import type { Actor } from '../../domain/actor.js';
import type { DecreeCase } from '../../domain/decree/decree-case.js';
import { evolveDecree, type DecreeEvent } from '../../domain/decree/decree-events.js';
import { deadlineAfter } from '../../domain/time/working-days.js';
import { policyOf } from '../policy/policy-content.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { decreeSummary } from './decree-summary.js';
import { lockDecree, readDecree, saveDecree } from './decree-row.js';
import { writeSecondPersonNotice } from './write-decree-notices.js';

const SYSTEM: Actor = { kind: 'system', purpose: 'clock' };
const content = z.record(z.string(), z.unknown());

/** A recorded paper waits for its second person; after the policy's days the superior is told, and nothing more (process.md 2). */
export async function decreeAlarms(tx: ActorTx, d: DecreeCase): Promise<readonly AlarmMessage[]> {
  if (d.pending === null || d.pending.overdueTold) return [];
  const [row] = await tx.sql.$queryRaw<{ content: unknown; holidays: string[] }[]>`
    select v.content, holidays_between(${tx.now}::date - 30, ${tx.now}::date + 100) as holidays
      from policy_version v where v.programme_id = ${d.programmeId}::uuid order by v.version desc limit 1`;
  const days = policyOf(content.parse(row?.content ?? {}), d.fiscalYear).secondPersonDays;
  const at = deadlineAfter(new Date(d.pending.enteredAt), days, new Set(row?.holidays ?? []));
  return [{ kind: 'SECOND', at: at.toISOString() }];
}

/** The stored instant decides, never the timer (architecture 4.8). */
export async function replaceDecreeAlarms(tx: ActorTx, d: DecreeCase): Promise<void> {
  const workflowId = workflowIds.decree(d.id);
  const [alarm] = await decreeAlarms(tx, d);
  await tx.sql.$executeRaw`delete from alarm where workflow_id = ${workflowId}`;
  if (alarm === undefined) return;
  await tx.sql.$executeRaw`
    insert into alarm (workflow_id, kind, due_at) values (${workflowId}, ${alarm.kind}, ${new Date(alarm.at)})`;
}

/** Tells the superior of a late second person, once; harmless when nothing is due or when it runs twice. */
export async function fireDecreeAlarms(ctx: AppContext, decreeId: string): Promise<LoadedWork | null> {
  return ctx.db.withActor(SYSTEM, 15_000, async (tx) => {
    const d = await lockDecree(tx, decreeId);
    if (d === null) return null;
    const due = (await decreeAlarms(tx, d)).some((alarm) => new Date(alarm.at) <= tx.now);
    if (!due || d.pending === null) return loaded(tx, d);
    const event: DecreeEvent = {
      type: 'second_overdue',
      from: d.state,
      to: d.state,
      at: tx.now.toISOString(),
      change: { pending: { ...d.pending, overdueTold: true } },
      note: { enteredBy: d.pending.enteredByName },
    };
    const after = evolveDecree(d, event);
    await saveDecree(tx, after, []);
    await replaceDecreeAlarms(tx, after);
    await writeSecondPersonNotice(tx, after, 'escalation');
    await appendEvents(tx, [
      {
        stream: `decree/${d.id}`,
        type: event.type,
        commandId: null,
        institutionId: null,
        regencyCode: null,
        data: { ...event },
      },
    ]);
    return loaded(tx, after);
  });
}

/** The decree as its workflow starts with it, or is rebuilt from it. */
export async function loadDecree(ctx: AppContext, decreeId: string): Promise<LoadedWork | null> {
  return ctx.db.withActor(SYSTEM, 10_000, async (tx) => {
    const d = await readDecree(tx, decreeId);
    return d === null ? null : loaded(tx, d);
  });
}

async function loaded(tx: ActorTx, d: DecreeCase): Promise<LoadedWork> {
  const [row] = await tx.sql.$queryRaw<{ unrendered: boolean }[]>`
    select root_hash is not null and annex_blob_id is null as unrendered from decree where id = ${d.id}::uuid`;
  const summary: SubjectSummary = decreeSummary(d);
  return {
    summary,
    alarms: await decreeAlarms(tx, d),
    now: tx.now.toISOString(),
    untold: d.entries.filter((entry) => entry.task !== null).length,
    followUps: row?.unrendered === true ? [{ kind: 'render_decree', subjectId: d.id }] : [],
  };
}
