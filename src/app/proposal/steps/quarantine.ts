import { z } from 'zod';
import * as field from '../fields.js';
import { changedLines, judge } from '../quarantine.js';
import type { Step } from '../step.js';

export const judgeReceipt: Step<'judge_receipt'> = {
  payload: z.object({ quarantineId: field.id, accepted: z.boolean(), words: field.words }),
  load: async (tx, { case: c, payload }) => ({ changedLines: await changedLines(tx, c, payload.quarantineId) }),
  async write(tx, { case: c, payload }) {
    await judge(tx, c, payload);
    return [];
  },
};
