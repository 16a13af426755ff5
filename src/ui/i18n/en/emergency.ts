import type { emergency as model } from '../id/emergency.js';

export const emergency: typeof model = {
  title: 'Emergency access',
  lead: 'Two people open an authority for some hours: an administrator asks with a reason, another person agrees from an own account. Every use is recorded with both names; the head of the office and the inspectorate are told. Duties that exclude each other in one proposal still do.',
  none: 'There has been no emergency access.',
  head: {
    role: 'Role',
    person: 'For',
    reason: 'Reason',
    requestedBy: 'Asked for by',
    confirmedBy: 'Agreed to by',
    state: 'State',
    action: 'Action',
  },
  states: { ASKED: 'waits for a second person', OPEN: 'open', OVER: 'over' },
  until: (when) => `until ${when}`,
  requestTitle: 'Ask for emergency access',
  request: 'Ask a second person',
  confirm: 'Agree',
  confirmFor: (name) => `Agree to emergency access for ${name}`,
  end: 'End it',
  endFor: (name) => `End the emergency access for ${name}`,
  requested: 'The request is recorded; another person must agree.',
  confirmed: 'Emergency access is open now. The head of the office and the inspectorate are told.',
  ended: 'Emergency access is ended.',
};
