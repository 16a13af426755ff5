import { z } from 'zod';
import { contactChannels } from '../../../domain/proposal/commands/besides.js';
import * as field from '../fields.js';
import { releaseEverything } from '../reservations.js';
import type { Step } from '../step.js';

const withReason = { payload: z.object({ words: field.words }), load: () => Promise.resolve({}) };

export const logContact: Step<'log_contact'> = {
  payload: z.object({ channel: z.enum(contactChannels), reached: z.boolean(), words: field.words }),
  load: () => Promise.resolve({}),
};
export const hold: Step<'hold'> = withReason;
export const resume: Step<'resume'> = withReason;
export const auditOn: Step<'audit_on'> = withReason;
export const auditOff: Step<'audit_off'> = withReason;

export const expire: Step<'expire'> = {
  ...withReason,
  locksCeilings: true,
  async write(tx, { case: c }) {
    await releaseEverything(tx, c.id);
    return [];
  },
};
