import { OFFICIAL, type Transition } from './transition.js';

export const amendments = [
  {
    command: 'draft_amendment',
    from: ['DECREED', 'PACT_SIGNED', 'IN_DELIVERY'],
    to: 'SAME',
    roles: ['HEAD_DINSOS', 'SUBBAG_PERENCANAAN'],
    duties: OFFICIAL,
    labelId: 'Siapkan perubahan keputusan',
    labelEn: 'Draft an amendment',
    tone: 'back',
  },
  {
    command: 'amend',
    from: ['DECREED', 'PACT_SIGNED', 'IN_DELIVERY'],
    to: 'SAME',
    // more than the pact that was signed is signed for anew
    orTo: ['CANCELLED', 'DECREED'],
    roles: ['SECRETARIAT'],
    duties: ['RECORDER'],
    second: ['SECRETARIAT', 'SEKRETARIS_DINAS'],
    external: 'GOVERNOR',
    labelId: 'Catat perubahan keputusan',
    labelEn: 'Record the amendment',
    tone: 'back',
  },
] as const satisfies readonly Transition[];
