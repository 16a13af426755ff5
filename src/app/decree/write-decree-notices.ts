import type { DecreeCase } from '../../domain/decree/decree-case.js';
import { decreeTransitions } from '../../domain/decree/decree-states.js';
import { superiorOf, type Role } from '../../domain/roles.js';
import type { ActorTx } from '../ports.js';

/**
 * Tells those who may confirm the recorded paper, or their superiors when they are late. The Message-ID is made from decree,
 * version, template and recipient, so that the same entry never writes a second mail.
 */
export async function writeSecondPersonNotice(
  tx: ActorTx,
  d: DecreeCase,
  template: 'second_person_needed' | 'escalation',
): Promise<void> {
  const second = decreeTransitions.find((row) => row.command === 'record')?.second ?? [];
  const told = template === 'escalation' ? superiorsOf(second) : second;
  const params = {
    decreeId: d.id,
    proposalId: null,
    institutionName: d.title,
    state: d.state,
    dueAt: null,
    registrationNumber: d.pending?.paper.number ?? null,
    eventType: 'record',
  };
  await tx.sql.$executeRaw`
    insert into notification (id, message_id, recipient_user_id, to_address, locale, template, params, state, attempts, next_attempt_at, created_at)
    select uuidv7(), '<decree.' || ${d.id} || '.' || ${d.version}::text || '.' || ${template} || '.' || h.user_id || '@salur.invalid>',
           h.user_id, h.email, h.locale, ${template}, ${JSON.stringify(params)}::jsonb || jsonb_build_object('programmeName', g.name_id),
           'QUEUED', 0, ${tx.now}, ${tx.now}
      from (select distinct on (r.user_id) r.user_id, r.email, r.locale
              from unnest(${[...told]}::text[]) as k(role) cross join lateral role_holders(k.role, null, null, ${tx.now}) r
             where r.user_id::text <> ${d.pending?.enteredBy ?? ''}) h, programme g
     where g.id = ${d.programmeId}::uuid`;
}

function superiorsOf(second: readonly Role[]): readonly Role[] {
  return [...new Set(second.flatMap((role) => superiorOf[role] ?? []))];
}
