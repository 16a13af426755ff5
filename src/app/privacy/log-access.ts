import { Refusal, refuse } from '../../domain/errors.js';
import { isAccessPurpose, type AccessField } from '../../domain/privacy.js';
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
