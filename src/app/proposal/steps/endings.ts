import { z } from 'zod';
import * as field from '../fields.js';
import { releaseEverything } from '../reservations.js';
import type { Step } from '../step.js';

export const reject: Step<'reject'> = {
  payload: z.object({
    body: z.enum(['TAPD', 'DPRD']).optional(),
    reasonCode: field.requiredText,
    words: field.words,
    documentNumber: field.shortText,
    documentDate: field.optionalDate,
    scanBlobId: field.id.nullish(),
  }),
  locksCeilings: true,
  load: () => Promise.resolve({}),
  async write(tx, { case: c }) {
    await releaseEverything(tx, c.id);
    return [];
  },
};

export const withdraw: Step<'withdraw'> = {
  payload: z.object({ words: field.words }),
  locksCeilings: true,
  async load(tx, { case: c }) {
    if (c.fencedBy === null) return { fencingDecree: null };
    const [decree] = await tx.sql.$queryRaw<
      { title: string }[]
    >`select title from decree where id = ${c.fencedBy}::uuid`;
    return { fencingDecree: decree?.title ?? c.fencedBy };
  },
  async write(tx, { case: c }) {
    await releaseEverything(tx, c.id);
    return [];
  },
};
