import { Refusal, refuse } from '../../domain/errors.js';
import type { ActorTx } from '../ports.js';

export interface LockedInstitution {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly regencyCode: string;
}

/** The institution's row is the lock of everything that is decided about it. Errors: NOT_FOUND. */
export async function lockInstitution(tx: ActorTx, institutionId: string): Promise<LockedInstitution> {
  const [found] = await tx.sql.$queryRaw<LockedInstitution[]>`
    select id, name, status, regency_code as "regencyCode" from institution where id = ${institutionId}::uuid for update`;
  if (found === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'institution' }));
  return found;
}
