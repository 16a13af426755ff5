import { noticesOf, type Notice } from '../../domain/proposal/notices.js';
import type { ProposalEvent } from '../../domain/proposal/events.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';

const tellsItsReason: ReadonlySet<ProposalEvent['type']> = new Set([
  'hold',
  'resume',
  'audit_on',
  'audit_off',
  'expire',
  'grant',
  'deny',
  'extend',
  'recall',
  'judge_receipt',
  'pending_refused',
]);

/**
 * Notification rows are written in the deciding transaction; the mailer sends them later. The Message-ID is made from
 * case, version, instant, template and recipient, so the same decision never writes a second mail (architecture 5).
 */
export async function writeNotices(
  tx: ActorTx,
  before: ProposalCase,
  after: ProposalCase,
  event: ProposalEvent,
): Promise<void> {
  const notices = noticesOf(before, after, event);
  if (notices.length === 0) return;
  const rows = notices.flatMap((notice, index) => [
    ...notice.roles.map((role) => ({ index, role, user: null })),
    ...notice.users.map((user) => ({ index, role: null, user })),
  ]);
  if (rows.length === 0) return;
  const params = notices.map((notice) => JSON.stringify(paramsOf(notice, after, event)));
  await tx.sql.$executeRaw`
    insert into notification (id, message_id, recipient_user_id, to_address, locale, template, params, proposal_id, state, attempts, next_attempt_at, created_at)
    select uuidv7(), m.id,
           t.user_id, t.email, t.locale, t.template, t.params::jsonb || jsonb_build_object('institutionName', i.name, 'programmeName', case t.locale when 'en' then g.name_en else g.name_id end)
             || case when ${after.state} = 'DRAFT' then jsonb_build_object('dueAt', to_jsonb(coalesce(${after.dueAt}::timestamptz, g.window_closes_at))) else '{}'::jsonb end,
           ${after.id}::uuid, 'QUEUED', 0, ${tx.now}, ${tx.now}
      from (select distinct on (n.template, h.user_id) n.template, n.params, h.user_id, h.email, h.locale
              from unnest(${rows.map((row) => notices[row.index]?.template ?? '')}::text[], ${rows.map((row) => params[row.index] ?? '{}')}::text[],
                          ${rows.map((row) => row.role)}::text[], ${rows.map((row) => row.user)}::uuid[]) as n(template, params, role, person)
              cross join lateral (
                select * from role_holders(n.role, ${after.institutionId}::uuid, ${after.regencyCode}, ${tx.now}) r
                 -- of the units that distribute only the one that drives there
                 where n.role is not null and (n.role <> 'UPTD_OFFICER' or exists (
                   select from delivery_drop o join delivery_batch b on b.id = o.batch_id join membership m on m.org_unit_id = b.unit_id
                    where o.proposal_id = ${after.id}::uuid and m.user_id = r.user_id))
                union all select * from user_contact(array[n.person]) where n.person is not null) h) t,
           lateral (select '<' || ${after.id} || '.' || ${after.version}::text || '.' || ${Date.parse(event.at).toString(36)} || '.' || t.template || '.' || t.user_id || '@salur.invalid>' as id) m,
           institution i, programme g
     where i.id = ${after.institutionId}::uuid and g.id = ${after.programmeId}::uuid
       -- alarms that were due long ago ring in one instant, by the system, which sees every row: one mail to a person is enough
       and not exists (select from notification o where o.message_id = m.id)`;
}

/** These name the date of documents and pact, not that of the state. */
const ofPapers: ReadonlySet<string> = new Set([
  'urgent_approved',
  'completeness_due',
  'completeness_overdue',
  'completeness_missing',
]);

/** Why: of a step that tells its reason to the institution, else of the rejection. */
function reasonOf(c: ProposalCase, event: ProposalEvent): { readonly reason?: string } {
  const { words } = event.note;
  if (tellsItsReason.has(event.type) && typeof words === 'string') return { reason: words };
  return c.data.rejection === null ? {} : { reason: c.data.rejection.words };
}

function paramsOf(notice: Notice, c: ProposalCase, event: ProposalEvent): Readonly<Record<string, unknown>> {
  const remarks =
    notice.template === 'proposal_returned'
      ? c.data.returned?.remarks.map((remark) => remark.words)
      : notice.template === 'report_returned'
        ? c.data.reportRemarks.map((remark) => remark.words)
        : undefined;
  return {
    proposalId: c.id,
    state: c.state,
    track: c.track,
    dueAt: ofPapers.has(notice.template) ? (c.data.completeness?.dueAt ?? null) : c.dueAt,
    registrationNumber: c.registrationNumber,
    eventType: event.type,
    ...(remarks === undefined ? {} : { remarks }),
    ...reasonOf(c, event),
  };
}
