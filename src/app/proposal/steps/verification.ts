import { z } from 'zod';
import type { AssignFieldPayload } from '../../../domain/proposal/command-map.js';
import type { ProposalCase } from '../../../domain/proposal/proposal-case.js';
import type { FollowUp } from '../../../../workflows/messages.js';
import type { ActorTx } from '../../ports.js';
import { identityPapers, whereabouts } from '../../../domain/field/seen.js';
import { readVisitFacts, writeVisit } from '../../field/visit-seen.js';
import { readVisitOrder } from '../../field/visit-order.js';
import * as field from '../fields.js';
import type { Step } from '../step.js';
import { neededToSend } from './intake.js';

export const startAdmin: Step<'start_admin'> = { payload: field.nothing, load: () => Promise.resolve({}) };

const check = z.object({ code: field.requiredText, valid: z.boolean(), reason: field.shortText });

export const passAdmin: Step<'pass_admin'> = {
  payload: z.object({ checks: z.array(check).max(100), notes: field.words }),
  async load(tx, { case: c, caseFacts }) {
    const documents = await tx.sql.$queryRaw<
      { code: string }[]
    >`select code from proposal_document where proposal_id = ${c.id}::uuid`;
    return {
      mandatory: neededToSend(c, caseFacts.policy).proposal,
      present: documents.map((document) => document.code),
    };
  },
  async write(tx, { case: c, payload }) {
    await tx.sql.$executeRaw`
      update proposal_document d set status = case when k.valid then 'VALID' else 'INVALID' end, reason = nullif(k.reason, '')
        from unnest(${payload.checks.map((entry) => entry.code)}::text[], ${payload.checks.map((entry) => entry.valid)}::boolean[],
                    ${payload.checks.map((entry) => entry.reason)}::text[]) as k(code, valid, reason)
       where d.proposal_id = ${c.id}::uuid and d.code = k.code`;
    return [];
  },
};

export const returnForRepair: Step<'return'> = {
  payload: z.object({ words: field.words, remarks: field.remarks }),
  load: () => Promise.resolve({}),
};

export const visitOrder = z.object({
  officers: z.array(field.id).max(20),
  teamName: field.requiredText,
  orderNumber: field.requiredText,
  orderDate: field.localDate,
  route: field.requiredText,
  plannedOn: field.localDate,
  tripId: z.uuid().nullish(),
});

/** A visit to come, with its officers. */
export async function orderVisit(
  tx: ActorTx,
  c: ProposalCase,
  payload: AssignFieldPayload,
  visitId: string,
): Promise<readonly FollowUp[]> {
  await tx.sql.$executeRaw`
      insert into visit (id, proposal_id, institution_id, regency_code, order_number, order_date, team_name, route, planned_on, trip_id)
      values (${visitId}::uuid, ${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode}, ${payload.orderNumber},
              ${payload.orderDate}::date, ${payload.teamName}, ${payload.route}, ${payload.plannedOn}::date, ${payload.tripId ?? null}::uuid)`;
  await tx.sql.$executeRaw`
      insert into visit_officer (visit_id, user_id, proposal_id, institution_id, regency_code)
      select ${visitId}::uuid, o, ${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode}
        from unnest(${[...new Set(payload.officers)]}::uuid[]) as o`;
  return [];
}

export const assignField: Step<'assign_field'> = {
  payload: visitOrder,
  load: (tx, { case: c, payload }) => readVisitOrder(tx, c, payload),
  write: (tx, { case: c, payload, facts }) => orderVisit(tx, c, payload, facts.visitId),
};

const presence = z.enum(['PRESENT', 'ABSENT_WITH_PROOF', 'HOME_CARE_SAMPLED', 'HOME_CARE_UNSAMPLED', 'NOT_FOUND']);

export const submitField: Step<'submit_field'> = {
  payload: z.object({
    visitedOn: field.localDate,
    bedCount: z.int().min(0).max(100_000),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    signature: z.enum(['SIGNED', 'REFUSED']),
    signatureNote: field.shortText,
    notes: field.words,
    photoBlobIds: z.array(field.id).max(20),
    exceptions: z
      .array(
        z.object({
          beneficiaryId: field.id,
          presence,
          whereabouts: z.enum(whereabouts).nullish(),
          proof: field.shortText.optional(),
          proofBlobId: z.uuid().nullish(),
          identityPaper: z.enum(identityPapers).nullish(),
        }),
      )
      .max(2_000),
    residentCount: z.int().min(0).max(100_000).nullish(),
    unlistedCount: z.int().min(0).max(100_000).nullish(),
    unlistedNote: field.shortText.optional(),
    minutesBlobId: z.uuid().nullish(),
  }),
  load: (tx, { case: c, payload }) => readVisitFacts(tx, c, payload),
  async write(tx, { case: c, payload }) {
    await writeVisit(tx, c, payload);
    return [];
  },
};
