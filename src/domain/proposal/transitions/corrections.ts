import { openStates, type Transition } from './transition.js';

/** Of these offices the one whose entry it was, and as second person the one who may confirm that entry. */
export const corrections = [
  {
    command: 'correct_record',
    from: ['DRAFT', ...openStates],
    to: 'SAME',
    roles: ['SUBBAG_PERENCANAAN', 'SECRETARIAT'],
    duties: ['RECORDER'],
    second: ['SUBBAG_PERENCANAAN', 'SECRETARIAT', 'SEKRETARIS_DINAS'],
    labelId: 'Koreksi catatan',
    labelEn: 'Correct an entry',
    tone: 'side',
  },
] as const satisfies readonly Transition[];
