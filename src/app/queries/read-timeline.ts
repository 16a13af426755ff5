import type { ActorTx } from '../ports.js';
import { isOwnEntry } from './case-item.js';
import type { TimelineEntry } from './case-view.js';

/** What the institution reads with its words; of every other step it reads that it was taken, when and by whom. */
const toldInFull: ReadonlySet<string> = new Set([
  'created',
  'submit',
  'register',
  'return',
  'resubmit',
  'reject',
  'withdraw',
  'appeal',
  'grant',
  'deny',
  'close_appeal',
  'carry_over',
  'close_year',
  'lapse_money',
  'amend',
  'allow_late',
  'pass_urgent',
  'approve_urgent',
  'complete_papers',
  'completeness_overdue',
  'late_window',
  'close_window',
  'assign_field',
  'decree',
  'sign_pact',
  'start_delivery',
  'confirm_receipt',
  'judge_receipt',
  'update_list',
  'hold_lines',
  'resume_lines',
  'finalise_lines',
  'submit_report',
  'return_report',
  'accept_report',
  'hold',
  'resume',
  'audit_on',
  'audit_off',
  'expire',
  'extend',
  'default_report',
  'letter_drafted',
  'close_default',
]);
/** Work among officials. */
const internal: ReadonlySet<string> = new Set([
  'entered',
  'pending_refused',
  'pending_voided',
  'second_overdue',
  'escalated',
  'held_long',
  'assign',
  'reassign',
  'send_back',
  'log_contact',
  'include',
  'exclude',
  'draft_amendment',
  'score',
  'allow_goods_exception',
  'deadline_frozen',
]);

interface EventRow {
  seq: number;
  at: Date;
  actor_name: string;
  roles: string[];
  type: string;
  data: {
    readonly from?: string;
    readonly to?: string;
    readonly note?: Readonly<Record<string, unknown>>;
  } & Readonly<Record<string, unknown>>;
}

/** The history of a case, oldest first; to the institution without what must stay hidden before the decree (process.md 1). */
export async function readTimeline(tx: ActorTx, proposalId: string): Promise<readonly TimelineEntry[]> {
  const rows = await readRows(tx, `proposal/${proposalId}`);
  const ofInstitution = tx.authority.scope === 'institution';
  return rows
    .filter((row) => !ofInstitution || !isInternal(row))
    .map((row) => {
      const entry = toEntry(row);
      return ofInstitution && !toldInFull.has(toldAs(row)) ? { ...entry, note: {} } : entry;
    });
}

/** Every event of a stream that hides nothing from whoever may see it. */
export async function readEvents(tx: ActorTx, stream: string): Promise<readonly TimelineEntry[]> {
  return (await readRows(tx, stream)).map(toEntry);
}

function readRows(tx: ActorTx, stream: string): Promise<EventRow[]> {
  return tx.sql.$queryRaw<EventRow[]>`
    select seq, at, actor_name, roles, type, data from event where stream = ${stream} order by seq`;
}

function toEntry(row: EventRow): TimelineEntry {
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    actorName: row.actor_name,
    roles: row.roles,
    type: row.type,
    from: row.data.from ?? null,
    to: row.data.to ?? null,
    note: row.data.note ?? {},
  };
}

/** A correction says no more than the entry it repairs. */
function toldAs({ type, data }: EventRow): string {
  const corrects = data.note?.['corrects'];
  return type === 'correct_record' && typeof corrects === 'string' ? corrects : type;
}

/** What the institution entered itself, and nobody has checked yet, is no secret to it. */
function isInternal({ type, data }: EventRow): boolean {
  return internal.has(type) && !isOwnEntry(data.note?.['command']);
}
