import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { ceilingKeepers, ceilingScopes, keyError, type KnownKeys } from '../../domain/ceiling.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { requireRole, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';

const request = z.object({
  programmeId: field.id,
  scope: z.enum(ceilingScopes),
  scopeKey: field.shortText,
  /** Whole rupiah. */
  amount: z.string().regex(/^\d{1,15}$/),
  hard: z.boolean(),
  reason: field.requiredText,
  /** The version that the person saw; 0 for a limit that is not there yet. */
  basedOn: z.int().min(0),
});
export type SetCeiling = z.input<typeof request>;

/**
 * Sets a limit of a programme: another version with both values, the reason and the person. A hard one never falls below what it
 * carries: that is cut first. Errors: NOT_SIGNED_IN, WRONG_ROLE, INVALID_INPUT, NOT_FOUND, STALE_VERSION, INCOMPLETE, OVER_CEILING.
 */
export async function setCeiling(
  ctx: AppContext,
  actor: Actor,
  input: SetCeiling,
): Promise<{ readonly version: number }> {
  requireSignedIn(actor);
  return notingRefusals(ctx, actor, { subject: 'budget', command: 'set_ceiling' }, async (tx) => {
    requireRole(tx, ceilingKeepers);
    const wanted = parseInput(request, input);
    const { programmeId, scope, scopeKey, hard, reason, basedOn } = wanted;
    const amount = BigInt(wanted.amount);
    const wrong = keyError(scope, scopeKey, await knownKeys(tx, programmeId));
    if (wrong !== null) throw new Refusal(wrong);
    await tx.sql
      .$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`ceiling/${programmeId}/${scope}/${scopeKey}`}, 7))`;
    const before = await readCeiling(tx, wanted);
    if ((before?.version ?? 0) !== basedOn)
      throw new Refusal(refuse('STALE_VERSION', { expected: basedOn, actual: before?.version ?? 0 }));
    if (before?.amount === amount && before.hard === hard)
      throw new Refusal(refuse('INCOMPLETE', { fields: ['limitAmount'] }));
    const carried = (before?.reserved ?? 0n) + (before?.consumed ?? 0n);
    if (hard && amount < carried)
      throw new Refusal(
        refuse('OVER_CEILING', { scope, scopeKey, free: amount.toString(), amount: carried.toString() }),
      );
    const ceilingId = before?.id ?? uuid();
    const version = (before?.version ?? 0) + 1;
    if (before === null)
      await tx.sql.$executeRaw`
        insert into ceiling (id, programme_id, scope, scope_key, amount, hard) values (${ceilingId}::uuid, ${programmeId}::uuid, ${scope}, ${scopeKey}, ${amount}, ${hard})`;
    else await tx.sql.$executeRaw`update ceiling set amount = ${amount}, hard = ${hard} where id = ${ceilingId}::uuid`;
    await tx.sql.$executeRaw`
      insert into ceiling_change (ceiling_id, version, programme_id, amount_before, amount, hard_before, hard, reason, changed_by, changed_at)
      values (${ceilingId}::uuid, ${version}, ${programmeId}::uuid, ${before?.amount ?? null}, ${amount}, ${before?.hard ?? null}, ${hard}, ${reason},
              ${tx.authority.userId}::uuid, ${tx.now})`;
    const data = {
      programmeId,
      scope,
      scopeKey,
      version,
      reason,
      before: before === null ? null : { amount: before.amount.toString(), hard: before.hard },
      after: { amount: amount.toString(), hard },
    };
    await appendEvents(tx, [
      { stream: 'reference', type: 'ceiling_set', commandId: null, institutionId: null, regencyCode: null, data },
    ]);
    return { version };
  });
}

interface CeilingRow {
  readonly id: string;
  readonly amount: bigint;
  readonly hard: boolean;
  readonly reserved: bigint;
  readonly consumed: bigint;
  readonly version: number;
}

async function readCeiling(
  tx: ActorTx,
  { programmeId, scope, scopeKey }: Pick<z.output<typeof request>, 'programmeId' | 'scope' | 'scopeKey'>,
): Promise<CeilingRow | null> {
  // a consideration under way holds the row: it is waited for, and what it reserves counts
  const [row] = await tx.sql.$queryRaw<CeilingRow[]>`
    select c.id, c.amount, c.hard, c.reserved, c.consumed,
           (select coalesce(max(h.version), 0) from ceiling_change h where h.ceiling_id = c.id)::int as version
      from ceiling c where c.programme_id = ${programmeId}::uuid and c.scope = ${scope} and c.scope_key = ${scopeKey} for update of c`;
  return row ?? null;
}

async function knownKeys(tx: ActorTx, programmeId: string): Promise<KnownKeys> {
  const programmes = await tx.sql.$queryRaw<unknown[]>`select 1 from programme where id = ${programmeId}::uuid`;
  if (programmes.length === 0) throw new Refusal(refuse('NOT_FOUND', { what: 'programme' }));
  const regencies = await tx.sql.$queryRaw<{ code: string }[]>`select code from region where level = 'regency'`;
  const institutions = await tx.sql.$queryRaw<{ code: string }[]>`select code from institution`;
  return { regencies: regencies.map(({ code }) => code), institutions: institutions.map(({ code }) => code) };
}
