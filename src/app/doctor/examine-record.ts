import type { Actor } from '../../domain/actor.js';
import { terminalStates } from '../../domain/proposal/states.js';
import { workflowIds } from '../../../workflows/messages.js';
import { witaDate } from '../../domain/time/wita.js';
import { missingYears } from '../queries/list-holidays.js';
import { caseCounts, type WaitingGroup } from './waiting-groups.js';
import type { AppContext } from '../ports.js';

const DOCTOR: Actor = { kind: 'system', purpose: 'doctor' };
/** A workflow looks at an alarm within seconds; this late means that nobody does. */
const OVERDUE_ALARM_MS = 5 * 60_000;
/** The mailer takes a due mail within seconds, and puts it off with each attempt; this late means that nobody takes any. */
const SILENT_MAILER_MS = 15 * 60_000;

export interface RecordFindings {
  readonly now: Date;
  /** A stepped clock rules: a simulation's or a test's database. */
  readonly stepped: boolean;
  readonly running: readonly WaitingGroup[];
  /** Workflow ids that the record says must run. */
  readonly expected: readonly string[];
  readonly lateAlarms: number;
  /** Years that should have holidays by now and have none. */
  readonly yearsWithoutCalendar: readonly number[];
  readonly mails: {
    readonly queued: number;
    readonly refused: number;
    readonly oldest: Date | null;
    readonly unsentSince: Date | null;
    readonly lastError: string | null;
  };
}

/** What the record says about running work. */
export async function examineRecord(ctx: Pick<AppContext, 'db'>): Promise<RecordFindings> {
  return ctx.db.withActor(DOCTOR, 30_000, async (tx) => {
    const proposals = await tx.sql.$queryRaw<{ id: string }[]>`
      select id from proposal where not (state = any(${[...terminalStates]}::text[])) and (state <> 'DRAFT' or version > 0) order by id`;
    const decrees = await tx.sql.$queryRaw<{ id: string }[]>`
      select id from decree where (state <> 'REGISTERED' and version > 0) or (root_hash is not null and annex_blob_id is null) order by id`;
    const batches = await tx.sql.$queryRaw<{ id: string }[]>`
      select id from delivery_batch where state <> 'RECONCILED' and version > 0 order by id`;
    const [row] = await tx.sql.$queryRaw<
      {
        late: bigint;
        queued: bigint;
        refused: bigint;
        oldest: Date | null;
        unsent: Date | null;
        last_error: string | null;
        stepped: boolean;
      }[]
    >`
      select (select count(*) from alarm where due_at < ${new Date(tx.now.getTime() - OVERDUE_ALARM_MS)}) as late,
             (select count(*) from notification where state = 'QUEUED') as queued,
             (select count(*) from notification where state = 'REFUSED') as refused,
             (select min(created_at) from notification where state = 'QUEUED') as oldest,
             (select min(next_attempt_at) from notification
               where state = 'QUEUED' and next_attempt_at < ${new Date(tx.now.getTime() - SILENT_MAILER_MS)}) as unsent,
             (select last_error from notification where state = 'QUEUED' and last_error is not null order by created_at limit 1) as last_error,
             exists (select from stepped_clock) as stepped`;
    return {
      now: tx.now,
      stepped: row?.stepped ?? false,
      running: await caseCounts(tx),
      expected: [
        ...proposals.map(({ id }) => workflowIds.proposal(id)),
        ...decrees.map(({ id }) => workflowIds.decree(id)),
        ...batches.map(({ id }) => workflowIds.delivery(id)),
      ],
      lateAlarms: Number(row?.late ?? 0),
      yearsWithoutCalendar: await missingYears(tx, witaDate(tx.now)),
      mails: {
        queued: Number(row?.queued ?? 0),
        refused: Number(row?.refused ?? 0),
        oldest: row?.oldest ?? null,
        unsentSince: row?.unsent ?? null,
        lastError: row?.last_error ?? null,
      },
    };
  });
}
