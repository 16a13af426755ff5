import type { Duty } from '../../domain/roles.js';
import type { ActorTx } from '../ports.js';

/** Every duty this person already had in any of these cases: what the forbidden pairs are read from (process.md 3). */
export async function readDuties(tx: ActorTx, proposalIds: readonly string[]): Promise<readonly string[]> {
  if (tx.authority.userId === null || proposalIds.length === 0) return [];
  const rows = await tx.sql.$queryRaw<{ duty: string }[]>`
    select distinct duty from involvement
     where user_id = ${tx.authority.userId}::uuid and proposal_id = any(${[...proposalIds]}::uuid[])`;
  return rows.map((row) => row.duty);
}

/** What this person did counts in every case it touched. */
export async function recordDuties(
  tx: ActorTx,
  proposalIds: readonly string[],
  duties: readonly Duty[],
): Promise<void> {
  if (tx.authority.userId === null || duties.length === 0 || proposalIds.length === 0) return;
  await tx.sql.$executeRaw`
    insert into involvement (proposal_id, user_id, duty, institution_id, regency_code, at)
    select p.id, ${tx.authority.userId}::uuid, d.duty, p.institution_id, p.regency_code, ${tx.now}
      from proposal p cross join unnest(${[...duties]}::text[]) as d(duty) where p.id = any(${[...proposalIds]}::uuid[])
    on conflict do nothing`;
}
