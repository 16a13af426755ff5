import { refuse } from '../../errors.js';
import { witaDate } from '../../time/wita.js';
import type { Rule } from '../rule.js';

export const reject: Rule<'reject'> = ({ case: c, payload, context, transition }) => {
  if (c.fencedBy !== null) return refuse('FENCED_BY_DECREE', { decree: c.fencedBy });
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  if (transition.external !== undefined && (payload.documentNumber.trim() === '' || payload.documentDate === null)) {
    return refuse('INCOMPLETE', { fields: ['documentNumber', 'documentDate'] });
  }
  if (payload.documentDate !== null && payload.documentDate > witaDate(context.now))
    return refuse('DATE_ORDER', { first: 'documentDate', second: 'today' });
  return {
    change: { data: { rejection: { code: payload.reasonCode, words: payload.words, from: c.state } } },
    note: {
      reasonCode: payload.reasonCode,
      words: payload.words,
      documentNumber: payload.documentNumber,
      documentDate: payload.documentDate,
    },
  };
};

export const withdraw: Rule<'withdraw'> = ({ payload, facts }) => {
  if (facts.fencingDecree !== null) return refuse('FENCED_BY_DECREE', { decree: facts.fencingDecree });
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  return { change: {}, note: { words: payload.words } };
};
