import type { Actor } from '../../domain/actor.js';
import { requireSignedIn } from '../forward/require-role.js';
import type { AppContext } from '../ports.js';

export interface DeliveryUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** The provincial units that drive goods to institutions. Errors: NOT_SIGNED_IN. */
export async function listDeliveryUnits(ctx: AppContext, actor: Actor): Promise<readonly DeliveryUnit[]> {
  requireSignedIn(actor);
  return ctx.db.withActor(
    actor,
    5_000,
    (tx) => tx.sql.$queryRaw<DeliveryUnit[]>`select id, code, name from org_unit where kind = 'UPTD' order by name, id`,
  );
}
