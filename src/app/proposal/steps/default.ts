import { z } from 'zod';
import * as field from '../fields.js';
import type { Step } from '../step.js';

export const defaultReport: Step<'default_report'> = { payload: field.nothing, load: () => Promise.resolve({}) };

export const closeDefault: Step<'close_default'> = {
  payload: z.object({
    clawback: z.enum(['VERIFIED', 'LEGAL']),
    number: field.requiredText,
    dated: field.localDate,
    amount: z.string().regex(/^\d{1,15}$/),
    words: field.words,
  }),
  async load(tx, { case: c }) {
    const [sum] = await tx.sql.$queryRaw<{ value: bigint | null }[]>`
      select sum(coalesce(delivered, 0)::bigint * unit_price)::bigint as value from entitlement_line where proposal_id = ${c.id}::uuid`;
    return { deliveredValue: sum?.value ?? 0n };
  },
  /** What is verified is paid already; what goes to court blocks the institution until it is. */
  async write(tx, { case: c, payload }) {
    const paid = payload.clawback === 'VERIFIED';
    await tx.sql.$executeRaw`
      insert into clawback (id, proposal_id, institution_id, regency_code, amount, state, number, dated, created_at, paid_on, paid_number)
      values (uuidv7(), ${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode}, ${BigInt(payload.amount)}, ${payload.clawback},
              ${payload.number}, ${payload.dated}::date, ${tx.now}, ${paid ? payload.dated : null}::date, ${paid ? payload.number : null})`;
    return [];
  },
};
