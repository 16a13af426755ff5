import { Refusal, refuse } from '../../domain/errors.js';
import type { CeilingFact } from '../../domain/proposal/command-map.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';

/** Money limits (process.md 7). The rows of one programme are locked in id order before the proposal's own row. */
export async function lockCeilings(tx: ActorTx, proposalId: string): Promise<void> {
  await tx.sql.$executeRaw`select lock_ceilings(${proposalId}::uuid)`;
}

/**
 * Reserves on each ceiling in one conditional statement: a hard limit that would break leaves its row out. A limit for each person
 * or each institution carries no sum.
 */
export async function reserve(
  tx: ActorTx,
  c: ProposalCase,
  ceilingIds: readonly string[],
  amount: bigint,
): Promise<void> {
  const carrying = await tx.sql.$queryRaw<{ id: string }[]>`
    select id from ceiling where id = any(${[...ceilingIds]}::uuid[]) and scope <> 'PERSON' and scope_key <> '*'`;
  const ids = carrying.map(({ id }) => id);
  const touched = await tx.sql.$executeRaw`
    update ceiling set reserved = reserved + ${amount}
     where id = any(${ids}::uuid[]) and (not hard or reserved + consumed + ${amount} <= amount)`;
  if (touched !== ids.length) throw new Refusal(refuse('OVER_CEILING', { amount: amount.toString() }));
  await tx.sql.$executeRaw`
    insert into reservation (proposal_id, ceiling_id, institution_id, regency_code, amount, state)
    select ${c.id}::uuid, k, ${c.institutionId}::uuid, ${c.regencyCode}, ${amount}, 'RESERVED' from unnest(${ids}::uuid[]) as k
    on conflict (proposal_id, ceiling_id) do update set amount = excluded.amount, state = 'RESERVED'`;
}

/** The indicative programme ceiling gives its part to the DPA line; area and group keep theirs. */
export async function moveReservation(tx: ActorTx, c: ProposalCase, lineCeilingId: string): Promise<void> {
  const amount = BigInt(c.consideredAmount ?? '0');
  await tx.sql.$executeRaw`
    with freed as (
      update reservation r set state = 'RELEASED' from ceiling k
       where r.proposal_id = ${c.id}::uuid and r.state = 'RESERVED' and k.id = r.ceiling_id and k.scope = 'PROGRAMME'
      returning r.ceiling_id, r.amount)
    update ceiling c set reserved = c.reserved - f.amount from freed f where c.id = f.ceiling_id`;
  await reserve(tx, c, [lineCeilingId], amount);
}

/** decree consumes what was reserved. */
export async function consumeReservations(tx: ActorTx, proposalId: string): Promise<void> {
  await tx.sql.$executeRaw`
    with used as (
      update reservation set state = 'CONSUMED' where proposal_id = ${proposalId}::uuid and state = 'RESERVED' returning ceiling_id, amount)
    update ceiling c set reserved = c.reserved - u.amount, consumed = c.consumed + u.amount from used u where c.id = u.ceiling_id`;
}

/** What is reserved, wherever it is, goes back to its limits; the needs stay claimed. */
export async function releaseReservations(tx: ActorTx, proposalId: string): Promise<void> {
  await tx.sql.$executeRaw`select release_reservations(${proposalId}::uuid)`;
}

/** So much is decreed: the limits carry that, less the lines that lapsed with their year; a hard one refuses more than it has. */
export async function carryDecreed(tx: ActorTx, proposalId: string, decreed: bigint): Promise<void> {
  const [lapsed] = await tx.sql.$queryRaw<{ value: bigint }[]>`
    select coalesce(sum(decreed::bigint * unit_price), 0)::bigint as value
      from entitlement_line where proposal_id = ${proposalId}::uuid and status = 'NOT_RECEIVED' and reason = 'LAPSED'`;
  const amount = decreed - (lapsed?.value ?? 0n);
  await tx.sql.$executeRaw`
    with before as (
      select ceiling_id, amount from reservation where proposal_id = ${proposalId}::uuid and state = 'CONSUMED' for update),
    lowered as (
      update reservation r set amount = ${amount} from before b
       where r.proposal_id = ${proposalId}::uuid and r.ceiling_id = b.ceiling_id returning r.ceiling_id, b.amount - ${amount} as freed)
    update ceiling c set consumed = c.consumed - l.freed from lowered l where c.id = l.ceiling_id`;
}

/** The limits that carry what a decree consumed for this case. */
export async function consumedCeilings(tx: ActorTx, c: ProposalCase): Promise<readonly CeilingFact[]> {
  return tx.sql.$queryRaw<CeilingFact[]>`
    select k.id, k.scope, k.scope_key as "scopeKey", k.amount, k.reserved, k.consumed, k.hard
      from reservation r join ceiling k on k.id = r.ceiling_id where r.proposal_id = ${c.id}::uuid and r.state = 'CONSUMED' order by k.id`;
}

/** Every exit gives back the money reserved and the needs claimed (process.md 4). */
export async function releaseEverything(tx: ActorTx, proposalId: string): Promise<void> {
  await tx.sql.$executeRaw`select release_proposal(${proposalId}::uuid)`;
}
