import type { Actor } from '../../domain/actor.js';
import type { BatchState } from '../../domain/delivery/delivery-case.js';
import { isOfficial, requireSignedIn } from '../forward/require-role.js';
import type { AppContext } from '../ports.js';

export interface BatchRow {
  readonly id: string;
  readonly decreeId: string;
  readonly decreeNumber: string | null;
  readonly unitId: string;
  readonly unitName: string;
  readonly state: BatchState;
  readonly version: number;
  readonly plannedOn: string;
  readonly dispatchedOn: string | null;
  readonly drops: number;
  readonly handedOver: number;
  readonly confirmed: number;
}

/** Batches, the newest first; an institution sees those that carry something for it. */
export async function listBatches(
  ctx: AppContext,
  actor: Actor,
  filter: { readonly decreeId?: string | undefined; readonly unitId?: string | undefined },
): Promise<readonly BatchRow[]> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const rows = await tx.sql.$queryRaw<
      {
        id: string;
        decree_id: string;
        number: string | null;
        unit_id: string;
        unit: string;
        state: BatchState;
        version: number;
        planned_on: string;
        dispatched_on: string | null;
        drops: number;
        handed_over: number;
        confirmed: number;
      }[]
    >`
      select b.id, b.decree_id, c.number, b.unit_id, u.name as unit, b.state, b.version, b.planned_on::text, b.dispatched_on::text,
             count(o.id)::int as drops, (count(o.id) filter (where o.state in ('HANDED_OVER','CONFIRMED','RECONCILED')))::int as handed_over,
             (count(o.id) filter (where o.state in ('CONFIRMED','RECONCILED')))::int as confirmed
        from delivery_batch b join decree c on c.id = b.decree_id join org_unit u on u.id = b.unit_id
        left join delivery_drop o on o.batch_id = b.id
       where (${filter.decreeId ?? null}::uuid is null or b.decree_id = ${filter.decreeId ?? null}::uuid)
         and (${filter.unitId ?? null}::uuid is null or b.unit_id = ${filter.unitId ?? null}::uuid)
       group by b.id, c.number, u.name having ${isOfficial(tx)} or count(o.id) > 0
       order by b.created_at desc, b.id desc limit 500`;
    return rows.map((row) => ({
      id: row.id,
      decreeId: row.decree_id,
      decreeNumber: row.number,
      unitId: row.unit_id,
      unitName: row.unit,
      state: row.state,
      version: row.version,
      plannedOn: row.planned_on,
      dispatchedOn: row.dispatched_on,
      drops: row.drops,
      handedOver: row.handed_over,
      confirmed: row.confirmed,
    }));
  });
}
