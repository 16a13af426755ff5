import { OFFICIAL, type Transition } from './transition.js';

/** BACK is here the state before the decision; a second person is needed where the decision needed one. */
export const recall = [
  {
    command: 'recall',
    from: [
      'ADMIN_REVIEW',
      'RETURNED',
      'ADMIN_VERIFIED',
      'FIELD_VERIFICATION',
      'FIELD_VERIFIED',
      'RECOMMENDED',
      'CONSIDERED',
      'WAITLISTED',
      'REJECTED',
    ],
    to: 'BACK',
    roles: [
      'ADMIN_VERIFIER',
      'FIELD_VERIFIER',
      'KETUA_TIM',
      'KABID',
      'SEKRETARIS_DINAS',
      'HEAD_DINSOS',
      'SUBBAG_PERENCANAAN',
      'SUBBAG_KEUANGAN',
      'SECRETARIAT',
    ],
    duties: OFFICIAL,
    labelId: 'Cabut keputusan terakhir',
    labelEn: 'Recall the last decision',
    tone: 'side',
  },
] as const satisfies readonly Transition[];
