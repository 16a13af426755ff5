import type { FreezeFact, FreezeFacts } from '../../domain/decree/decree-commands.js';
import { liveEntries, type DecreeCase } from '../../domain/decree/decree-case.js';
import type { InstitutionStanding } from '../../domain/institution/standing.js';
import { readStandings } from '../institutions/read-standing.js';
import { countDoubtfulLines } from '../proposal/claims.js';
import { linesHash } from '../proposal/lines-hash.js';
import type { ActorTx } from '../ports.js';
import { contentHash } from '../record/content-hash.js';

/** One line of the annex at the level INSTITUTION (process.md 5): Σ of one item over the persons of one LKS. */
export interface AnnexItem {
  readonly itemId: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly quantity: number;
  /** Whole rupiah as a decimal string. */
  readonly amount: string;
}
export interface Annex extends FreezeFacts {
  readonly items: ReadonlyMap<string, readonly AnnexItem[]>;
}

interface HeadRow {
  proposal_id: string;
  state: string;
  fenced_by: string | null;
  registration_number: string | null;
  considered_amount: bigint | null;
  institution_id: string;
  persons: number;
}
interface ItemRow {
  proposal_id: string;
  item_id: string;
  code: string;
  name: string;
  unit: string;
  quantity: bigint;
  amount: bigint;
}

/**
 * Measures every living entry anew. The proposals are fenced, so that no command changes their lines meanwhile; the share
 * lock keeps it so until the freeze is committed.
 */
export async function readAnnex(tx: ActorTx, d: DecreeCase): Promise<Annex> {
  const ids = liveEntries(d).map((entry) => entry.proposalId);
  await tx.sql.$executeRaw`select 1 from proposal where id = any(${ids}::uuid[]) order by id for share`;
  const heads = await tx.sql.$queryRaw<HeadRow[]>`
    select p.id as proposal_id, p.state, p.fenced_by, p.registration_number, p.considered_amount, p.institution_id,
           (select count(distinct l.person_id)::int from entitlement_line l
             where l.proposal_id = p.id and l.status <> 'DROPPED' and l.considered > 0) as persons
      from proposal p where p.id = any(${ids}::uuid[]) order by p.id`;
  const sums = await tx.sql.$queryRaw<ItemRow[]>`
    select l.proposal_id, k.id as item_id, k.code, k.name_id as name, k.unit, sum(l.considered) as quantity,
           sum(l.considered * l.unit_price)::bigint as amount
      from entitlement_line l join package_item k on k.id = l.item_id
     where l.proposal_id = any(${ids}::uuid[]) and l.status <> 'DROPPED' and l.considered > 0
     group by l.proposal_id, k.id, k.code, k.name_id, k.unit order by l.proposal_id, k.code`;
  const items = new Map<string, AnnexItem[]>(heads.map((head) => [head.proposal_id, []]));
  for (const sum of sums) {
    items.get(sum.proposal_id)?.push({
      itemId: sum.item_id,
      code: sum.code,
      name: sum.name,
      unit: sum.unit,
      quantity: Number(sum.quantity),
      amount: sum.amount.toString(),
    });
  }
  const entries: FreezeFact[] = [];
  const standings = await readStandings(tx, ids);
  const doubtful = await countDoubtfulLines(tx, ids);
  for (const head of heads) {
    const standing = standings.get(head.proposal_id);
    if (standing === undefined) throw new Error(`the institution of the proposal ${head.proposal_id} is not visible`);
    entries.push(
      await freezeFact(tx, head, items.get(head.proposal_id) ?? [], {
        ...standing,
        doubtfulLines: doubtful.get(head.proposal_id) ?? 0,
      }),
    );
  }
  return { entries, items, rootHash: contentHash(entries.map((entry) => [entry.proposalId, entry.entryHash])) };
}

async function freezeFact(
  tx: ActorTx,
  head: HeadRow,
  items: readonly AnnexItem[],
  standing: InstitutionStanding & Pick<FreezeFact, 'doubtfulLines'>,
): Promise<FreezeFact> {
  const lines = await linesHash(tx, head.proposal_id);
  return {
    ...standing,
    proposalId: head.proposal_id,
    registrationNumber: head.registration_number ?? '',
    proposalState: head.state,
    fencedBy: head.fenced_by,
    consideredAmount: head.considered_amount,
    linesAmount: items.reduce((sum, item) => sum + BigInt(item.amount), 0n),
    persons: head.persons,
    linesHash: lines,
    entryHash: contentHash({
      proposalId: head.proposal_id,
      institutionId: head.institution_id,
      registrationNumber: head.registration_number,
      persons: head.persons,
      items,
      linesHash: lines,
    }),
  };
}

/** The annex per entry, as set_list and the form read it. */
export async function writeAnnex(tx: ActorTx, decreeId: string, annex: Annex): Promise<void> {
  const ids = [...annex.items.keys()];
  await tx.sql.$executeRaw`
    update decree_entry e set items = k.items::jsonb
      from unnest(${ids}::uuid[], ${ids.map((id) => JSON.stringify(annex.items.get(id) ?? []))}::text[]) as k(proposal_id, items)
     where e.decree_id = ${decreeId}::uuid and e.proposal_id = k.proposal_id`;
}
