import type { LineNow, ListLine } from '../../domain/proposal/list-difference.js';
import type { ActorTx } from '../ports.js';
import { contentHash } from '../record/content-hash.js';

/** One live line as it goes into the hash and into a version of the list: id, person, item, quantity. */
type Tuple = readonly [string, string, string, number];

/**
 * SHA-256 over the live lines of one proposal (id, person, item, quantity at the furthest step), ordered by id: what the
 * annex, the list of persons and the delivery must agree on (I4). Lines that are dropped or cut to nothing are not live.
 */
export async function linesHash(tx: ActorTx, proposalId: string): Promise<string> {
  return contentHash(await liveLines(tx, proposalId));
}

export async function liveLines(tx: ActorTx, proposalId: string): Promise<readonly Tuple[]> {
  const lines = await tx.sql.$queryRaw<{ id: string; person_id: string; item_id: string; quantity: number }[]>`
    select id, person_id, item_id, coalesce(decreed, considered, recommended, requested) as quantity
      from entitlement_line
     where proposal_id = ${proposalId}::uuid and status not in ('DROPPED', 'NOT_RECEIVED')
       and coalesce(decreed, considered, recommended, requested) > 0
     order by id`;
  return lines.map((line) => [line.id, line.person_id, line.item_id, line.quantity] as const);
}

/** The newest version of the list line by line; of one from before lines were kept with it the hash alone. */
export async function validList(
  tx: ActorTx,
  proposalId: string,
): Promise<{ readonly hash: string; readonly lines: readonly ListLine[] | null } | null> {
  const [list] = await tx.sql.$queryRaw<{ content_hash: string; lines: Tuple[] | null }[]>`
    select content_hash, lines from beneficiary_list where proposal_id = ${proposalId}::uuid order by version desc limit 1`;
  if (list === undefined) return null;
  // the lines that are compared must be those that the hash was taken of
  const lines = list.lines === null || contentHash(list.lines) !== list.content_hash ? null : list.lines;
  return {
    hash: list.content_hash,
    lines: lines?.map(([id, personId, itemId, quantity]) => ({ id, personId, itemId, quantity })) ?? null,
  };
}

/** Every decreed line as it is now. */
export async function decreedLines(tx: ActorTx, proposalId: string): Promise<readonly LineNow[]> {
  return tx.sql.$queryRaw<LineNow[]>`
    select l.id, l.person_id as "personId", l.item_id as "itemId", coalesce(l.decreed, 0) as quantity, b.position,
           l.status = 'NOT_RECEIVED' as ended, l.status not in ('DROPPED', 'NOT_RECEIVED') as live
      from entitlement_line l join proposal_beneficiary b on b.id = l.beneficiary_id
     where l.proposal_id = ${proposalId}::uuid and l.decreed is not null order by l.id`;
}
