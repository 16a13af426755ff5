import { z } from 'zod';
import type { FactsOf } from '../../../domain/proposal/command-map.js';
import * as field from '../fields.js';
import type { Step } from '../step.js';

export const defaultReport: Step<'default_report'> = { payload: field.nothing, load: () => Promise.resolve({}) };

export const closeDefault: Step<'close_default'> = {
  payload: z.object({ words: field.words }),
  async load(tx, { case: c }) {
    const [debt] = await tx.sql.$queryRaw<NonNullable<FactsOf<'close_default'>['debt']>[]>`
      select state, coalesce(case state when 'LEGAL' then legal_number else paid_number end, number) as number, amount::text
        from clawback where proposal_id = ${c.id}::uuid for update`;
    return { debt: debt ?? null };
  },
};
