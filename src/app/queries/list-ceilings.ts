import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { ceilingReaders } from '../../domain/ceiling.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { requireRole, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';

export interface CeilingItem {
  readonly id: string;
  readonly scope: string;
  readonly scopeKey: string;
  /** What the key means to people: an area, an institution; else the key itself. */
  readonly keyName: string;
  readonly hard: boolean;
  /** Whole rupiah as decimal strings. */
  readonly amount: string;
  readonly reserved: string;
  readonly consumed: string;
  /** Negative where a soft limit is passed. */
  readonly free: string;
  /** How often a person has set it; 0 where it came with the programme. */
  readonly version: number;
}
export interface CeilingChange {
  readonly scope: string;
  readonly scopeKey: string;
  readonly version: number;
  readonly amountBefore: string | null;
  readonly amount: string;
  readonly hard: boolean;
  readonly reason: string;
  readonly byName: string;
  /** ISO instant. */
  readonly at: string;
}
export interface Ceilings {
  readonly programmeId: string;
  readonly code: string;
  readonly fiscalYear: number;
  readonly ceilings: readonly CeilingItem[];
  readonly changes: readonly CeilingChange[];
  /** Scopes that the programme names but that have no row: nothing is considered before they do. */
  readonly missing: readonly string[];
}
const request = z.object({ programmeId: field.id });

/** Every limit of a programme with what it carries, and who set it when and why. Errors: NOT_SIGNED_IN, WRONG_ROLE, NOT_FOUND. */
export async function listCeilings(ctx: AppContext, actor: Actor, input: z.input<typeof request>): Promise<Ceilings> {
  requireSignedIn(actor);
  const { programmeId } = parseInput(request, input);
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    requireRole(tx, ceilingReaders);
    const [programme] = await tx.sql.$queryRaw<{ code: string; fiscal_year: number; named: string[] | null }[]>`
      select g.code, g.fiscal_year, (select array(select jsonb_array_elements_text(v.content->'namedScopes')) from policy_version v
               where v.programme_id = g.id and jsonb_typeof(v.content->'namedScopes') = 'array' order by v.version desc limit 1) as named
        from programme g where g.id = ${programmeId}::uuid`;
    if (programme === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'programme' }));
    const ceilings = await readCeilings(tx, programmeId);
    const there = new Set(ceilings.map(({ scope }) => scope));
    return {
      programmeId,
      code: programme.code,
      fiscalYear: programme.fiscal_year,
      ceilings,
      changes: await readChanges(tx, programmeId),
      missing: (programme.named ?? []).filter((scope) => !there.has(scope)),
    };
  });
}

async function readCeilings(tx: ActorTx, programmeId: string): Promise<readonly CeilingItem[]> {
  const rows = await tx.sql.$queryRaw<
    {
      id: string;
      scope: string;
      scope_key: string;
      key_name: string | null;
      hard: boolean;
      amount: bigint;
      reserved: bigint;
      consumed: bigint;
      version: number;
    }[]
  >`
    select c.id, c.scope, c.scope_key, c.hard, c.amount, c.reserved, c.consumed,
           case c.scope when 'AREA' then (select g.name from region g where g.code = c.scope_key)
                        when 'INSTITUTION' then (select i.name from institution i where i.code = c.scope_key) end as key_name,
           (select coalesce(max(h.version), 0) from ceiling_change h where h.ceiling_id = c.id)::int as version
      from ceiling c where c.programme_id = ${programmeId}::uuid
     order by array_position(array['PROGRAMME','DPA_LINE','ACCOUNT','AREA','GROUP','INSTITUTION','PERSON'], c.scope), c.scope_key`;
  return rows.map((row) => ({
    id: row.id,
    scope: row.scope,
    scopeKey: row.scope_key,
    keyName: row.key_name ?? row.scope_key,
    hard: row.hard,
    amount: row.amount.toString(),
    reserved: row.reserved.toString(),
    consumed: row.consumed.toString(),
    free: (row.amount - row.reserved - row.consumed).toString(),
    version: row.version,
  }));
}

async function readChanges(tx: ActorTx, programmeId: string): Promise<readonly CeilingChange[]> {
  const rows = await tx.sql.$queryRaw<
    {
      scope: string;
      scope_key: string;
      version: number;
      amount_before: bigint | null;
      amount: bigint;
      hard: boolean;
      reason: string;
      name: string;
      changed_at: Date;
    }[]
  >`
    select c.scope, c.scope_key, h.version, h.amount_before, h.amount, h.hard, h.reason, u.name, h.changed_at
      from ceiling_change h join ceiling c on c.id = h.ceiling_id join user_account u on u.id = h.changed_by
     where h.programme_id = ${programmeId}::uuid order by h.changed_at desc, h.version desc limit 200`;
  return rows.map((row) => ({
    scope: row.scope,
    scopeKey: row.scope_key,
    version: row.version,
    amountBefore: row.amount_before?.toString() ?? null,
    amount: row.amount.toString(),
    hard: row.hard,
    reason: row.reason,
    byName: row.name,
    at: row.changed_at.toISOString(),
  }));
}
