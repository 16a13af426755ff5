import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { readFreeze } from '../../freeze/read-freeze.js';
import { countDoubtfulLines } from '../claims.js';
import * as field from '../fields.js';
import { decreedLines, linesHash, validList } from '../lines-hash.js';
import { isMoneyAccount } from '../money-account.js';
import { quarantine } from '../quarantine.js';
import { capturedLines, writeReceipts } from '../receipts.js';
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
        pact_on: Date | null;
        decreed_on: string | null;
        dispatched_on: Date | null;
      }[]
    >`
      select i.status, p.signed_on as pact_on, (select signed_on::text from decree where id = ${c.decreeId}::uuid) as decreed_on,
             (select b.dispatched_on from delivery_batch b where b.id = ${payload.batchId}::uuid) as dispatched_on
        from institution i left join pact p on p.proposal_id = ${c.id}::uuid and p.state = 'SIGNED' where i.id = ${c.institutionId}::uuid`;
    const dispatchedOn = found?.dispatched_on?.toISOString().slice(0, 10) ?? '0001-01-01';
    return {
      institutionStatus: found?.status ?? '',
      list: await validList(tx, c.id),
      linesNow: await decreedLines(tx, c.id),
      linesHash: await linesHash(tx, c.id),
      pactSignedOn: found?.pact_on?.toISOString().slice(0, 10) ?? null,
      decreeSignedOn: found?.decreed_on ?? null,
      dispatchedOn,
      freeze: await readFreeze(tx, c.id, dispatchedOn),
      doubtfulLines: (await countDoubtfulLines(tx, [c.id])).get(c.id) ?? 0,
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
      freeze: await readFreeze(tx, c.id, payload.receivedOn),
      quarantineId: uuid(),
    };
  },
  async write(tx, { case: c, payload, facts, event }) {
    const lines = capturedLines(facts.openLines, payload.exceptions);
    const waiting = event.change.data?.quarantine?.at(-1);
    if (waiting === undefined) await writeReceipts(tx, c.id, { ...payload, confirmedBy: tx.authority.userId, lines });
    else await quarantine(tx, c, waiting, payload, lines);
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
