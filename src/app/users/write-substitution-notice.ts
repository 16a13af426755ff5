import type { ActorTx } from '../ports.js';

/** Tells both people; the Message-ID is made from substitution, template and recipient. */
export async function writeSubstitutionNotice(
  tx: ActorTx,
  id: string,
  template: 'substitution_set' | 'substitution_ended',
): Promise<void> {
  await tx.sql.$executeRaw`
    insert into notification (id, message_id, recipient_user_id, to_address, locale, template, params, state, attempts, next_attempt_at, created_at)
    select uuidv7(), '<substitution.' || s.id || '.' || ${template} || '.' || c.user_id || '@salur.invalid>', c.user_id, c.email, c.locale, ${template},
           jsonb_build_object('institutionName', '', 'programmeName', '', 'substitution', jsonb_build_object(
             'kind', s.kind, 'role', s.role, 'holder', h.name, 'substitute', b.name, 'letterNumber', s.letter_number,
             'from', to_char((s.valid_from at time zone 'Asia/Makassar'), 'YYYY-MM-DD'),
             'until', to_char((s.valid_to at time zone 'Asia/Makassar') - interval '1 second', 'YYYY-MM-DD'))),
           'QUEUED', 0, ${tx.now}, ${tx.now}
      from substitution s join user_account h on h.id = s.holder_id join user_account b on b.id = s.substitute_id
           cross join lateral user_contact(array[s.holder_id, s.substitute_id]) c
     where s.id = ${id}::uuid`;
}
