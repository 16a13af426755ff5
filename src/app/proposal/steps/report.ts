import { z } from 'zod';
import { reportContent } from '../../drafts/report-content.js';
import * as field from '../fields.js';
import type { Step } from '../step.js';

interface ItemRow {
  code: string;
  delivered: bigint;
  received: number | null;
  used: number | null;
  returned: number | null;
  lost: number | null;
}

export const submitReport: Step<'submit_report'> = {
  payload: z.object({ reportId: field.id, contentHash: field.hash }),
  async load(tx, { case: c, payload }) {
    const content = await reportContent(tx, payload.reportId);
    const items = await tx.sql.$queryRaw<ItemRow[]>`
      select p.code, sum(coalesce(l.delivered, 0)) as delivered, max(r.received) as received, max(r.used) as used,
             max(r.returned) as returned, max(r.lost) as lost
        from entitlement_line l join package_item p on p.id = l.item_id
        left join report_line r on r.report_id = ${payload.reportId}::uuid and r.item_id = l.item_id
       where l.proposal_id = ${c.id}::uuid and l.decreed > 0 group by p.code order by p.code`;
    const [extra] = await tx.sql.$queryRaw<{ narrative: string | null; photos: bigint }[]>`
      select (select narrative from report where id = ${payload.reportId}::uuid and proposal_id = ${c.id}::uuid and state = 'DRAFT') as narrative,
             (select count(*) from proposal_document d join blob b on b.id = d.blob_id
               where d.proposal_id = ${c.id}::uuid and d.code like 'REPORT_PHOTO_%' and b.media_type like 'image/%') as photos`;
    return {
      contentHash: content.contentHash,
      narrative: extra?.narrative ?? '',
      photos: Number(extra?.photos ?? 0),
      items: items.map((item) => ({
        code: item.code,
        delivered: Number(item.delivered),
        received: item.received ?? 0,
        used: item.used ?? 0,
        returned: item.returned ?? 0,
        lost: item.lost ?? 0,
      })),
    };
  },
  async write(tx, { payload, facts }) {
    await tx.sql.$executeRaw`
      update report set state = 'SUBMITTED', content_hash = ${facts.contentHash}, submitted_at = ${tx.now} where id = ${payload.reportId}::uuid and state = 'DRAFT'`;
    return [];
  },
};

export const returnReport: Step<'return_report'> = {
  payload: z.object({ words: field.words, remarks: field.remarks }),
  load: () => Promise.resolve({}),
  async write(tx, { case: c }) {
    await tx.sql
      .$executeRaw`update report set state = 'RETURNED' where proposal_id = ${c.id}::uuid and state = 'SUBMITTED'`;
    return [];
  },
};

export const acceptReport: Step<'accept_report'> = {
  payload: z.object({ note: field.words }),
  async load(tx, { case: c }) {
    const [sum] = await tx.sql.$queryRaw<{ delivered: bigint | null; accounted: bigint | null }[]>`
      select (select sum(delivered) from entitlement_line where proposal_id = ${c.id}::uuid) as delivered,
             (select sum(l.used + l.returned + l.lost) from report_line l join report r on r.id = l.report_id
               where r.proposal_id = ${c.id}::uuid and r.state = 'SUBMITTED') as accounted`;
    return { delivered: Number(sum?.delivered ?? 0), accounted: Number(sum?.accounted ?? 0) };
  },
  async write(tx, { case: c }) {
    await tx.sql
      .$executeRaw`update report set state = 'ACCEPTED' where proposal_id = ${c.id}::uuid and state = 'SUBMITTED'`;
    await tx.sql
      .$executeRaw`update entitlement_line set reported = delivered where proposal_id = ${c.id}::uuid and delivered is not null`;
    return [];
  },
};
