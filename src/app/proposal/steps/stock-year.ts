import { z } from 'zod';
import type { UndeliveredFacts } from '../../../domain/proposal/commands/stock-year.js';
import type { ProposalEvent } from '../../../domain/proposal/events.js';
import type { ProposalCase } from '../../../domain/proposal/proposal-case.js';
import type { FollowUp } from '../../../../workflows/messages.js';
import type { ActorTx } from '../../ports.js';
import { openPersons, writeListVersion } from '../beneficiary-list.js';
import { releaseIdleClaims } from '../claims.js';
import * as field from '../fields.js';
import { goodsOnTheWay } from '../goods-on-the-way.js';
import { linesHash } from '../lines-hash.js';
import { isMoneyAccount } from '../money-account.js';
import { carryDecreed } from '../reservations.js';
import type { Step } from '../step.js';

async function undelivered(tx: ActorTx, c: ProposalCase): Promise<UndeliveredFacts> {
  const [aid] = await tx.sql.$queryRaw<{ account_code: string; received: bigint }[]>`
    select a.account_code,
           (select count(*) from entitlement_line l where l.proposal_id = ${c.id}::uuid and l.status in ('RECEIVED','PARTIALLY_RECEIVED')) as received
      from aid_package a where a.id = ${c.packageId}::uuid`;
  const lines = await tx.sql.$queryRaw<{ item_id: string }[]>`
    select item_id from entitlement_line
     where proposal_id = ${c.id}::uuid and status = 'DECREED' and decreed > 0 order by id for update`;
  return {
    money: isMoneyAccount(aid?.account_code),
    openLines: lines.map((line) => ({ itemId: line.item_id })),
    receivedLines: Number(aid?.received ?? 0),
    goodsOnTheWay: await goodsOnTheWay(tx, c.id),
  };
}

/** Open lines of these items, or of all, end with their year: the need is free and the money is not spent. */
async function writeLapse(
  tx: ActorTx,
  c: ProposalCase,
  items: readonly string[] | 'all',
  event: ProposalEvent,
): Promise<readonly FollowUp[]> {
  await tx.sql.$executeRaw`
    update entitlement_line set status = 'NOT_RECEIVED', reason = 'LAPSED', final = true
     where proposal_id = ${c.id}::uuid and status = 'DECREED' and decreed > 0
       and (${items === 'all'} or item_id = any(${items === 'all' ? [] : [...items]}::uuid[]))`;
  await releaseIdleClaims(tx, c.id);
  await carryDecreed(tx, c.id, BigInt(c.decreedAmount ?? '0'));
  const version = event.change.data?.listVersion;
  if (version === undefined) return [];
  const contentHash = await linesHash(tx, c.id);
  return writeListVersion(tx, c, { version, contentHash, persons: await openPersons(tx, c.id) });
}

export const closeYear: Step<'close_year'> = {
  payload: z.object({ words: field.words, lapsedItems: z.array(field.id).max(100) }),
  locksCeilings: true,
  load: (tx, { case: c }) => undelivered(tx, c),
  // what was carried once already lapses whole
  write: (tx, { case: c, payload, event }) =>
    writeLapse(tx, c, c.data.carriedStock === null ? payload.lapsedItems : 'all', event),
};

export const lapseMoney: Step<'lapse_money'> = {
  payload: z.object({ words: field.words }),
  locksCeilings: true,
  load: (tx, { case: c }) => undelivered(tx, c),
  write: (tx, { case: c, event }) => writeLapse(tx, c, 'all', event),
};
