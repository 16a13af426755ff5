import type { Role } from '../../domain/roles.js';
import type { ActorTx } from '../ports.js';

/** Tells holders of these offices; the Message-ID is made from the emergency, template and recipient. */
export async function writeEmergencyNotice(
  tx: ActorTx,
  id: string,
  template: 'emergency_requested' | 'emergency_opened',
  told: readonly Role[],
): Promise<void> {
  await tx.sql.$executeRaw`
    insert into notification (id, message_id, recipient_user_id, to_address, locale, template, params, state, attempts, next_attempt_at, created_at)
    select uuidv7(), '<emergency.' || e.id || '.' || ${template} || '.' || t.user_id || '@salur.invalid>', t.user_id, t.email, t.locale, ${template},
           jsonb_build_object('institutionName', '', 'programmeName', '', 'emergency', jsonb_build_object(
             'role', e.role, 'person', u.name, 'hours', e.hours, 'reason', e.reason, 'requestedBy', r.name, 'confirmedBy', c.name)),
           'QUEUED', 0, ${tx.now}, ${tx.now}
      from emergency_access e join user_account u on u.id = e.user_id join user_account r on r.id = e.requested_by
           left join user_account c on c.id = e.confirmed_by
           cross join (select distinct on (h.user_id) h.* from unnest(${[...told]}::text[]) as k(role)
                         cross join lateral role_holders(k.role, null, null, ${tx.now}) h) t
     where e.id = ${id}::uuid and (e.confirmed_by is not null or t.user_id not in (e.requested_by, e.user_id))`;
}
