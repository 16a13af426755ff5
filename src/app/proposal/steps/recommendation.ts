import { z } from 'zod';
import { takeClaims } from '../claims.js';
import * as field from '../fields.js';
import { judgeEligibility, readLines, writeRecommended } from '../lines.js';
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
    await judgeEligibility(tx, c.id);
    await takeClaims(tx, c);
    return [];
  },
};
