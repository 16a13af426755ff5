import type { Actor } from '../../domain/actor.js';
import { boundedMap } from '../bounded-map.js';
import type { ActorTx, AppContext } from '../ports.js';
import { requireAdministrator } from '../users/require-administrator.js';
import { examineRecord } from './examine-record.js';
import type { SubjectKind } from './retry-waiting.js';

export interface WaitingWork {
  /** `proposal/{id}`, `decree/{id}` or `delivery/{id}`. */
  readonly subject: string;
  readonly name: string;
  readonly work: string;
  readonly attempt: number;
  readonly lastFailure: string | null;
  /** ISO instant; null while an attempt is under way. */
  readonly nextRetryAt: string | null;
}
type DescribeWork = (
  kind: SubjectKind,
  id: string,
) => Promise<{
  readonly pendingActivities: readonly {
    readonly type: string;
    readonly attempt: number;
    readonly lastFailure: string | null;
    readonly nextRetryAt: string | null;
  }[];
}>;

/** So many questions at once leave room for people's commands. */
const AT_ONCE = 20;

/** All work of cases, decrees and deliveries that failed and is tried again. Errors: WRONG_ROLE. */
export async function findWaiting(
  ctx: Pick<AppContext, 'db'>,
  actor: Actor,
  describe: DescribeWork,
): Promise<readonly WaitingWork[]> {
  await ctx.db.withActor(actor, 5_000, async (tx) => requireAdministrator(tx));
  const { expected } = await examineRecord(ctx);
  const found = await boundedMap(expected, AT_ONCE, async (subject) => {
    const [kind, id] = subject.split('/') as [SubjectKind, string];
    const { pendingActivities } = await describe(kind, id);
    return pendingActivities
      .filter((pending) => pending.attempt > 1)
      .map(({ type, ...pending }) => ({ subject, work: type, ...pending }));
  });
  const waiting = found.flat();
  const names = await ctx.db.withActor(actor, 10_000, (tx) =>
    readNames(
      tx,
      waiting.map(({ subject }) => subject),
    ),
  );
  return waiting.map((work) => ({
    subject: work.subject,
    name: names.get(work.subject) ?? '',
    work: work.work,
    attempt: work.attempt,
    lastFailure: work.lastFailure,
    nextRetryAt: work.nextRetryAt,
  }));
}

async function readNames(tx: ActorTx, subjects: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.sql.$queryRaw<{ subject: string; name: string }[]>`
    select * from (
      select 'proposal/' || p.id as subject, concat_ws(' · ', p.registration_number, i.name) as name
        from proposal p join institution i on i.id = p.institution_id
      union all select 'decree/' || d.id, concat_ws(' · ', d.number, d.title) from decree d
      union all select 'delivery/' || b.id, concat_ws(' · ', b.delivery_note, u.name, b.planned_on::text)
        from delivery_batch b join org_unit u on u.id = b.unit_id) named
     where subject = any(${[...subjects]}::text[])`;
  return new Map(rows.map((row) => [row.subject, row.name]));
}
