import type { Words } from '../words.js';

export const ceiling: Words['ceiling'] = {
  title: 'Limits',
  of: (code, year) => `Limits of ${code}, ${year}`,
  lead: 'A hard limit cannot be passed; a soft one can, with a reason that stays visible on the proposal. The limit of the programme is indicative until a proposal is linked to a line of the budget document.',
  missing: (scopes) => `This programme names ${scopes}, but there is none yet. Until then nothing can be considered.`,
  empty: 'There is no limit yet.',
  columns: {
    scope: 'Limit',
    amount: 'Amount',
    reserved: 'Reserved',
    consumed: 'Used',
    free: 'Free',
    force: 'Force',
  },
  hard: 'hard',
  soft: 'soft',
  each: 'each institution',
  setTitle: 'Set a limit',
  keyHint:
    'Area: its code, like 64.72. Group: CHILD, ELDERLY, DISABILITY, HOMELESS, DISASTER. Institution: its code, or * for each. Budget document: the number of the line. Programme and person: empty.',
  set: 'Set',
  done: 'The limit is set.',
  changes: 'Changes of limits',
  changeHead: { when: 'When', scope: 'Limit', from: 'From', to: 'To', reason: 'Reason', by: 'By' },
  noChanges: 'There is no change yet.',
  passed: (scope, over, reason) => `Passes ${scope} by ${over}: ${reason}`,
};

export const scopes: Record<string, string> = {
  PROGRAMME: "the programme's ceiling",
  AREA: "the area's ceiling",
  GROUP: "the target group's ceiling",
  INSTITUTION: 'the limit of the institution',
  PERSON: 'the limit per person',
  ACCOUNT: 'the limit of unplanned spending',
  DPA_LINE: 'the line of the budget document',
};
