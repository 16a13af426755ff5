import { confirmableStates, intakeOfficers } from '../assisted.js';
import { openStates, type Transition } from './transition.js';

/** An officer enters for the institution from the chair's signed paper; somebody else compares (process.md 3). */
export const assisted = [
  {
    command: 'record_paper',
    from: openStates,
    to: 'SAME',
    roles: intakeOfficers,
    duties: ['ASSISTED_INTAKE'],
    labelId: 'Catat surat ketua LKS',
    labelEn: 'Record the chair’s paper',
    tone: 'side',
  },
  {
    command: 'confirm_intake',
    from: confirmableStates,
    to: 'SAME',
    roles: ['LKS_CHAIR', ...intakeOfficers],
    duties: ['ASSISTED_INTAKE'],
    labelId: 'Cocokkan dengan surat ketua',
    labelEn: 'Confirm the assisted intake',
    tone: 'side',
  },
] as const satisfies readonly Transition[];
