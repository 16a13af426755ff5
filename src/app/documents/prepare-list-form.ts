import type { BeneficiaryListForm, Vault } from '../ports.js';
import { witaDate } from '../../domain/time/wita.js';
import { maskedNationalId } from './masked-number.js';
import { issuePaper, verifyAddress, type IssuedPaper } from './issue-paper.js';
import type { FormContext } from './prepare-form.js';
import { PAPERS, storeForm } from './store-form.js';

interface ListRow {
  id: string;
  version: number;
  content_hash: string;
  created_at: Date;
  institution_id: string;
  regency_code: string;
  institution_name: string;
  registration_number: string | null;
  fiscal_year: number;
}
interface LineRow {
  person_id: string;
  name: string;
  birth_year: number;
  nik_sealed: Uint8Array | null;
  temporary_id: string | null;
  item: string;
  unit: string;
  quantity: number;
}

/** Daftar Penerima Manfaat as it was set: restricted, versioned, its hash over the lines (process.md 5). */
export async function prepareListForm(ctx: FormContext, proposalId: string): Promise<void> {
  const list = await readList(ctx, proposalId);
  if (list === null) return;
  const { head, lines } = list;
  const form: BeneficiaryListForm = {
    kind: 'beneficiary_list',
    seal: {
      code: list.paper.code,
      template: list.paper.template,
      verifyUrl: verifyAddress(ctx.publicUrl, list.paper.code),
    },
    institutionName: head.institution_name,
    registrationNumber: head.registration_number ?? '',
    fiscalYear: head.fiscal_year,
    frozenAt: head.created_at,
    contentHash: head.content_hash,
    version: head.version,
    persons: await personsOf(ctx.vault, lines),
  };
  const bytes = await ctx.documents.render(form);
  await storeForm(
    ctx,
    {
      stream: `papers/${proposalId}`,
      form: 'beneficiary_list',
      paperId: list.paper.id,
      contentHash: head.content_hash,
      fileName: `daftar-penerima-v${head.version}-${head.content_hash.slice(0, 8)}.pdf`,
      bytes,
      owner: { institutionId: head.institution_id, regencyCode: head.regency_code },
    },
    async (tx) => {
      const [row] = await tx.sql.$queryRaw<{ lacks: boolean }[]>`
        select blob_id is null as lacks from beneficiary_list where id = ${head.id}::uuid for no key update`;
      return row?.lacks === true;
    },
    async (tx, blobId) => {
      await tx.sql.$executeRaw`update beneficiary_list set blob_id = ${blobId}::uuid where id = ${head.id}::uuid`;
    },
  );
}

async function readList(
  ctx: FormContext,
  proposalId: string,
): Promise<{ readonly head: ListRow; readonly lines: readonly LineRow[]; readonly paper: IssuedPaper } | null> {
  return ctx.db.withActor(PAPERS, 20_000, async (tx) => {
    const [head] = await tx.sql.$queryRaw<(ListRow & { rendered: boolean })[]>`
      select l.id, l.version, l.content_hash, l.created_at, l.blob_id is not null as rendered, i.id as institution_id, i.regency_code,
             i.name as institution_name, p.registration_number, p.fiscal_year
        from beneficiary_list l join proposal p on p.id = l.proposal_id join institution i on i.id = p.institution_id
       where l.proposal_id = ${proposalId}::uuid order by l.version desc limit 1`;
    if (head === undefined || head.rendered) return null;
    const lines = await tx.sql.$queryRaw<LineRow[]>`
      select n.id as person_id, n.name, extract(year from n.birth_date)::int as birth_year, n.nik_sealed, n.temporary_id,
             k.name_id as item, k.unit, l.decreed as quantity
        from entitlement_line l join person n on n.id = l.person_id join package_item k on k.id = l.item_id
        join proposal_beneficiary b on b.id = l.beneficiary_id
       where l.proposal_id = ${proposalId}::uuid and l.decreed > 0 and l.status <> 'DROPPED'
         -- of whoever left the list what was received still stands in it
         and (b.left_version is null or l.status <> 'NOT_RECEIVED') order by b.position, n.id, k.code`;
    const paper = await issuePaper(tx, {
      kind: 'beneficiary_list',
      proposalId,
      decreeId: null,
      ordinal: head.version,
      owner: { institutionId: head.institution_id, regencyCode: head.regency_code },
      about: head.institution_name,
      number: null,
      dated: witaDate(head.created_at),
    });
    return { head, lines, paper };
  });
}

async function personsOf(vault: Vault, lines: readonly LineRow[]): Promise<BeneficiaryListForm['persons']> {
  const byPerson = new Map<string, LineRow[]>();
  for (const line of lines) byPerson.set(line.person_id, [...(byPerson.get(line.person_id) ?? []), line]);
  const persons: BeneficiaryListForm['persons'][number][] = [];
  for (const [personId, own] of byPerson) {
    const [first] = own;
    if (first === undefined) continue;
    persons.push({
      name: first.name,
      maskedNationalId: await maskedNationalId(vault, personId, first),
      birthYear: first.birth_year,
      items: own.map((line) => ({ name: line.item, unit: line.unit, quantity: line.quantity })),
    });
  }
  return persons;
}
