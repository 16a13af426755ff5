import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { CaseData } from '../../domain/proposal/proposal-case.js';
import type { ProposalState } from '../../domain/proposal/states.js';
import { parseId, parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { longText, typedText } from './draft-fields.js';
import { editProposal, type EditedProposal } from './edit-proposal.js';
import { reportContent } from './report-content.js';

/** The report is the institution's to write in these. */
export const reportStates: readonly ProposalState[] = ['REPORT_DUE', 'REPORT_RETURNED', 'DEFAULTED'];

const reportLine = z
  .object({
    itemId: field.id,
    received: field.quantity,
    used: field.quantity,
    returned: field.quantity,
    lost: field.quantity,
    note: typedText(500),
  })
  .refine(({ received, used, returned, lost }) => used + returned + lost <= received, { message: 'sum' });
const request = z.object({ narrative: longText, lines: z.array(reportLine).max(50) });

export interface SaveReport {
  readonly proposalId: string;
  readonly narrative: string;
  /** One line for each item delivered; used, returned and lost stay within received. */
  readonly lines: readonly {
    readonly itemId: string;
    readonly received: number;
    readonly used: number;
    readonly returned: number;
    readonly lost: number;
    readonly note: string;
  }[];
}

/**
 * Saves the working copy of the accountability report, one for each revision; submit_report carries its id and hash.
 * Errors: those of editProposal, INVALID_INPUT, TOO_LARGE.
 */
export async function saveReport(
  ctx: AppContext,
  actor: Actor,
  input: SaveReport,
): Promise<{ readonly reportId: string; readonly contentHash: string }> {
  const proposalId = parseId('proposalId', input.proposalId);
  return editProposal(ctx, actor, { proposalId, states: reportStates }, async (tx, proposal) => {
    const { narrative, lines } = parseInput(request, input);
    const reportId = await writeHead(tx, proposal, narrative);
    await writeLines(tx, proposal, reportId, lines);
    return { reportId, ...(await reportContent(tx, reportId)) };
  });
}

async function writeHead(tx: ActorTx, proposal: EditedProposal, narrative: string): Promise<string> {
  const [row] = await tx.sql.$queryRaw<{ case_data: Partial<CaseData> }[]>`
    select case_data from proposal where id = ${proposal.id}::uuid`;
  const revision = (row?.case_data.reportRevision ?? 0) + 1;
  const [report] = await tx.sql.$queryRaw<{ id: string }[]>`
    insert into report as r (id, proposal_id, institution_id, regency_code, revision, state, narrative)
    values (${uuid()}::uuid, ${proposal.id}::uuid, ${proposal.institutionId}::uuid, ${proposal.regencyCode}, ${revision}, 'DRAFT', ${narrative})
    on conflict (proposal_id, revision) do update set narrative = excluded.narrative where r.state = 'DRAFT'
    returning id`;
  if (report === undefined)
    throw new Refusal(refuse('NOT_ALLOWED_IN_STATE', { state: proposal.state, command: 'edit' }));
  return report.id;
}

async function writeLines(
  tx: ActorTx,
  proposal: EditedProposal,
  reportId: string,
  lines: z.infer<typeof request>['lines'],
): Promise<void> {
  if (new Set(lines.map((line) => line.itemId)).size < lines.length) {
    throw new Refusal(refuse('INVALID_INPUT', { fields: ['lines'] }));
  }
  // only items of which something was decreed; a line of another item is the page's mistake
  const written = await tx.sql.$executeRaw`
    insert into report_line (report_id, item_id, proposal_id, institution_id, regency_code, received, used, returned, lost, note)
    select ${reportId}::uuid, u.item, ${proposal.id}::uuid, ${proposal.institutionId}::uuid, ${proposal.regencyCode},
           u.received, u.used, u.returned, u.lost, nullif(u.note, '')
      from unnest(${lines.map((line) => line.itemId)}::uuid[], ${lines.map((line) => line.received)}::int[], ${lines.map((line) => line.used)}::int[],
                  ${lines.map((line) => line.returned)}::int[], ${lines.map((line) => line.lost)}::int[], ${lines.map((line) => line.note)}::text[])
           as u(item, received, used, returned, lost, note)
     where exists (select from entitlement_line l where l.proposal_id = ${proposal.id}::uuid and l.item_id = u.item and l.decreed > 0)
    on conflict (report_id, item_id) do update set received = excluded.received, used = excluded.used, returned = excluded.returned,
       lost = excluded.lost, note = excluded.note`;
  if (written !== lines.length) throw new Refusal(refuse('INVALID_INPUT', { fields: ['lines'] }));
}
