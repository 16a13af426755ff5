import { refuse } from '../../errors.js';
import { witaDate } from '../../time/wita.js';
import { scanNote } from '../commands/outside-paper.js';
import type { RejectPayload } from '../command-map.js';
import type { Rule } from '../rule.js';
import type { Body, Transition } from '../transitions/transition.js';

export const reject: Rule<'reject'> = ({ case: c, payload, context, transition }) => {
  if (c.fencedBy !== null) return refuse('FENCED_BY_DECREE', { decree: c.fencedBy });
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  if (transition.external !== undefined && (payload.documentNumber.trim() === '' || payload.documentDate === null)) {
    return refuse('INCOMPLETE', { fields: ['documentNumber', 'documentDate'] });
  }
  if (payload.documentDate !== null && payload.documentDate > witaDate(context.now))
    return refuse('DATE_ORDER', { first: 'documentDate', second: 'today' });
  return {
    // an appeal was won once: what is rejected after it stays rejected
    ...(c.data.appeal?.granted === true ? { to: 'REJECTED_FINAL' as const } : {}),
    change: { data: { rejection: { code: payload.reasonCode, words: payload.words, from: c.state } } },
    note: {
      reasonCode: payload.reasonCode,
      words: payload.words,
      documentNumber: payload.documentNumber,
      documentDate: payload.documentDate,
      ...scanNote(payload),
      ...bodyOf(payload, transition),
    },
  };
};

/** Of several bodies that may refuse, the one whose document it is. */
function bodyOf({ body }: RejectPayload, { orExternal }: Transition): { readonly external?: Body } {
  return body !== undefined && orExternal?.includes(body) === true ? { external: body } : {};
}

export const withdraw: Rule<'withdraw'> = ({ payload, facts }) => {
  if (facts.fencingDecree !== null) return refuse('FENCED_BY_DECREE', { decree: facts.fencingDecree });
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  return { change: {}, note: { words: payload.words } };
};
