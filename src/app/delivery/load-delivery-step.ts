import type {
  DeliveryCase,
  DeliveryCommandMap,
  DeliveryCommandType,
  DeliveryStepInput,
} from '../../domain/delivery/delivery-case.js';
import type { Overlaid } from '../../domain/proposal/overlays.js';
import { readFreeze } from '../freeze/read-freeze.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx } from '../ports.js';
import { deliveryPayloads } from './delivery-payloads.js';

/** The step's payload, checked, with the facts read under the batch's lock. */
export async function loadDeliveryStep(
  tx: ActorTx,
  d: DeliveryCase,
  type: DeliveryCommandType,
  raw: unknown,
): Promise<DeliveryStepInput> {
  switch (type) {
    case 'dispatch': {
      const payload = parseInput(deliveryPayloads.dispatch, raw);
      const [decree] = await tx.sql.$queryRaw<{ signed_on: string | null }[]>`
        select signed_on::text from decree where id = ${d.decreeId}::uuid`;
      return { type, payload, facts: { decreeSignedOn: decree?.signed_on ?? null } };
    }
    case 'hand_over': {
      const payload = parseInput(deliveryPayloads.hand_over, raw);
      return { type, payload, facts: await handOverFacts(tx, d, payload) };
    }
    case 'reconcile':
      return { type, payload: {}, facts: { held: await heldIn(tx, d) } };
  }
}

/** Under the lock of the drops, so that nobody holds a line while they are counted. */
async function heldIn(tx: ActorTx, d: DeliveryCase): Promise<readonly string[]> {
  await tx.sql.$queryRaw`select id from delivery_drop where batch_id = ${d.id}::uuid order by id for update`;
  const rows = await tx.sql.$queryRaw<{ proposal_id: string }[]>`
    select distinct l.proposal_id from delivery_drop o join entitlement_line l on l.proposal_id = o.proposal_id
     where o.batch_id = ${d.id}::uuid and o.state <> 'PLANNED' and l.status = 'DECREED' and l.decreed > 0 and l.held_at is not null`;
  return rows.map((row) => row.proposal_id);
}

/** Minutes of hand-over are numbered by their unit: unique per unit and year, gaps allowed (I14). */
async function handOverFacts(
  tx: ActorTx,
  d: DeliveryCase,
  payload: DeliveryCommandMap['hand_over']['payload'],
): Promise<DeliveryCommandMap['hand_over']['facts']> {
  const year = payload.bastDate.slice(0, 4);
  // two batches of one unit: the second waits here and then sees the number of the first
  await tx.sql.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`bast/${d.unitId}/${year}`}, 8))`;
  const proposalId = d.drops.find((drop) => drop.id === payload.dropId)?.proposalId ?? null;
  const [row] = await tx.sql.$queryRaw<{ taken: boolean; scan: boolean; overlaid: Partial<Overlaid> | null }[]>`
    select exists (select from delivery_drop o join delivery_batch b on b.id = o.batch_id
                    where b.unit_id = ${d.unitId}::uuid and o.bast_number = ${payload.bastNumber}
                      and o.bast_date between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date) as taken,
           ${payload.scanBlobId}::uuid is null or exists (select from blob b where b.id = ${payload.scanBlobId}::uuid) as scan,
           (select p.case_data from proposal p where p.id = ${proposalId}::uuid) as overlaid`;
  const freeze = proposalId === null ? null : await readFreeze(tx, proposalId, payload.bastDate);
  const { hold = null, audit = null } = row?.overlaid ?? {};
  return { numberTaken: row?.taken ?? false, scanExists: row?.scan ?? false, freeze, overlaid: { hold, audit } };
}
