import { z } from 'zod';
import { witaDate } from '../../domain/time/wita.js';
import type { ActorTx, DecreeForm, PaperSeal } from '../ports.js';
import { issuePaper, verifyAddress } from './issue-paper.js';
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
      paperId: form.paperId,
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

/** The freeze that it shows is which decree paper it is: an annex that was opened and frozen again is another. */
async function sealOf(
  ctx: FormContext,
  tx: ActorTx,
  decreeId: string,
  head: HeadRow,
): Promise<{ readonly paperId: string; readonly seal: PaperSeal }> {
  const [freeze] = await tx.sql.$queryRaw<{ seq: number }[]>`
    select seq from event where stream = ${`decree/${decreeId}`} and type = 'freeze' order by seq desc limit 1`;
  const { id, ...seal } = await issuePaper(tx, {
    kind: 'decree',
    proposalId: null,
    decreeId,
    ordinal: freeze?.seq ?? 0,
    owner: null,
    about: head.title,
    number: null,
    dated: witaDate(head.frozen_at),
  });
  return { paperId: id, seal: { ...seal, verifyUrl: verifyAddress(ctx.publicUrl, seal.code) } };
}

async function readDecreeForm(
  ctx: FormContext,
  decreeId: string,
): Promise<(DecreeForm & { readonly paperId: string }) | null> {
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
      ...(await sealOf(ctx, tx, decreeId, head)),
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
