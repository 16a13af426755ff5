import type { Actor } from '../../domain/actor.js';
import { z } from 'zod';
import type { AnnexItem } from '../decree/read-annex.js';
import { requireRole, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import * as field from '../proposal/fields.js';
import type { ActorTx, AppContext } from '../ports.js';

export interface Deliverable {
  readonly proposalId: string;
  readonly registrationNumber: string | null;
  readonly institutionName: string;
  readonly institutionAddress: string;
  readonly regencyName: string;
  readonly persons: number;
  readonly items: readonly AnnexItem[];
  /** The list of persons is set; without it the goods may not leave. */
  readonly listSet: boolean;
}

/**
 * Proposals of a decree whose pact is signed, or whose need is urgent, and that no batch carries. A drop that stayed behind when its batch left
 * carries nothing.
 */
export async function readDeliverables(tx: ActorTx, decreeId: string): Promise<readonly Deliverable[]> {
  const rows = await tx.sql.$queryRaw<
    {
      id: string;
      registration_number: string | null;
      institution_name: string;
      address: string;
      regency_name: string | null;
      persons: number | null;
      items: readonly AnnexItem[] | null;
      list_set: boolean;
    }[]
  >`
    select p.id, p.registration_number, i.name as institution_name, i.address, r.name as regency_name, e.persons, e.items,
           exists (select from beneficiary_list l where l.proposal_id = p.id) as list_set
      from proposal p join institution i on i.id = p.institution_id
      join decree_entry e on e.decree_id = p.decree_id and e.proposal_id = p.id and e.state = 'DECREED'
      left join region r on r.code = p.regency_code
     where p.decree_id = ${decreeId}::uuid and (p.state in ('PACT_SIGNED','IN_DELIVERY') or (p.state = 'DECREED' and p.track = 'UNPLANNED'))
       and not exists (select from delivery_drop o join delivery_batch b on b.id = o.batch_id
                        where o.proposal_id = p.id and (b.state = 'PLANNED' or o.state <> 'PLANNED' or o.task is not null))
     order by p.regency_code, p.registration_number, p.id`;
  return rows.map((row) => ({
    proposalId: row.id,
    registrationNumber: row.registration_number,
    institutionName: row.institution_name,
    institutionAddress: row.address,
    regencyName: row.regency_name ?? '',
    persons: row.persons ?? 0,
    items: row.items ?? [],
    listSet: row.list_set,
  }));
}

const request = z.object({ decreeId: field.id });

/** What the goods keeper may put into a batch. */
export async function listDeliverable(
  ctx: AppContext,
  actor: Actor,
  input: { readonly decreeId: string },
): Promise<readonly Deliverable[]> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    requireRole(tx, ['PENGURUS_BARANG', 'UPTD_OFFICER', 'ADMIN']);
    const wanted = parseInput(request, input);
    return readDeliverables(tx, wanted.decreeId);
  });
}
