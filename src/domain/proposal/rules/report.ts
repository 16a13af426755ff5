import { refuse } from '../../errors.js';
import type { Rule } from '../rule.js';
import { completenessError } from './urgent.js';

const MINIMUM_PHOTOS = 3;

export const submitReport: Rule<'submit_report'> = ({ case: c, payload, facts }) => {
  if (facts.contentHash !== payload.contentHash) return refuse('STALE_VERSION', { field: 'content' });
  if (facts.narrative.trim() === '') return refuse('INCOMPLETE', { fields: ['narrative'] });
  if (facts.photos < MINIMUM_PHOTOS) return refuse('INCOMPLETE', { fields: ['photos'], needed: MINIMUM_PHOTOS });
  // I1 at equality for goods: received = delivered, and received = used + returned + lost
  const wrong = facts.items.filter(
    (item) => item.received !== item.delivered || item.used + item.returned + item.lost !== item.received,
  );
  if (wrong.length > 0) return refuse('LIST_MISMATCH', { items: wrong.map((item) => item.code) });
  const reportRevision = c.data.reportRevision + 1;
  return {
    change: { data: { reportRevision, reportRemarks: [] } },
    note: { reportRevision, contentHash: payload.contentHash },
  };
};

export const returnReport: Rule<'return_report'> = ({ payload }) => {
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  return {
    change: { data: { reportRemarks: [{ target: 'all', words: payload.words }, ...payload.remarks] } },
    note: { words: payload.words, remarks: payload.remarks.length },
  };
};

export const acceptReport: Rule<'accept_report'> = ({ case: c, payload, facts }) => {
  const incomplete = completenessError(c);
  if (incomplete !== null) return incomplete;
  if (facts.accounted !== facts.delivered)
    return refuse('LIST_MISMATCH', { delivered: facts.delivered, accounted: facts.accounted });
  return { change: {}, note: { words: payload.note, delivered: facts.delivered } };
};
