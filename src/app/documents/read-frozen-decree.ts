import { z } from 'zod';
import type { ActorTx, DecreeForm } from '../ports.js';

const legalBasis = z.array(z.string());
const items = z.array(z.object({ name: z.string(), unit: z.string(), quantity: z.number(), amount: z.string() }));

export interface FrozenDecree extends Omit<DecreeForm, 'kind' | 'seal' | 'people'> {
  /** Names stand in the annex itself (process.md 5). */
  readonly byName: boolean;
  /** Its paper is there already. */
  readonly rendered: boolean;
}

interface HeadRow {
  title: string;
  fiscal_year: number;
  root_hash: string;
  frozen_at: Date;
  rendered: boolean;
  by_name: boolean;
  programme_name: string;
  legal_basis: unknown;
}
interface EntryRow {
  registration_number: string | null;
  institution_name: string;
  address: string;
  regency_name: string | null;
  persons: number;
  amount: bigint;
  items: unknown;
}

/** A decree with its annex as it was frozen; null while nothing is. */
export async function readFrozenDecree(tx: ActorTx, decreeId: string): Promise<FrozenDecree | null> {
  const [head] = await tx.sql.$queryRaw<HeadRow[]>`
    select d.title, d.fiscal_year, d.root_hash, d.frozen_at, d.annex_blob_id is not null as rendered, g.name_id as programme_name, g.legal_basis,
           exists (select from decree_entry e join proposal p on p.id = e.proposal_id join aid_package a on a.id = p.package_id
                    where e.decree_id = d.id and e.state in ('FROZEN','DECREED') and a.annex_level = 'PERSON') as by_name
      from decree d join programme g on g.id = d.programme_id
     where d.id = ${decreeId}::uuid and d.root_hash is not null`;
  if (head === undefined) return null;
  const entries = await tx.sql.$queryRaw<EntryRow[]>`
    select p.registration_number, i.name as institution_name, i.address, r.name as regency_name, e.persons, e.amount, e.items
      from decree_entry e join proposal p on p.id = e.proposal_id join institution i on i.id = p.institution_id
      left join region r on r.code = e.regency_code
     where e.decree_id = ${decreeId}::uuid and e.state in ('FROZEN','DECREED') order by e.regency_code, p.registration_number, p.id`;
  return {
    title: head.title,
    programmeName: head.programme_name,
    fiscalYear: head.fiscal_year,
    frozenAt: head.frozen_at,
    rootHash: head.root_hash,
    legalBasis: legalBasis.parse(head.legal_basis),
    byName: head.by_name,
    rendered: head.rendered,
    entries: entries.map((entry) => ({
      registrationNumber: entry.registration_number ?? '',
      institutionName: entry.institution_name,
      institutionAddress: entry.address,
      regencyName: entry.regency_name ?? '',
      persons: entry.persons,
      amountRupiah: entry.amount,
      items: items.parse(entry.items).map((item) => ({
        name: item.name,
        unit: item.unit,
        quantity: item.quantity,
        amountRupiah: BigInt(item.amount),
      })),
    })),
  };
}
