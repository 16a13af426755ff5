import { z } from 'zod';
import type { StaffFacts } from '../../../domain/proposal/commands/people.js';
import { readVisitOrder } from '../../field/visit-order.js';
import type { ActorTx } from '../../ports.js';
import * as field from '../fields.js';
import type { Step, StepRead } from '../step.js';
import { orderVisit, visitOrder } from './verification.js';

const staffPayload = z.object({ staff: z.array(field.id).min(1).max(20), words: field.words });

/** Holders of the office, and who of them stands on another side of this case already (process.md 3). */
async function staffFacts(tx: ActorTx, { case: c, payload }: StepRead<'assign' | 'reassign'>): Promise<StaffFacts> {
  const office = c.state === 'FIELD_VERIFICATION' ? 'FIELD_VERIFIER' : 'ADMIN_VERIFIER';
  const holders = await tx.sql.$queryRaw<{ user_id: string; name: string; barred: boolean }[]>`
    select h.user_id, h.name, exists (
             select from involvement n where n.proposal_id = ${c.id}::uuid and n.user_id = h.user_id
                and n.duty in ('LKS','ASSISTED_INTAKE','RECOMMENDER','REPORT_ACCEPTOR','AUDITOR')
           ) or exists (select from linked_officials(${c.institutionId}::uuid, array[h.user_id])) as barred
      from role_holders(${office}, ${c.institutionId}::uuid, ${c.regencyCode}, ${tx.now}) h`;
  return {
    able: holders.map((holder) => holder.user_id),
    barred: holders.filter((holder) => holder.barred).map((holder) => holder.user_id),
    names: holders.filter((holder) => payload.staff.includes(holder.user_id)).map((holder) => holder.name),
  };
}

export const assign: Step<'assign'> = { payload: staffPayload, load: staffFacts };

export const reassign: Step<'reassign'> = {
  payload: staffPayload,
  load: staffFacts,
  async write(tx, { case: c, event }) {
    const officers = event.change.data?.fieldOfficers ?? null;
    if (officers === null) return [];
    await tx.sql.$executeRaw`
      update visit_officer set replaced_at = ${tx.now}
       where visit_id = ${c.data.visitId}::uuid and replaced_at is null and not (user_id = any(${[...officers]}::uuid[]))`;
    await tx.sql.$executeRaw`
      insert into visit_officer (visit_id, user_id, proposal_id, institution_id, regency_code)
      select ${c.data.visitId}::uuid, o, ${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode} from unnest(${[...officers]}::uuid[]) as o
      on conflict (visit_id, user_id) do update set replaced_at = null`;
    return [];
  },
};

export const extend: Step<'extend'> = {
  payload: z.object({
    workingDays: z.int().min(1).max(250).optional(),
    moreHours: z.int().min(1).max(250).optional(),
    words: field.words,
  }),
  load: () => Promise.resolve({}),
};

export const sendBack: Step<'send_back'> = {
  payload: z.object({ words: field.words }),
  load: () => Promise.resolve({}),
};

/** A second visit has an order and a record of its own. */
export const revisit: Step<'revisit'> = {
  payload: visitOrder.extend({ words: field.words }),
  load: (tx, { case: c, payload }) => readVisitOrder(tx, c, payload),
  write: (tx, { case: c, payload, facts }) => orderVisit(tx, c, payload, facts.visitId),
};

export const kabkotaRecommend: Step<'kabkota_recommend'> = {
  payload: z.object({
    favourable: z.boolean(),
    letterNumber: field.requiredText,
    letterDate: field.localDate,
    words: field.words,
  }),
  load: () => Promise.resolve({}),
};
