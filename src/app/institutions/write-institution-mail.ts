import { institutionRoles, type Role } from '../../domain/roles.js';
import type { ActorTx } from '../ports.js';

type InstitutionMailTemplate =
  | 'institution_step_waits'
  | 'institution_status_changed'
  | 'institution_file_sent'
  | 'institution_document_invalid'
  | 'institution_expiring'
  | 'institution_account_waits'
  | 'institution_account_in_force'
  | 'institution_account_refused';

interface InstitutionMail {
  readonly institutionId: string;
  readonly template: InstitutionMailTemplate;
  /** Names the mail beside template and recipient, so that it is written once. */
  readonly about: string;
  readonly to: 'LKS' | readonly Role[];
  readonly reason?: string;
  /** What the mail names: a status, a document, a number, a day; each null or left out where it names none. */
  readonly names: {
    readonly status?: string;
    readonly document?: string;
    readonly number?: string | null;
    readonly day?: string | null;
  };
}

/** Mails about an institution itself, to its own people or to offices, in the transaction that decides. */
export async function writeInstitutionMail(tx: ActorTx, mail: InstitutionMail): Promise<void> {
  const own = mail.to === 'LKS';
  const roles: readonly Role[] = mail.to === 'LKS' ? institutionRoles : mail.to;
  const { status = null, document = null, number = null, day = null } = mail.names;
  const told = { id: own ? null : mail.institutionId, status, document, number, day };
  const params = { programmeName: '', reason: mail.reason ?? null, institution: told };
  await tx.sql.$executeRaw`
    insert into notification (id, message_id, recipient_user_id, to_address, locale, template, params, state, attempts, next_attempt_at, created_at)
    select uuidv7(), '<institution.' || ${mail.about} || '.' || ${mail.template} || '.' || h.user_id || '@salur.invalid>',
           h.user_id, h.email, h.locale, ${mail.template}, ${JSON.stringify(params)}::jsonb || jsonb_build_object('institutionName', i.name),
           'QUEUED', 0, ${tx.now}, ${tx.now}
      from institution i
           cross join lateral (select distinct on (r.user_id) r.user_id, r.email, r.locale
              from unnest(${[...roles]}::text[]) as k(role) cross join lateral role_holders(k.role, i.id, i.regency_code, ${tx.now}) r) h
     where i.id = ${mail.institutionId}::uuid
       and not exists (select from notification n
             where n.message_id = '<institution.' || ${mail.about} || '.' || ${mail.template} || '.' || h.user_id || '@salur.invalid>')`;
}
