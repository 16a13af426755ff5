import { OFFICIAL, type Transition } from './transition.js';

export const budget = [
  {
    command: 'consider',
    from: ['RECOMMENDED'],
    to: 'CONSIDERED',
    roles: ['SUBBAG_PERENCANAAN'],
    duties: ['RECORDER'],
    second: ['SUBBAG_PERENCANAAN', 'SEKRETARIS_DINAS'],
    external: 'TAPD',
    labelId: 'Catat pertimbangan TAPD',
    labelEn: 'Record the consideration',
    tone: 'go',
  },
  {
    command: 'link_budget',
    from: ['CONSIDERED'],
    to: 'BUDGETED',
    roles: ['SUBBAG_PERENCANAAN'],
    duties: OFFICIAL,
    labelId: 'Kaitkan dengan DPA',
    labelEn: 'Link to the budget',
    tone: 'go',
  },
] as const satisfies readonly Transition[];
