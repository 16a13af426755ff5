import type { PactForm } from '../ports.js';
import { witaDate } from '../../domain/time/wita.js';
import { issuePaper, verifyAddress, type IssuedPaper } from './issue-paper.js';
import type { FormContext } from './prepare-form.js';
import { PAPERS, storeForm } from './store-form.js';

interface PactRow {
  content_hash: string;
  institution_id: string;
  regency_code: string;
  institution_name: string;
  address: string;
  chair_name: string;
  registration_number: string | null;
  fiscal_year: number;
  decreed_amount: bigint | null;
  decree_number: string | null;
  decree_date: string | null;
  persons: number | null;
  decreed_at: Date | null;
}

/** The integrity pact for the chair to sign, made of what the decree gave this institution. */
export async function preparePactForm(ctx: FormContext, proposalId: string): Promise<void> {
  const row = await readPact(ctx, proposalId);
  if (row === null) return;
  if (row.decreed_at === null) throw new Error(`proposal ${proposalId} has a pact and was never decreed`);
  const form: PactForm = {
    kind: 'integrity_pact',
    seal: {
      code: row.paper.code,
      template: row.paper.template,
      verifyUrl: verifyAddress(ctx.publicUrl, row.paper.code),
    },
    institutionName: row.institution_name,
    institutionAddress: row.address,
    chairName: row.chair_name,
    registrationNumber: row.registration_number ?? '',
    fiscalYear: row.fiscal_year,
    decreeNumber: row.decree_number ?? '',
    decreeDate: row.decree_date ?? '',
    persons: row.persons ?? 0,
    amountRupiah: row.decreed_amount ?? 0n,
    frozenAt: row.decreed_at,
    contentHash: row.content_hash,
  };
  const bytes = await ctx.documents.render(form);
  await storeForm(
    ctx,
    {
      stream: `papers/${proposalId}`,
      form: 'integrity_pact',
      paperId: row.paper.id,
      contentHash: form.contentHash,
      fileName: `pakta-integritas-${form.contentHash.slice(0, 8)}.pdf`,
      bytes,
      owner: { institutionId: row.institution_id, regencyCode: row.regency_code },
    },
    async (tx) => {
      const [lacking] = await tx.sql.$queryRaw<{ lacks: boolean }[]>`
        select form_blob_id is null and content_hash = ${form.contentHash} as lacks from pact
         where proposal_id = ${proposalId}::uuid for no key update`;
      return lacking?.lacks === true;
    },
    async (tx, blobId) => {
      await tx.sql.$executeRaw`update pact set form_blob_id = ${blobId}::uuid where proposal_id = ${proposalId}::uuid`;
    },
  );
}

/** Number, date, head-count and money are the decree's own, from its recorded and frozen rows. */
async function readPact(
  ctx: FormContext,
  proposalId: string,
): Promise<(PactRow & { readonly paper: IssuedPaper }) | null> {
  return ctx.db.withActor(PAPERS, 10_000, async (tx) => {
    const [row] = await tx.sql.$queryRaw<PactRow[]>`
      select k.content_hash, i.id as institution_id, i.regency_code, i.name as institution_name, i.address, i.chair_name,
             p.registration_number, p.fiscal_year, p.decreed_amount, d.number as decree_number, d.signed_on::text as decree_date, e.persons,
             (select v.at from event v where v.stream = ${`proposal/${proposalId}`} and v.type in ('decree','approve_urgent') order by v.seq desc limit 1) as decreed_at
        from pact k join proposal p on p.id = k.proposal_id join institution i on i.id = p.institution_id
        join decree d on d.id = p.decree_id
        left join decree_entry e on e.decree_id = d.id and e.proposal_id = p.id
       where k.proposal_id = ${proposalId}::uuid and k.form_blob_id is null`;
    if (row === undefined) return null;
    // an amendment that raises the amount asks for another pact: each has its own code
    const [earlier] = await tx.sql.$queryRaw<{ papers: number }[]>`
      select count(*)::int as papers from paper where proposal_id = ${proposalId}::uuid and kind = 'integrity_pact' and blob_id is not null`;
    const paper = await issuePaper(tx, {
      kind: 'integrity_pact',
      proposalId,
      decreeId: null,
      ordinal: (earlier?.papers ?? 0) + 1,
      owner: { institutionId: row.institution_id, regencyCode: row.regency_code },
      about: row.institution_name,
      number: row.decree_number,
      dated: witaDate(row.decreed_at ?? tx.now),
    });
    return { ...row, paper };
  });
}
