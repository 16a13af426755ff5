import { z } from 'zod';
import { hasBidiControl, hasControls } from '../../domain/typed-text.js';
import { isLocalDate } from '../../domain/time/wita.js';

/** Field types shared by the payloads of commands: bounded, trimmed, absurd values refused. */
function plainText(maximum: number): z.ZodType<string> {
  return z
    .string()
    .max(maximum)
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .refine((text) => !hasBidiControl(text) && !hasControls(text), { message: 'control characters' });
}

export const words = plainText(4_000);
export const shortText = plainText(200);
export const requiredText = shortText.refine((text) => text !== '', { message: 'required' });
export const localDate = z.string().refine(isLocalDate, { message: 'date' });
export const optionalDate = localDate.nullable();
export const id = z.uuid();
export const quantity = z.int().min(0).max(1_000_000);
/** What is typed from the paper of a body that does not log in. */
export const outsidePaper = {
  documentNumber: requiredText,
  documentDate: localDate,
  signatory: requiredText,
  scanBlobId: z.uuid().nullish(),
};
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const remarks = z.array(z.object({ target: shortText, words })).max(500);
export const lineCuts = z.array(z.object({ lineId: id, quantity, reason: shortText })).max(2_000);
export const nothing = z.object({}).transform((): Readonly<Record<never, never>> => ({}));
