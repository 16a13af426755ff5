import { z } from 'zod';
import type { CeilingFact } from '../../../domain/proposal/command-map.js';
import type { ProposalCase } from '../../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../../ports.js';
import * as field from '../fields.js';
import { moveReservation, reserve } from '../reservations.js';
import type { Step } from '../step.js';
import { readLines, writeCuts } from './recommendation.js';

/** The limits that bind this case: the whole programme, its area, its group. */
async function ceilingsOf(tx: ActorTx, c: ProposalCase): Promise<readonly CeilingFact[]> {
  const rows = await tx.sql.$queryRaw<
    {
      id: string;
      scope: string;
      scope_key: string;
      amount: bigint;
      reserved: bigint;
      consumed: bigint;
      hard: boolean;
    }[]
  >`
    select c.id, c.scope, c.scope_key, c.amount, c.reserved, c.consumed, c.hard from ceiling c
     where c.programme_id = ${c.programmeId}::uuid and (c.scope = 'PROGRAMME' or (c.scope = 'AREA' and c.scope_key = ${c.regencyCode})
        or (c.scope = 'GROUP' and c.scope_key = (select a.target_group from aid_package a where a.id = ${c.packageId}::uuid)))
     order by c.id`;
  return rows.map(toCeiling);
}

function toCeiling(row: {
  id: string;
  scope: string;
  scope_key: string;
  amount: bigint;
  reserved: bigint;
  consumed: bigint;
  hard: boolean;
}): CeilingFact {
  return {
    id: row.id,
    scope: row.scope,
    scopeKey: row.scope_key,
    amount: row.amount,
    reserved: row.reserved,
    consumed: row.consumed,
    hard: row.hard,
  };
}

export const consider: Step<'consider'> = {
  payload: z.object({
    documentNumber: field.requiredText,
    documentDate: field.localDate,
    signatory: field.requiredText,
    scanBlobId: field.id.nullable(),
    cuts: field.lineCuts,
  }),
  locksCeilings: true,
  async load(tx, { case: c, caseFacts }) {
    return {
      lines: await readLines(tx, c.id, c.fiscalYear, 'recommended'),
      ceilings: await ceilingsOf(tx, c),
      namedScopes: caseFacts.namedScopes,
    };
  },
  async write(tx, { case: c, payload, facts, event }) {
    await writeCuts(tx, c.id, 'considered', payload.cuts);
    // a person whose every line is cut gives the need back
    await tx.sql.$executeRaw`
      delete from claim k where k.proposal_id = ${c.id}::uuid and not exists (
        select from entitlement_line l join person p on p.id = l.person_id
         where l.proposal_id = k.proposal_id and l.considered > 0 and p.identity_key = k.identity_key and l.need_group = k.need_group)`;
    await reserve(
      tx,
      c,
      facts.ceilings.map((ceiling) => ceiling.id),
      BigInt(event.change.consideredAmount ?? '0'),
    );
    return [];
  },
};

export const linkBudget: Step<'link_budget'> = {
  payload: z.object({ budgetLine: field.requiredText, sipdId: field.shortText, accountCode: field.requiredText }),
  locksCeilings: true,
  async load(tx, { case: c, payload }) {
    const [found] = await tx.sql.$queryRaw<{ kind: string; account_code: string }[]>`
      select i.kind, a.account_code from institution i, aid_package a where i.id = ${c.institutionId}::uuid and a.id = ${c.packageId}::uuid`;
    const [line] = await tx.sql.$queryRaw<
      {
        id: string;
        scope: string;
        scope_key: string;
        amount: bigint;
        reserved: bigint;
        consumed: bigint;
        hard: boolean;
      }[]
    >`
      select id, scope, scope_key, amount, reserved, consumed, hard from ceiling
       where programme_id = ${c.programmeId}::uuid and scope = 'DPA_LINE' and scope_key = ${payload.budgetLine}`;
    return {
      institutionKind: found?.kind ?? '',
      packageAccountCode: found?.account_code ?? '',
      line: line === undefined ? null : toCeiling(line),
    };
  },
  async write(tx, { case: c, facts }) {
    if (facts.line !== null) await moveReservation(tx, c, facts.line.id);
    return [];
  },
};
