import type { PaperForm } from '../../domain/paper-form.js';
import { isPaperKind, type StepPaper } from '../../domain/papers.js';
import type { ActorTx } from '../ports.js';
import { contentHash } from '../record/content-hash.js';
import { verifyAddress } from './issue-paper.js';
import { paperContents, type StepEvent } from './paper-contents.js';
import type { FormContext } from './prepare-form.js';
import { PAPERS, storeForm } from './store-form.js';

interface PaperRow {
  code: string;
  kind: string;
  template: number;
  ordinal: number;
  proposal_id: string;
  internal: boolean;
  institution_id: string;
  regency_code: string;
  institution_name: string;
  address: string;
  chair_name: string;
  regency_name: string | null;
  registration_number: string | null;
  fiscal_year: number;
  programme_name: string;
  package_name: string;
}

/** The paper that a step ordered: made of the step's own event and of the record as it stands, once. */
export async function preparePaper(ctx: FormContext, paperId: string): Promise<void> {
  const read = await ctx.db.withActor(PAPERS, 20_000, (tx) => readPaper(ctx, tx, paperId));
  if (read === null) return;
  const { row, form } = read;
  const bytes = await ctx.documents.render(form);
  await storeForm(
    ctx,
    {
      stream: `papers/${row.proposal_id}`,
      form: form.kind,
      paperId,
      contentHash: form.contentHash,
      fileName: `${form.kind.replaceAll('_', '-')}-${form.seal.code.slice(0, 8).toLowerCase()}.pdf`,
      bytes,
      owner: row.internal ? null : { institutionId: row.institution_id, regencyCode: row.regency_code },
    },
    async (tx) => {
      const [lacking] = await tx.sql.$queryRaw<{ lacks: boolean }[]>`
        select blob_id is null as lacks from paper where id = ${paperId}::uuid for no key update`;
      return lacking?.lacks === true;
    },
  );
}

async function readPaper(
  ctx: FormContext,
  tx: ActorTx,
  paperId: string,
): Promise<{ readonly row: PaperRow; readonly form: PaperForm } | null> {
  const [row] = await tx.sql.$queryRaw<PaperRow[]>`
    select k.code, k.kind, k.template, k.ordinal, p.id as proposal_id, k.institution_id is null as internal, i.id as institution_id,
           i.regency_code, i.name as institution_name, i.address, i.chair_name, r.name as regency_name, p.registration_number, p.fiscal_year,
           g.name_id as programme_name, a.name_id as package_name
      from paper k join proposal p on p.id = k.proposal_id join institution i on i.id = p.institution_id
      join programme g on g.id = p.programme_id join aid_package a on a.id = p.package_id
      left join region r on r.code = i.regency_code
     where k.id = ${paperId}::uuid and k.blob_id is null`;
  if (row === undefined) return null;
  const [event] = await tx.sql.$queryRaw<StepEvent[]>`
    select at, actor_name as "actorName", command_id as "commandId", data from event
     where stream = ${`proposal/${row.proposal_id}`} and seq = ${row.ordinal}`;
  if (event === undefined || !isPaperKind(row.kind) || !(row.kind in paperContents))
    throw new Error(`paper ${paperId} (${row.kind}) has no step that it comes from`);
  const kind = row.kind as StepPaper;
  const says = await paperContents[kind](tx, row.proposal_id, event);
  const content = {
    programmeName: row.programme_name,
    packageName: row.package_name,
    fiscalYear: row.fiscal_year,
    institutionName: row.institution_name,
    institutionAddress: row.address,
    regencyName: row.regency_name ?? '',
    chairName: row.chair_name,
    registrationNumber: row.registration_number ?? '',
    frozenAt: event.at,
    says,
  };
  const form = {
    ...content,
    kind,
    seal: { code: row.code, template: row.template, verifyUrl: verifyAddress(ctx.publicUrl, row.code) },
    contentHash: contentHash({ kind, ...hashable(content) }),
  } as PaperForm;
  return { row, form };
}

/** Rupiah and instants as text, so that they have one canonical form. */
function hashable(content: object): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(content, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
  ) as Record<string, unknown>;
}
