import type { DeliveryCase, DeliveryDrop } from '../../domain/delivery/delivery-case.js';
import { institutionRoles } from '../../domain/roles.js';
import type { ActorTx } from '../ports.js';

/**
 * Asks the institution to confirm what was handed over, in the same transaction. The Message-ID is made from batch, drop and
 * recipient, so that one hand-over never writes a second mail.
 */
export async function writeReceiptNotice(tx: ActorTx, d: DeliveryCase, drop: DeliveryDrop): Promise<void> {
  const params = {
    batchId: d.id,
    dropId: drop.id,
    proposalId: drop.proposalId,
    bastNumber: drop.bastNumber,
    bastDate: drop.bastDate,
    deliveryNote: d.deliveryNote,
    state: 'IN_DELIVERY',
    eventType: 'hand_over',
  };
  await tx.sql.$executeRaw`
    insert into notification (id, message_id, recipient_user_id, to_address, locale, template, params, proposal_id, state, attempts, next_attempt_at, created_at)
    select uuidv7(), '<delivery.' || ${d.id} || '.' || ${drop.id} || '.receipt_due.' || h.user_id || '@salur.invalid>', h.user_id, h.email,
           h.locale, 'receipt_due',
           ${JSON.stringify(params)}::jsonb || jsonb_build_object('institutionName', h.institution_name, 'programmeName', h.programme_name, 'dueAt', h.due_at,
                                                                  'registrationNumber', h.registration_number),
           ${drop.proposalId}::uuid, 'QUEUED', 0, ${tx.now}, ${tx.now}
      from (select distinct on (r.user_id) r.user_id, r.email, r.locale, i.name as institution_name, p.registration_number,
                   case r.locale when 'en' then g.name_en else g.name_id end as programme_name,
                   to_char(p.due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as due_at
              from proposal p join institution i on i.id = p.institution_id join programme g on g.id = p.programme_id
              cross join unnest(${[...institutionRoles]}::text[]) as k(role)
              cross join lateral role_holders(k.role, p.institution_id, p.regency_code, ${tx.now}) r
             where p.id = ${drop.proposalId}::uuid) h`;
}
