import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { FollowUp } from '../../../workflows/messages.js';
import type { ActorTx } from '../ports.js';
import { liveLines } from './lines-hash.js';

/** A new version of the list of persons: what deliveries are compared with from now on (I4). */
export async function writeListVersion(
  tx: ActorTx,
  c: ProposalCase,
  list: { readonly version: number; readonly contentHash: string; readonly persons: number },
): Promise<readonly FollowUp[]> {
  const lines = await liveLines(tx, c.id);
  await tx.sql.$executeRaw`
    insert into beneficiary_list (id, proposal_id, institution_id, regency_code, version, content_hash, persons, lines, created_at)
    values (uuidv7(), ${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode}, ${list.version}, ${list.contentHash}, ${list.persons},
            ${JSON.stringify(lines)}::jsonb, ${tx.now})`;
  return [{ kind: 'render_list', subjectId: c.id }];
}

/** Persons who still have a line that was decreed and is open. */
export async function openPersons(tx: ActorTx, proposalId: string): Promise<number> {
  const [count] = await tx.sql.$queryRaw<{ persons: bigint }[]>`
    select count(distinct person_id) as persons from entitlement_line where proposal_id = ${proposalId}::uuid and status = 'DECREED'`;
  return Number(count?.persons ?? 0);
}

/** Persons of the lines that `linesHash` holds after the decree. */
export async function livePersons(tx: ActorTx, proposalId: string): Promise<number> {
  const [count] = await tx.sql.$queryRaw<{ persons: bigint }[]>`
    select count(distinct person_id) as persons from entitlement_line
     where proposal_id = ${proposalId}::uuid and decreed > 0 and status not in ('DROPPED','NOT_RECEIVED')`;
  return Number(count?.persons ?? 0);
}
