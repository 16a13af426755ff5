import type { AmendPayload } from '../../domain/proposal/commands/amendments.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';
import { linesHash } from './lines-hash.js';

export interface AnnexChange {
  /** The items of the annex as JSON text. */
  readonly itemsBefore: string;
  readonly itemsAfter: string;
  readonly linesHashBefore: string;
  readonly linesHash: string;
  readonly persons: number;
  readonly amount: string;
}

/** The entry of the decree holds what is in force; between signature and answer it is still being told. */
export async function entryInForce(tx: ActorTx, c: ProposalCase): Promise<boolean> {
  const [entry] = await tx.sql.$queryRaw<{ state: string }[]>`
    select state from decree_entry where decree_id = ${c.decreeId}::uuid and proposal_id = ${c.id}::uuid for update`;
  return entry?.state === 'DECREED';
}

/** What is decreed of each item, as JSON text, and for how many persons. */
export async function readAnnexItems(tx: ActorTx, proposalId: string): Promise<{ items: string; persons: number }> {
  const [now] = await tx.sql.$queryRaw<{ items: string; persons: number }[]>`
    select coalesce((select jsonb_agg(i.item order by i.code) from (
             select k.code, jsonb_build_object('itemId', k.id, 'code', k.code, 'name', k.name_id, 'unit', k.unit,
                      'quantity', sum(l.decreed), 'amount', sum(l.decreed * l.unit_price)::bigint::text) as item
               from entitlement_line l join package_item k on k.id = l.item_id
              where l.proposal_id = ${proposalId}::uuid and l.decreed > 0 group by k.id, k.code, k.name_id, k.unit) i), '[]'::jsonb)::text as items,
           -- who took over what another left stands in the annex in the other's place
           (select count(distinct s.person_id)::int from entitlement_line l join slots_of(${proposalId}::uuid) s on s.line_id = l.id
             where l.proposal_id = ${proposalId}::uuid and l.decreed > 0) as persons`;
  return now ?? { items: '[]', persons: 0 };
}

/** The part of the annex anew, from the lines as they are decreed now (I4). */
export async function amendEntry(tx: ActorTx, c: ProposalCase, amount: string): Promise<AnnexChange> {
  const [before] = await tx.sql.$queryRaw<{ items: string; lines_hash: string }[]>`
    select items::text, lines_hash from decree_entry where decree_id = ${c.decreeId}::uuid and proposal_id = ${c.id}::uuid`;
  const now = await readAnnexItems(tx, c.id);
  if (before === undefined) throw new Error(`the decree has no entry of ${c.id}`);
  const hash = await linesHash(tx, c.id);
  await tx.sql.$executeRaw`
    update decree_entry set items = ${now.items}::jsonb, persons = ${now.persons}, amount = ${BigInt(amount)}, lines_hash = ${hash}
     where decree_id = ${c.decreeId}::uuid and proposal_id = ${c.id}::uuid`;
  return {
    itemsBefore: before.items,
    itemsAfter: now.items,
    linesHashBefore: before.lines_hash,
    linesHash: hash,
    persons: now.persons,
    amount,
  };
}

export async function recordAmendment(
  tx: ActorTx,
  c: ProposalCase,
  paper: AmendPayload,
  change: AnnexChange,
): Promise<void> {
  await tx.sql.$executeRaw`
    insert into decree_amendment (id, decree_id, proposal_id, institution_id, regency_code, number, signed_on, signatory, scan_blob_id,
                                  items_before, items_after, amount_before, amount_after, lines_hash_before, lines_hash_after, recorded_at)
    values (uuidv7(), ${c.decreeId}::uuid, ${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode}, ${paper.documentNumber},
            ${paper.documentDate}::date, ${paper.signatory}, ${paper.scanBlobId}::uuid, ${change.itemsBefore}::jsonb, ${change.itemsAfter}::jsonb,
            ${BigInt(c.decreedAmount ?? '0')}, ${BigInt(change.amount)}, ${change.linesHashBefore}, ${change.linesHash}, ${tx.now})`;
}
