import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { Overlay } from '../../domain/proposal/overlays.js';
import type { Pending, ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { Track } from '../../domain/proposal/track.js';
import { isTerminal } from '../../domain/proposal/states.js';
import { workflowIds } from '../../../workflows/messages.js';
import { lackingPapers } from '../documents/lacking-papers.js';
import type { ActorTx, AppContext } from '../ports.js';
import { readCase } from '../proposal/case-row.js';
import { readNames, whoIsWaitedFor } from '../queries/case-item.js';

const DOCTOR: Actor = { kind: 'system', purpose: 'doctor' };
/** A workflow looks at an alarm within seconds, and the caretaker after a minute; this late means that nobody does. */
const OVERDUE_ALARM_MS = 5 * 60_000;

/** All that the record says of why one case stands where it stands. */
export interface CaseFindings {
  readonly proposalId: string;
  readonly registrationNumber: string | null;
  readonly institutionName: string;
  readonly state: ProposalCase['state'];
  readonly version: number;
  readonly ended: boolean;
  /** ISO instants. */
  readonly track: Track;
  readonly stateSince: string;
  readonly dueAt: string | null;
  readonly overdue: boolean;
  readonly escalation: number;
  readonly waitsFor: { readonly roles: readonly string[]; readonly users: readonly string[] };
  readonly pending: Pick<Pending, 'command' | 'enteredByName' | 'enteredAt'> | null;
  readonly hold: Overlay | null;
  readonly audit: Overlay | null;
  /** The decree that holds it, so that it cannot leave by another door. */
  readonly fencedBy: { readonly title: string; readonly state: string } | null;
  /** Workflows of decrees and deliveries that have decided about it and not told it yet. */
  readonly untold: readonly string[];
  readonly lackingPapers: number;
  readonly lateAlarms: readonly { readonly kind: string; readonly dueAt: string }[];
  readonly mails: { readonly waiting: number; readonly refused: number; readonly lastError: string | null };
}

/** By its id or its registration number. Errors: NOT_FOUND. */
export async function examineCase(ctx: Pick<AppContext, 'db'>, reference: string): Promise<CaseFindings> {
  return ctx.db.withActor(DOCTOR, 15_000, async (tx) => {
    const [row] = await tx.sql.$queryRaw<{ id: string; institution: string }[]>`
      select p.id, i.name as institution from proposal p join institution i on i.id = p.institution_id
       where p.id::text = ${reference.toLowerCase()} or p.registration_number = ${reference}`;
    const c = row === undefined ? null : await readCase(tx, row.id);
    if (row === undefined || c === null) throw new Refusal(refuse('NOT_FOUND', { what: 'proposal' }));
    const { roles, users } = whoIsWaitedFor(c);
    const names = await readNames(tx, users);
    const { pending, hold, audit } = c.data;
    return {
      proposalId: c.id,
      registrationNumber: c.registrationNumber,
      institutionName: row.institution,
      state: c.state,
      track: c.track,
      version: c.version,
      ended: isTerminal(c.state),
      stateSince: c.stateSince,
      dueAt: c.dueAt,
      overdue: c.dueAt !== null && new Date(c.dueAt) < tx.now && !isTerminal(c.state),
      escalation: c.escalation,
      waitsFor: { roles, users: users.map((id) => names.get(id) ?? id) },
      pending:
        pending === null
          ? null
          : { command: pending.command, enteredByName: pending.enteredByName, enteredAt: pending.enteredAt },
      hold,
      audit,
      fencedBy: await readFence(tx, c.fencedBy),
      untold: await readUntold(tx, c.id),
      lackingPapers: (await lackingPapers(tx, c.id)).length,
      lateAlarms: await readLateAlarms(tx, c.id),
      mails: await readMails(tx, c.id),
    };
  });
}

async function readFence(tx: ActorTx, decreeId: string | null): Promise<CaseFindings['fencedBy']> {
  const [decree] = await tx.sql.$queryRaw<{ title: string; state: string }[]>`
    select title, state from decree where id = ${decreeId}::uuid`;
  return decree ?? null;
}

async function readUntold(tx: ActorTx, proposalId: string): Promise<readonly string[]> {
  const decrees = await tx.sql.$queryRaw<{ id: string }[]>`
    select decree_id as id from decree_entry where proposal_id = ${proposalId}::uuid and task is not null`;
  const batches = await tx.sql.$queryRaw<{ id: string }[]>`
    select batch_id as id from delivery_drop where proposal_id = ${proposalId}::uuid and task is not null`;
  return [...decrees.map(({ id }) => workflowIds.decree(id)), ...batches.map(({ id }) => workflowIds.delivery(id))];
}

async function readLateAlarms(tx: ActorTx, proposalId: string): Promise<CaseFindings['lateAlarms']> {
  const late = new Date(tx.now.getTime() - OVERDUE_ALARM_MS);
  const rows = await tx.sql.$queryRaw<{ kind: string; due_at: Date }[]>`
    select kind, due_at from alarm where proposal_id = ${proposalId}::uuid and due_at < ${late} order by due_at, kind`;
  return rows.map((row) => ({ kind: row.kind, dueAt: row.due_at.toISOString() }));
}

async function readMails(tx: ActorTx, proposalId: string): Promise<CaseFindings['mails']> {
  const [row] = await tx.sql.$queryRaw<{ waiting: bigint; refused: bigint; last_error: string | null }[]>`
    select count(*) filter (where state = 'QUEUED' and attempts > 0) as waiting, count(*) filter (where state = 'REFUSED') as refused,
           (array_agg(last_error order by next_attempt_at desc) filter (where last_error is not null and state <> 'SENT'))[1] as last_error
      from notification where proposal_id = ${proposalId}::uuid`;
  return { waiting: Number(row?.waiting ?? 0), refused: Number(row?.refused ?? 0), lastError: row?.last_error ?? null };
}
