import { z } from 'zod';
import type { CeilingFact } from '../../../domain/proposal/command-map.js';
import type { ProposalEvent } from '../../../domain/proposal/events.js';
import type { ProposalCase } from '../../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../../ports.js';
import { releaseIdleClaims, takeClaims } from '../claims.js';
import * as field from '../fields.js';
import { forgetConsidered, readLines, writeConsidered } from '../lines.js';
import { moveReservation, releaseEverything, releaseReservations, reserve } from '../reservations.js';
import type { Step } from '../step.js';

/** The limits that bind this case: the whole programme, its area, its group, its institution, each of its persons; what it holds of them itself is free to it. */
export async function ceilingsOf(tx: ActorTx, c: ProposalCase): Promise<readonly CeilingFact[]> {
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
    select c.id, c.scope, c.scope_key, c.amount, c.consumed, c.hard,
           -- a limit for each institution carries nothing itself: what this one has of the programme besides counts
           case when c.scope = 'INSTITUTION' and c.scope_key = '*' then coalesce((
                  select sum(q.considered_amount) from proposal q where q.programme_id = c.programme_id and q.institution_id = ${c.institutionId}::uuid
                     and q.id <> ${c.id}::uuid and exists (select from reservation h where h.proposal_id = q.id and h.state <> 'RELEASED')), 0)::bigint
                else c.reserved - coalesce(r.amount, 0) end as reserved
      from ceiling c left join reservation r on r.ceiling_id = c.id and r.proposal_id = ${c.id}::uuid and r.state = 'RESERVED'
     where c.programme_id = ${c.programmeId}::uuid and (c.scope in ('PROGRAMME','PERSON') or (c.scope = 'AREA' and c.scope_key = ${c.regencyCode})
        or (c.scope = 'INSTITUTION' and c.scope_key in ('*', (select i.code from institution i where i.id = ${c.institutionId}::uuid)))
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
    ...field.outsidePaper,
    cuts: field.lineCuts,
    overReason: field.shortText.optional(),
  }),
  locksCeilings: true,
  async load(tx, { case: c, caseFacts }) {
    return {
      // what an earlier consideration dropped may be considered anew from the waiting list
      lines: await readLines(tx, c, 'recommended', c.state === 'WAITLISTED' ? 'with dropped' : 'living'),
      ceilings: await ceilingsOf(tx, c),
      namedScopes: caseFacts.namedScopes,
    };
  },
  async write(tx, { case: c, payload, facts, event }) {
    if (c.state === 'WAITLISTED') await forgetConsidered(tx, c.id);
    await writeConsidered(tx, c.id, payload.cuts);
    // the waiting list gave the needs back; from the recommendation they are held already
    if (c.state === 'WAITLISTED') await takeClaims(tx, c);
    else await releaseIdleClaims(tx, c.id);
    await reserveConsidered(tx, c, facts.ceilings, event);
    return [];
  },
};

/** The indicative limits carry what is considered now; a DPA line is linked, and checked, after it. */
async function reserveConsidered(
  tx: ActorTx,
  c: ProposalCase,
  ceilings: readonly CeilingFact[],
  event: ProposalEvent,
): Promise<void> {
  await reserve(
    tx,
    c,
    ceilings.map((ceiling) => ceiling.id),
    BigInt(event.change.consideredAmount ?? '0'),
  );
}

export const waitlist: Step<'waitlist'> = {
  payload: z.object({
    ...field.outsidePaper,
    rank: z.int().min(1).max(100_000),
  }),
  locksCeilings: true,
  load: () => Promise.resolve({}),
  async write(tx, { case: c }) {
    // what was considered of each line stays for a recall; who is considered again is considered from the recommendation
    await releaseEverything(tx, c.id);
    return [];
  },
};

export const cut: Step<'cut'> = {
  payload: z.object({ to: z.enum(['CONSIDERED', 'WAITLISTED']), words: field.words, cuts: field.lineCuts }),
  locksCeilings: true,
  load: async (tx, { case: c }) => ({ lines: await readLines(tx, c, 'considered'), ceilings: await ceilingsOf(tx, c) }),
  async write(tx, { case: c, payload, facts, event }) {
    if (event.to === 'WAITLISTED') {
      await releaseEverything(tx, c.id);
      await forgetConsidered(tx, c.id);
      return [];
    }
    await writeConsidered(tx, c.id, payload.cuts);
    await releaseIdleClaims(tx, c.id);
    await releaseReservations(tx, c.id);
    await reserveConsidered(tx, c, facts.ceilings, event);
    return [];
  },
};

/** One line of the budget document, or null where none of that name is recorded. */
export async function budgetLineOf(tx: ActorTx, c: ProposalCase, budgetLine: string): Promise<CeilingFact | null> {
  return ceilingNamed(tx, c, 'DPA_LINE', budgetLine);
}

export async function ceilingNamed(
  tx: ActorTx,
  c: ProposalCase,
  scope: string,
  key: string,
): Promise<CeilingFact | null> {
  const [line] = await tx.sql.$queryRaw<Parameters<typeof toCeiling>[0][]>`
    select id, scope, scope_key, amount, reserved, consumed, hard from ceiling
     where programme_id = ${c.programmeId}::uuid and scope = ${scope} and scope_key = ${key}`;
  return line === undefined ? null : toCeiling(line);
}

export const linkBudget: Step<'link_budget'> = {
  payload: z.object({
    budgetLine: field.requiredText,
    sipdId: field.shortText,
    accountCode: field.requiredText,
    overReason: field.shortText.optional(),
  }),
  locksCeilings: true,
  async load(tx, { case: c, payload }) {
    const [found] = await tx.sql.$queryRaw<{ kind: string; account_code: string; annex_level: string }[]>`
      select i.kind, a.account_code, a.annex_level from institution i, aid_package a where i.id = ${c.institutionId}::uuid and a.id = ${c.packageId}::uuid`;
    return {
      institutionKind: found?.kind ?? '',
      annexLevel: found?.annex_level ?? '',
      packageAccountCode: found?.account_code ?? '',
      line: await budgetLineOf(tx, c, payload.budgetLine),
    };
  },
  async write(tx, { case: c, facts }) {
    if (facts.line !== null) await moveReservation(tx, c, facts.line.id);
    return [];
  },
};
