import { z } from 'zod';
import type { ProposalCase } from '../../../domain/proposal/proposal-case.js';
import type { FollowUp } from '../../../../workflows/messages.js';
import type { ActorTx } from '../../ports.js';
import { openPersons, writeListVersion } from '../beneficiary-list.js';
import * as field from '../fields.js';
import { linesHash } from '../lines-hash.js';
import { consumeReservations } from '../reservations.js';
import type { Step } from '../step.js';

const decreePayload = z.object({ decreeId: field.id });

async function decreeState(tx: ActorTx, decreeId: string): Promise<{ decreeState: string | null }> {
  const [decree] = await tx.sql.$queryRaw<{ state: string }[]>`select state from decree where id = ${decreeId}::uuid`;
  return { decreeState: decree?.state ?? null };
}

export const include: Step<'include'> = {
  payload: decreePayload,
  load: (tx, { payload }) => decreeState(tx, payload.decreeId),
};
export const exclude: Step<'exclude'> = {
  payload: decreePayload,
  load: (tx, { payload }) => decreeState(tx, payload.decreeId),
};

export const decreeProposal: Step<'decree'> = {
  payload: z.object({
    decreeId: field.id,
    number: field.requiredText,
    signedOn: field.localDate,
    linesHash: field.hash,
  }),
  locksCeilings: true,
  load: async (tx, { case: c }) => ({ linesHash: await linesHash(tx, c.id) }),
  write: (tx, { case: c, payload }) => putInForce(tx, c, payload.linesHash),
};

/** What is considered is decreed: lines, money and the pact to be signed. */
export async function putInForce(tx: ActorTx, c: ProposalCase, hash: string): Promise<readonly FollowUp[]> {
  await tx.sql.$executeRaw`
    update entitlement_line set decreed = considered, status = 'DECREED'
     where proposal_id = ${c.id}::uuid and status = 'DRAFT' and considered > 0`;
  await consumeReservations(tx, c.id);
  await tx.sql.$executeRaw`
    insert into pact (proposal_id, institution_id, regency_code, content_hash, state)
    values (${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode}, ${hash}, 'PREPARED')
    on conflict (proposal_id) do nothing`;
  return [{ kind: 'render_pact', subjectId: c.id }];
}

export const setList: Step<'set_list'> = {
  payload: field.nothing,
  async load(tx, { case: c }) {
    const over = await tx.sql.$queryRaw<{ code: string }[]>`
      with annex as (
        select (i->>'itemId')::uuid as item_id, (i->>'quantity')::int as quantity
          from decree_entry e, jsonb_array_elements(e.items) i where e.proposal_id = ${c.id}::uuid and e.state = 'DECREED'),
      list as (
        select item_id, sum(decreed)::int as quantity from entitlement_line where proposal_id = ${c.id}::uuid and status = 'DECREED' group by item_id)
      select p.code from list l join package_item p on p.id = l.item_id left join annex a on a.item_id = l.item_id
       where l.quantity > coalesce(a.quantity, 0)`;
    return {
      persons: await openPersons(tx, c.id),
      contentHash: await linesHash(tx, c.id),
      over: over.map((row) => row.code),
    };
  },
  write: (tx, { case: c, facts: { contentHash, persons }, event }) =>
    writeListVersion(tx, c, { version: event.change.data?.listVersion ?? 1, contentHash, persons }),
};

export const signPact: Step<'sign_pact'> = {
  payload: z.object({ signedBlobId: field.id, signedOn: field.localDate }),
  async load(tx, { case: c, payload }) {
    const [found] = await tx.sql.$queryRaw<{ signed_on: Date | null; scans: bigint }[]>`
      select greatest((select signed_on from decree where id = ${c.decreeId}::uuid),
                      -- what gave more is signed for after it
                      (select max(a.signed_on) from decree_amendment a where a.proposal_id = ${c.id}::uuid and a.amount_after > a.amount_before)) as signed_on,
             (select count(*) from blob where id = ${payload.signedBlobId}::uuid) as scans`;
    return {
      decreeSignedOn: found?.signed_on?.toISOString().slice(0, 10) ?? null,
      blobExists: Number(found?.scans ?? 0) > 0,
    };
  },
  async write(tx, { case: c, payload }) {
    await tx.sql.$executeRaw`
      update pact set signed_blob_id = ${payload.signedBlobId}::uuid, signed_on = ${payload.signedOn}::date, state = 'SIGNED'
       where proposal_id = ${c.id}::uuid`;
    return [];
  },
};

/** The pact that was signed says less than what is given now; what left before went by it. */
export async function askPactAgain(tx: ActorTx, c: ProposalCase, hash: string): Promise<readonly FollowUp[]> {
  await tx.sql.$executeRaw`
    update pact set state = 'PREPARED', content_hash = ${hash}, form_blob_id = null, signed_blob_id = null,
           first_signed_on = coalesce(first_signed_on, signed_on), signed_on = null where proposal_id = ${c.id}::uuid`;
  return [{ kind: 'render_pact', subjectId: c.id }];
}
