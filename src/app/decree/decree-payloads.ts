import { z } from 'zod';
import type { CheckedPaper } from '../../domain/decree/checked-paper.js';
import type { DecreeCommandMap } from '../../domain/decree/decree-commands.js';
import * as field from '../proposal/fields.js';

const wholeRupiah = z.string().regex(/^(?:0|[1-9]\d{0,17})$/);

/** What the second person types from the paper. */
export const checkedPaper: z.ZodType<CheckedPaper> = z.object({
  number: field.requiredText,
  signedOn: field.localDate,
  institutions: z.int().min(0).max(1_000_000),
  persons: z.int().min(0).max(10_000_000),
  amount: wholeRupiah,
});

const proposalIds = z.object({ proposalIds: z.array(field.id).min(1).max(1_000) });

export const decreePayloads: { readonly [K in keyof DecreeCommandMap]: z.ZodType<DecreeCommandMap[K]['payload']> } = {
  include: proposalIds,
  exclude: proposalIds,
  freeze: field.nothing,
  record: z.object({
    number: field.requiredText,
    signedOn: field.localDate,
    signatory: field.requiredText,
    signedBlobId: field.id,
    persons: z.int().min(0).max(10_000_000),
    amount: wholeRupiah,
  }),
};
