import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ProposalState } from '../../domain/proposal/states.js';
import { reportContent } from '../drafts/report-content.js';
import type { ActorTx } from '../ports.js';
import type { ReportLineView, ReportView } from './case-view.js';

const withReport: readonly ProposalState[] = ['REPORT_DUE', 'REPORT_REVIEW', 'REPORT_RETURNED', 'DEFAULTED', 'CLOSED'];

interface LineRow {
  item_id: string;
  code: string;
  name_id: string;
  name_en: string;
  unit: string;
  decreed: bigint;
  delivered: bigint;
  received: number | null;
  used: number | null;
  returned: number | null;
  lost: number | null;
  note: string | null;
}

/** The newest report, or an empty one filled from the decree and the delivery once it is due. */
export async function readReport(tx: ActorTx, c: ProposalCase): Promise<ReportView | null> {
  if (!withReport.includes(c.state)) return null;
  const [report] = await tx.sql.$queryRaw<
    {
      id: string;
      revision: number;
      state: string;
      narrative: string;
      content_hash: string | null;
      submitted_at: Date | null;
    }[]
  >`
    select id, revision, state, narrative, content_hash, submitted_at from report where proposal_id = ${c.id}::uuid order by revision desc limit 1`;
  const lines = await readReportLines(tx, c.id, report?.id ?? null);
  if (report === undefined) {
    return { id: null, revision: 1, state: 'DRAFT', narrative: '', contentHash: null, submittedAt: null, lines };
  }
  return {
    id: report.id,
    revision: report.revision,
    state: report.state,
    narrative: report.narrative,
    contentHash: report.state === 'DRAFT' ? (await reportContent(tx, report.id)).contentHash : report.content_hash,
    submittedAt: report.submitted_at?.toISOString() ?? null,
    lines,
  };
}

async function readReportLines(tx: ActorTx, proposalId: string, reportId: string | null): Promise<ReportLineView[]> {
  const rows = await tx.sql.$queryRaw<LineRow[]>`
    select k.id as item_id, k.code, k.name_id, k.name_en, k.unit, s.decreed, s.delivered, r.received, r.used, r.returned, r.lost, r.note
      from (select l.item_id, sum(l.decreed) as decreed, sum(coalesce(l.delivered, 0)) as delivered from entitlement_line l
             where l.proposal_id = ${proposalId}::uuid and l.decreed > 0 group by l.item_id) s
      join package_item k on k.id = s.item_id left join report_line r on r.item_id = s.item_id and r.report_id = ${reportId}::uuid
     order by k.need_group desc, k.code`;
  return rows.map((row) => ({
    itemId: row.item_id,
    code: row.code,
    name: { id: row.name_id, en: row.name_en },
    unit: row.unit,
    decreed: Number(row.decreed),
    delivered: Number(row.delivered),
    received: row.received,
    used: row.used,
    returned: row.returned,
    lost: row.lost,
    note: row.note,
  }));
}
