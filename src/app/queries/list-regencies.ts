import type { Actor } from '../../domain/actor.js';
import type { AppContext } from '../ports.js';

export interface Regency {
  readonly code: string;
  readonly name: string;
}

/** The regencies and cities of the province, for filters and forms; public knowledge. */
export async function listRegencies(ctx: AppContext, actor: Actor): Promise<readonly Regency[]> {
  return ctx.db.withActor(
    actor,
    5_000,
    (tx) => tx.sql.$queryRaw<Regency[]>`select code, name from region where level = 'regency' order by code`,
  );
}
