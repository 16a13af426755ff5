import type { FollowUp } from '../../../workflows/messages.js';
import type { ActorTx } from '../ports.js';

/**
 * The frozen forms of one proposal that have no paper yet, read from the record: where the answer of the deciding
 * transaction was lost, or its workflow began anew, the papers are not lost with it.
 */
export async function lackingPapers(tx: ActorTx, proposalId: string): Promise<readonly FollowUp[]> {
  const [lacks] = await tx.sql.$queryRaw<{ pact: boolean; list: boolean | null }[]>`
    select exists (select from pact where proposal_id = ${proposalId}::uuid and form_blob_id is null) as pact,
           -- the newest version alone is rendered: it is what the lines are now
           (select blob_id is null from beneficiary_list where proposal_id = ${proposalId}::uuid order by version desc limit 1) as list`;
  const papers: FollowUp[] = [];
  if (lacks?.pact === true) papers.push({ kind: 'render_pact', subjectId: proposalId });
  if (lacks?.list === true) papers.push({ kind: 'render_list', subjectId: proposalId });
  const ordered = await tx.sql.$queryRaw<{ id: string }[]>`
    select id from paper where proposal_id = ${proposalId}::uuid and blob_id is null
       and kind not in ('integrity_pact','beneficiary_list') order by ordered_at, id`;
  papers.push(...ordered.map(({ id }) => ({ kind: 'render_paper' as const, subjectId: id })));
  return papers;
}
