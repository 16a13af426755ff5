import { refuse } from '../../errors.js';
import type { Overlay } from '../overlays.js';
import type { DecisionContext, Rule } from '../rule.js';

function laidBy({ actor, now }: DecisionContext, words: string): Overlay {
  return { by: actor.userId ?? '', byName: actor.name, since: now.toISOString(), words, headTold: false };
}

/** The clock that stops, and goes on, is the business of every decision: see `clockUnder`. */
export const hold: Rule<'hold'> = ({ case: c, payload: { words }, context }) => {
  if (words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  if (c.data.hold !== null) return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'hold' });
  return { change: { data: { hold: laidBy(context, words) } }, note: { words } };
};

export const resume: Rule<'resume'> = ({ case: c, payload: { words } }) =>
  c.data.hold === null
    ? refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'resume' })
    : { change: { data: { hold: null } }, note: { words, since: c.data.hold.since } };

export const auditOn: Rule<'audit_on'> = ({ case: c, payload: { words }, context }) => {
  if (words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  if (c.data.audit !== null) return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'audit_on' });
  return { change: { data: { audit: laidBy(context, words) } }, note: { words } };
};

export const auditOff: Rule<'audit_off'> = ({ case: c, payload: { words } }) =>
  c.data.audit === null
    ? refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'audit_off' })
    : { change: { data: { audit: null } }, note: { words, since: c.data.audit.since } };
