import { z } from 'zod';
import { nextYear, openCarriedDraft } from '../carry-over.js';
import * as field from '../fields.js';
import { releaseEverything } from '../reservations.js';
import type { Step } from '../step.js';

export const carryOver: Step<'carry_over'> = {
  payload: z.object({ words: field.words }),
  locksCeilings: true,
  load: (tx, { case: c }) => nextYear(tx, c, 'open'),
  async write(tx, { case: c, facts }) {
    await releaseEverything(tx, c.id);
    await openCarriedDraft(tx, c, facts);
    return [];
  },
};

export const allowLate: Step<'allow_late'> = {
  payload: z.object(field.outsidePaper),
  load: () => Promise.resolve({}),
};
