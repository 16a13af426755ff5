import type { Role } from '../../domain/roles.js';
import type { ActorTx } from '../ports.js';

export interface BreachMail {
  readonly breachId: string;
  readonly number: string;
  readonly dueAt: Date;
  readonly template: 'breach_opened' | 'breach_reminder' | 'breach_overdue';
  /** Hours after it was found: names the mail, so that it is written once. */
  readonly hours: number;
}

/** One mail to each holder of the roles, written in the transaction that decides it. */
export async function writeBreachMails(tx: ActorTx, mail: BreachMail, roles: readonly Role[]): Promise<void> {
  const params = { breachId: mail.breachId, institutionName: mail.number, programmeName: '', dueAt: mail.dueAt };
  await tx.sql.$executeRaw`
    insert into notification (id, message_id, recipient_user_id, to_address, locale, template, params, state, attempts, next_attempt_at, created_at)
    select uuidv7(), '<breach.' || ${mail.breachId} || '.' || ${mail.hours}::text || '.' || h.user_id || '@salur.invalid>',
           h.user_id, h.email, h.locale, ${mail.template}, ${JSON.stringify(params)}::jsonb, 'QUEUED', 0, ${tx.now}, ${tx.now}
      from (select distinct on (r.user_id) r.user_id, r.email, r.locale
              from unnest(${[...roles]}::text[]) as k(role) cross join lateral role_holders(k.role, null, null, ${tx.now}) r) h`;
}
