import type { ActorTx } from '../ports.js';
import { contentHash } from '../record/content-hash.js';

/** The report's working copy as one hash: the words, the lines and the photos that the institution saw when it sent them. */
export async function reportContent(tx: ActorTx, reportId: string): Promise<{ readonly contentHash: string }> {
  const [report] = await tx.sql.$queryRaw<{ narrative: string; proposal_id: string }[]>`
    select narrative, proposal_id from report where id = ${reportId}::uuid`;
  const lines = await tx.sql.$queryRaw<
    { item_id: string; received: number; used: number; returned: number; lost: number; note: string | null }[]
  >`
    select item_id, received, used, returned, lost, note from report_line where report_id = ${reportId}::uuid order by item_id`;
  const photos = await tx.sql.$queryRaw<{ code: string; sha256: string }[]>`
    select d.code, b.sha256 from proposal_document d join blob b on b.id = d.blob_id
     where d.proposal_id = ${report?.proposal_id ?? null}::uuid and d.code like 'REPORT_PHOTO_%' order by d.code`;
  return { contentHash: contentHash({ narrative: report?.narrative ?? '', lines, photos }) };
}
