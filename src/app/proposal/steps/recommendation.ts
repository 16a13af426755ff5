import { z } from 'zod';
import { takeClaims } from '../claims.js';
import * as field from '../fields.js';
import { readLines, writeRecommended } from '../lines.js';
import type { Step } from '../step.js';

export const endorse: Step<'endorse'> = {
  payload: z.object({ note: field.shortText }),
  load: () => Promise.resolve({}),
};

export const recommend: Step<'recommend'> = {
  payload: z.object({
    criteria: z.object({
      selective: z.boolean(),
      eligible: z.boolean(),
      temporary: z.boolean(),
      purposeful: z.boolean(),
    }),
    criteriaNote: field.words,
    cuts: field.lineCuts,
  }),
  load: async (tx, { case: c }) => ({ lines: await readLines(tx, c, 'requested') }),
  async write(tx, { case: c, payload }) {
    await writeRecommended(tx, c.id, payload.cuts);
    await tx.sql.$executeRaw`
      update proposal_beneficiary b set status = case when exists (
               select from entitlement_line l where l.beneficiary_id = b.id and l.recommended > 0) then 'ELIGIBLE' else 'INELIGIBLE' end
       where b.proposal_id = ${c.id}::uuid`;
    await takeClaims(tx, c);
    return [];
  },
};
