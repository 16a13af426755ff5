import { refuse } from '../../errors.js';
import type { Rule } from '../rule.js';

/** Accepted, the receipt counts as captured and others hear of it; refused, lines and goods stay as they were. */
export const judgeReceipt: Rule<'judge_receipt'> = ({ case: c, payload, facts }) => {
  const waiting = c.data.quarantine.find(({ id }) => id === payload.quarantineId);
  if (waiting === undefined) return refuse('INVALID_INPUT', { fields: ['quarantineId'] });
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  if (payload.accepted && facts.changedLines > 0) return refuse('STALE_VERSION', { field: 'lines' });
  return {
    change: { data: { quarantine: c.data.quarantine.filter((other) => other !== waiting) } },
    note: {
      accepted: payload.accepted,
      words: payload.words,
      receivedOn: waiting.receivedOn,
      letterNumber: waiting.letterNumber,
      drop: waiting.dropId,
    },
  };
};
