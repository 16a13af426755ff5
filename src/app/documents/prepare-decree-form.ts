import { z } from 'zod';
import type { DecreeForm } from '../ports.js';
import type { FormContext } from './prepare-form.js';
import { PAPERS, storeForm } from './store-form.js';

const legalBasis = z.array(z.string());
const items = z.array(z.object({ name: z.string(), unit: z.string(), quantity: z.number(), amount: z.string() }));

interface HeadRow {
  title: string;
  fiscal_year: number;
  root_hash: string;
  frozen_at: Date;
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

/** The decree with its annex as frozen; its hash is in the chain before anybody signs. */
export async function prepareDecreeForm(ctx: FormContext, decreeId: string): Promise<void> {
  const form = await readDecreeForm(ctx, decreeId);
  if (form === null) return;
  const bytes = await ctx.documents.render(form);
  await storeForm(
    ctx,
    {
      stream: `decree/${decreeId}`,
      form: 'decree',
      contentHash: form.rootHash,
      fileName: `keputusan-${form.fiscalYear}-${form.rootHash.slice(0, 8)}.pdf`,
      bytes,
      owner: null,
    },
    async (tx) => {
      const [row] = await tx.sql.$queryRaw<{ lacks: boolean }[]>`
        select annex_blob_id is null and root_hash = ${form.rootHash} as lacks from decree where id = ${decreeId}::uuid for no key update`;
      return row?.lacks === true;
    },
    async (tx, blobId) => {
      await tx.sql.$executeRaw`update decree set annex_blob_id = ${blobId}::uuid where id = ${decreeId}::uuid`;
    },
  );
}

async function readDecreeForm(ctx: FormContext, decreeId: string): Promise<DecreeForm | null> {
  return ctx.db.withActor(PAPERS, 15_000, async (tx) => {
    const [head] = await tx.sql.$queryRaw<HeadRow[]>`
      select d.title, d.fiscal_year, d.root_hash, d.frozen_at, g.name_id as programme_name, g.legal_basis
        from decree d join programme g on g.id = d.programme_id
       where d.id = ${decreeId}::uuid and d.root_hash is not null and d.annex_blob_id is null`;
    if (head === undefined) return null;
    const entries = await tx.sql.$queryRaw<EntryRow[]>`
      select p.registration_number, i.name as institution_name, i.address, r.name as regency_name, e.persons, e.amount, e.items
        from decree_entry e join proposal p on p.id = e.proposal_id join institution i on i.id = p.institution_id
        left join region r on r.code = e.regency_code
       where e.decree_id = ${decreeId}::uuid and e.state in ('FROZEN','DECREED') order by e.regency_code, p.registration_number, p.id`;
    return {
      kind: 'decree',
      title: head.title,
      programmeName: head.programme_name,
      fiscalYear: head.fiscal_year,
      frozenAt: head.frozen_at,
      rootHash: head.root_hash,
      legalBasis: legalBasis.parse(head.legal_basis),
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
  });
}
