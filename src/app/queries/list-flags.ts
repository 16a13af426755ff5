import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { flagResolvers, type FlagSign } from '../../domain/institution/flags.js';
import { isOfficial, requireSignedIn } from '../forward/require-role.js';
import type { ActorTx, AppContext } from '../ports.js';

export interface FlagItem {
  readonly id: string;
  readonly sign: FlagSign;
  readonly institutionId: string;
  readonly institutionName: string;
  readonly otherId: string | null;
  readonly otherName: string | null;
  readonly residents: number | null;
  readonly beds: number | null;
  /** ISO instant. */
  readonly raisedAt: string;
  readonly reason: string | null;
  readonly resolvedBy: string | null;
}
export interface FlagList {
  readonly flags: readonly FlagItem[];
  /** Whether this person may resolve one. */
  readonly mayResolve: boolean;
}

/** Signs of fictitious institutions, the open ones first, the oldest of them first. Errors: NOT_SIGNED_IN, WRONG_ROLE. */
export async function listFlags(ctx: AppContext, actor: Actor): Promise<FlagList> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    if (!isOfficial(tx)) throw new Refusal(refuse('WRONG_ROLE', { needed: flagResolvers }));
    return {
      flags: await readFlags(tx, null),
      mayResolve: flagResolvers.some((role) => tx.authority.roles.includes(role)),
    };
  });
}

/** Those of one institution on either side, open ones alone; none for whoever is no official. */
export async function readOpenFlags(tx: ActorTx, institutionId: string): Promise<readonly FlagItem[]> {
  if (!isOfficial(tx)) return [];
  return (await readFlags(tx, institutionId)).filter((flag) => flag.resolvedBy === null);
}

async function readFlags(tx: ActorTx, institutionId: string | null): Promise<readonly FlagItem[]> {
  const rows = await tx.sql.$queryRaw<(FlagItem & { raisedAt: unknown; raised_at: Date })[]>`
    select f.id, f.sign, f.institution_id as "institutionId", i.name as "institutionName", f.other_id as "otherId", o.name as "otherName",
           f.residents, f.beds, f.raised_at, f.reason, u.name as "resolvedBy"
      from institution_flag f join institution i on i.id = f.institution_id left join institution o on o.id = f.other_id
      left join user_account u on u.id = f.resolved_by
     where ${institutionId}::uuid is null or f.institution_id = ${institutionId}::uuid or f.other_id = ${institutionId}::uuid
     order by f.resolved_at is not null, f.raised_at, f.id limit 500`;
  return rows.map(({ raised_at: raisedAt, ...flag }) => ({ ...flag, raisedAt: raisedAt.toISOString() }));
}
