import { Refusal, refuse } from '../../domain/errors.js';
import { isAccessPurpose, type AccessField, type AccessPurpose } from '../../domain/privacy.js';
import type { ActorTx } from '../ports.js';

export interface Access {
  readonly kind: 'PERSON' | 'INSTITUTION' | 'FILE';
  readonly id: string;
  readonly fields: readonly AccessField[];
  /** As asked; refused where it is none of the known. */
  readonly purpose: string | null;
  readonly proposalId: string | null;
  readonly institutionId: string | null;
  readonly regencyCode: string | null;
}

/** Written in the transaction that reads: what is not logged is not seen (I15). Errors: PURPOSE_REQUIRED. */
export async function logAccess(tx: ActorTx, access: Access): Promise<void> {
  if (access.purpose === null || !isAccessPurpose(access.purpose)) throw new Refusal(refuse('PURPOSE_REQUIRED'));
  await tx.sql.$executeRaw`
    insert into access_log (id, at, user_id, subject_kind, subject_id, fields, purpose, proposal_id, institution_id, regency_code)
    values (uuidv7(), ${tx.now}, ${tx.authority.userId}::uuid, ${access.kind}, ${access.id}::uuid, ${[...access.fields]}::text[],
            ${access.purpose}, ${access.proposalId}::uuid, ${access.institutionId}::uuid, ${access.regencyCode})`;
}

/** One entry for each of these people whose numbers go out together; who has none leaves none. */
export async function logNumbers(
  tx: ActorTx,
  of: { readonly personIds: readonly string[]; readonly purpose: AccessPurpose; readonly proposalId: string },
): Promise<void> {
  await tx.sql.$executeRaw`
    insert into access_log (id, at, user_id, subject_kind, subject_id, fields, purpose, proposal_id, institution_id, regency_code)
    select uuidv7(), ${tx.now}, ${tx.authority.userId}::uuid, 'PERSON', p.id,
           array_remove(array[case when p.nik_sealed is not null then 'NIK' end, case when p.family_card_sealed is not null then 'FAMILY_CARD' end], null),
           ${of.purpose}, ${of.proposalId}::uuid, p.institution_id, p.regency_code
      from person p where p.id = any(${[...of.personIds]}::uuid[]) and (p.nik_sealed is not null or p.family_card_sealed is not null)`;
}
