import { z } from 'zod';
import { readFreeze } from '../../freeze/read-freeze.js';
import * as field from '../fields.js';
import { linesHash } from '../lines-hash.js';
import { isMoneyAccount } from '../money-account.js';
import type { Step } from '../step.js';

const batchPayload = z.object({ batchId: field.id });

export const allowGoodsException: Step<'allow_goods_exception'> = {
  payload: z.object({ words: field.words }),
  async load(tx, { case: c }) {
    const [found] = await tx.sql.$queryRaw<{ status: string; account_code: string }[]>`
      select i.status, a.account_code from institution i, aid_package a where i.id = ${c.institutionId}::uuid and a.id = ${c.packageId}::uuid`;
    return { institutionStatus: found?.status ?? '', money: isMoneyAccount(found?.account_code) };
  },
};

export const startDelivery: Step<'start_delivery'> = {
  payload: batchPayload,
  async load(tx, { case: c, payload }) {
    const [found] = await tx.sql.$queryRaw<
      {
        status: string;
        list_hash: string | null;
        pact_on: Date | null;
        decreed_on: string | null;
        dispatched_on: Date | null;
      }[]
    >`
      select i.status, p.signed_on as pact_on, (select signed_on::text from decree where id = ${c.decreeId}::uuid) as decreed_on,
             (select l.content_hash from beneficiary_list l where l.proposal_id = ${c.id}::uuid order by l.version desc limit 1) as list_hash,
             (select b.dispatched_on from delivery_batch b where b.id = ${payload.batchId}::uuid) as dispatched_on
        from institution i left join pact p on p.proposal_id = ${c.id}::uuid and p.state = 'SIGNED' where i.id = ${c.institutionId}::uuid`;
    const dispatchedOn = found?.dispatched_on?.toISOString().slice(0, 10) ?? '0001-01-01';
    return {
      institutionStatus: found?.status ?? '',
      listHash: found?.list_hash ?? null,
      linesHash: await linesHash(tx, c.id),
      pactSignedOn: found?.pact_on?.toISOString().slice(0, 10) ?? null,
      decreeSignedOn: found?.decreed_on ?? null,
      dispatchedOn,
      freeze: await readFreeze(tx, c.id, dispatchedOn),
    };
  },
};

const exception = z.object({
  lineId: field.id,
  outcome: z.enum(['RECEIVED', 'PARTIAL', 'DECEASED', 'MOVED_OUT', 'REFUSED', 'ABSENT']),
  quantity: field.quantity,
});

export const confirmReceipt: Step<'confirm_receipt'> = {
  payload: z.object({
    dropId: field.id,
    receivedOn: field.localDate,
    signedBy: field.requiredText,
    exceptions: z.array(exception).max(2_000),
  }),
  async load(tx, { case: c, payload }) {
    const [drop] = await tx.sql.$queryRaw<{ state: string; bast_date: Date | null }[]>`
      select state, bast_date from delivery_drop where id = ${payload.dropId}::uuid and proposal_id = ${c.id}::uuid for update`;
    const lines = await tx.sql.$queryRaw<{ id: string; decreed: number }[]>`
      select id, decreed from entitlement_line where proposal_id = ${c.id}::uuid and status = 'DECREED' and decreed > 0 and held_at is null order by id for update`;
    return {
      dropState: drop?.state ?? null,
      bastDate: drop?.bast_date?.toISOString().slice(0, 10) ?? null,
      openLines: lines,
    };
  },
  async write(tx, { case: c, payload }) {
    // one receipt per line and instalment: the key refuses a second one
    await tx.sql.$executeRaw`
      insert into receipt (line_id, instalment, proposal_id, institution_id, regency_code, drop_id, quantity, outcome, received_on, signed_by, confirmed_by, recorded_at)
      select l.id, 1, l.proposal_id, l.institution_id, l.regency_code, ${payload.dropId}::uuid, coalesce(x.quantity, l.decreed),
             coalesce(x.outcome, 'RECEIVED'), ${payload.receivedOn}::date, ${payload.signedBy}, ${tx.authority.userId}::uuid, ${tx.now}
        from entitlement_line l
        left join unnest(${payload.exceptions.map((entry) => entry.lineId)}::uuid[], ${payload.exceptions.map((entry) => entry.outcome)}::text[],
                         ${payload.exceptions.map((entry) => entry.quantity)}::int[]) as x(id, outcome, quantity) on x.id = l.id
       where l.proposal_id = ${c.id}::uuid and l.status = 'DECREED' and l.decreed > 0 and l.held_at is null`;
    await tx.sql.$executeRaw`
      update entitlement_line l set delivered = r.quantity,
             status = case r.outcome when 'RECEIVED' then 'RECEIVED' when 'PARTIAL' then 'PARTIALLY_RECEIVED' else 'NOT_RECEIVED' end,
             reason = case when r.outcome in ('RECEIVED','PARTIAL') then l.reason else r.outcome end
        from receipt r where r.line_id = l.id and r.instalment = 1 and l.proposal_id = ${c.id}::uuid and l.status = 'DECREED'`;
    await tx.sql.$executeRaw`
      update delivery_drop set state = 'CONFIRMED' where id = ${payload.dropId}::uuid and proposal_id = ${c.id}::uuid`;
    return [];
  },
};

export const finaliseLines: Step<'finalise_lines'> = {
  payload: batchPayload,
  async load(tx, { case: c }) {
    // a drop that is still PLANNED when its batch is reconciled stayed behind: nothing of it left the store
    const [open] = await tx.sql.$queryRaw<{ lines: bigint; drops: bigint; last: string | null }[]>`
      select (select count(*) from entitlement_line where proposal_id = ${c.id}::uuid and status = 'DECREED' and decreed > 0) as lines,
             (select count(*) from delivery_drop where proposal_id = ${c.id}::uuid and state not in ('PLANNED','CONFIRMED','RECONCILED')) as drops,
             (select max(received_on)::text from receipt where proposal_id = ${c.id}::uuid) as last`;
    return {
      openLines: Number(open?.lines ?? 0),
      openDrops: Number(open?.drops ?? 0),
      lastReceivedOn: open?.last ?? null,
    };
  },
  async write(tx, { case: c }) {
    await tx.sql
      .$executeRaw`update entitlement_line set final = true where proposal_id = ${c.id}::uuid and status in ('RECEIVED','PARTIALLY_RECEIVED','NOT_RECEIVED')`;
    // a need of which nothing was received is free again
    await tx.sql.$executeRaw`
      delete from claim k where k.proposal_id = ${c.id}::uuid and not exists (
        select from entitlement_line l join person p on p.id = l.person_id
         where l.proposal_id = k.proposal_id and p.identity_key = k.identity_key and l.need_group = k.need_group and l.delivered > 0)`;
    return [];
  },
};
