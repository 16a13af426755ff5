import { z } from 'zod';
import { parseRupiah } from '../../domain/rupiah.js';
import { hasBidiControl, withoutControls } from '../../domain/typed-text.js';

/** Field types of working copies: kept as typed, bounded, without what would change how a neighbour is read. */

export function typedText(maximum: number): z.ZodType<string> {
  return z
    .string()
    .max(maximum)
    .transform(withoutControls)
    .refine((text) => !hasBidiControl(text), { message: 'direction controls' });
}
export const line = typedText(200);
export const requiredLine = line.refine((text) => text !== '', { message: 'required' });
export const longText = typedText(20_000);

/** No single amount of this programme comes near; it keeps every sum far inside bigint. */
export const MAX_AMOUNT = 10_000_000_000_000n;

/** Whole non-negative rupiah, as bigint or as people and JSON write it (`1.234.567`, `"1234567"`). */
export const rupiah = z
  .union([z.bigint(), z.string().max(64)])
  .transform((value, context) => {
    if (typeof value === 'bigint') return value;
    const parsed = parseRupiah(value);
    if (parsed.ok) return parsed.rupiah;
    context.addIssue({ code: 'custom', message: parsed.code });
    return z.NEVER;
  })
  .refine((value) => value >= 0n && value <= MAX_AMOUNT, { message: 'amount' });
