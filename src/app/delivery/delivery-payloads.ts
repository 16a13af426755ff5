import { z } from 'zod';
import type { DeliveryCommandMap } from '../../domain/delivery/delivery-case.js';
import * as field from '../proposal/fields.js';

export const deliveryPayloads: {
  readonly [K in keyof DeliveryCommandMap]: z.ZodType<DeliveryCommandMap[K]['payload']>;
} = {
  dispatch: z.object({ deliveryNote: field.requiredText, dispatchedOn: field.localDate }),
  hand_over: z.object({
    dropId: field.id,
    bastNumber: field.requiredText,
    bastDate: field.localDate,
    scanBlobId: field.id.nullable(),
  }),
  reconcile: field.nothing,
};
