import { z } from 'zod';
import * as field from '../fields.js';
import type { Step } from '../step.js';

export const recordPaper: Step<'record_paper'> = {
  payload: z.object({ documentNumber: field.requiredText, documentDate: field.localDate, scanBlobId: field.id }),
  async load(tx, { case: c, payload }) {
    const found = await tx.sql.$queryRaw<unknown[]>`
      select 1 from blob where id = ${payload.scanBlobId}::uuid and institution_id = ${c.institutionId}::uuid`;
    return { scanExists: found.length > 0 };
  },
};

export const confirmIntake: Step<'confirm_intake'> = {
  payload: z.object({ words: field.words }),
  load: () => Promise.resolve({}),
};
