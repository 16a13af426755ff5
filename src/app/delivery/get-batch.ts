import type { Actor } from '../../domain/actor.js';
import { admitDelivery } from '../../domain/delivery/decide-delivery.js';
import {
  deliveryTransitions,
  drivenDrops,
  type BatchState,
  type DeliveryCase,
  type DeliveryCommandType,
  type DropState,
} from '../../domain/delivery/delivery-case.js';
import { Refusal, refuse, type DomainError } from '../../domain/errors.js';
import type { AnnexItem } from '../decree/read-annex.js';
import { readDuties } from '../forward/duties.js';
import { readHistory, type HistoryEntry } from '../forward/read-history.js';
import { isOfficial, requireSignedIn } from '../forward/require-role.js';
import * as field from '../proposal/fields.js';
import type { ActorTx, AppContext } from '../ports.js';
import { readDelivery } from './delivery-row.js';

export interface BatchView {
  readonly id: string;
  readonly decreeId: string;
  readonly decreeNumber: string | null;
  readonly unitId: string;
  readonly unitName: string;
  readonly state: BatchState;
  readonly version: number;
  readonly plannedOn: string;
  readonly deliveryNote: string | null;
  readonly dispatchedOn: string | null;
  /** Proposals that are decided about and have not answered yet. */
  readonly untold: number;
  readonly drops: readonly DropView[];
  readonly availableCommands: readonly {
    readonly type: DeliveryCommandType;
    readonly allowed: boolean;
    readonly why: DomainError | null;
  }[];
  readonly timeline: readonly HistoryEntry[];
}
export interface DropView {
  readonly id: string;
  readonly proposalId: string;
  readonly state: DropState;
  /** Its proposal refused to start: the goods never left for it. */
  readonly stayedBehind: boolean;
  readonly registrationNumber: string | null;
  readonly institutionName: string;
  readonly institutionAddress: string;
  readonly regencyName: string;
  readonly items: readonly AnnexItem[];
  readonly bastNumber: string | null;
  readonly bastDate: string | null;
  readonly bastBlobId: string | null;
}

/** Everything the page of one batch needs. An institution or regency sees only its own drops. */
export async function getBatch(ctx: AppContext, actor: Actor, batchId: string): Promise<BatchView> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const d = field.id.safeParse(batchId).success ? await readDelivery(tx, batchId) : null;
    if (d === null || (!isOfficial(tx) && d.drops.length === 0))
      throw new Refusal(refuse('NOT_FOUND', { what: 'batch' }));
    const [head] = await tx.sql.$queryRaw<{ number: string | null; unit: string; planned_on: string }[]>`
      select c.number, u.name as unit, b.planned_on::text from delivery_batch b
        join decree c on c.id = b.decree_id join org_unit u on u.id = b.unit_id where b.id = ${d.id}::uuid`;
    return {
      id: d.id,
      decreeId: d.decreeId,
      decreeNumber: head?.number ?? null,
      unitId: d.unitId,
      unitName: head?.unit ?? '',
      state: d.state,
      version: d.version,
      plannedOn: head?.planned_on ?? '',
      deliveryNote: d.deliveryNote,
      dispatchedOn: d.dispatchedOn,
      untold: d.drops.filter((drop) => drop.task !== null).length,
      drops: await readDrops(tx, d),
      availableCommands: isOfficial(tx) ? await available(tx, d) : [],
      timeline: isOfficial(tx) ? await readHistory(tx, `delivery/${d.id}`) : [],
    };
  });
}

async function readDrops(tx: ActorTx, d: DeliveryCase): Promise<readonly DropView[]> {
  const rows = await tx.sql.$queryRaw<
    {
      id: string;
      registration_number: string | null;
      institution_name: string;
      address: string;
      regency_name: string | null;
      items: readonly AnnexItem[] | null;
    }[]
  >`
    select o.id, p.registration_number, i.name as institution_name, i.address, r.name as regency_name, e.items
      from delivery_drop o join proposal p on p.id = o.proposal_id join institution i on i.id = o.institution_id
      left join region r on r.code = o.regency_code
      left join decree_entry e on e.decree_id = ${d.decreeId}::uuid and e.proposal_id = o.proposal_id
     where o.batch_id = ${d.id}::uuid order by o.regency_code, p.registration_number, o.id`;
  const driven = new Set(drivenDrops(d).map((drop) => drop.id));
  const known = new Map(d.drops.map((drop) => [drop.id, drop]));
  return rows.flatMap((row): DropView[] => {
    const drop = known.get(row.id);
    if (drop === undefined) return [];
    return [
      {
        id: drop.id,
        proposalId: drop.proposalId,
        state: drop.state,
        stayedBehind: !driven.has(drop.id),
        registrationNumber: row.registration_number,
        institutionName: row.institution_name,
        institutionAddress: row.address,
        regencyName: row.regency_name ?? '',
        items: row.items ?? [],
        bastNumber: drop.bastNumber,
        bastDate: drop.bastDate,
        bastBlobId: drop.bastBlobId,
      },
    ];
  });
}

async function available(tx: ActorTx, d: DeliveryCase): Promise<BatchView['availableCommands']> {
  const context = {
    now: tx.now,
    actor: { userId: tx.authority.userId, roles: tx.authority.roles, orgUnitIds: tx.authority.orgUnitIds },
    duties: await readDuties(
      tx,
      d.drops.map((drop) => drop.proposalId),
    ),
    commandId: '',
  };
  return deliveryTransitions
    .filter((row) => row.from.includes(d.state))
    .map(({ command: type }) => {
      const admitted = admitDelivery(d, { type, expectedVersion: null }, context);
      return 'code' in admitted ? { type, allowed: false, why: admitted } : { type, allowed: true, why: null };
    });
}
