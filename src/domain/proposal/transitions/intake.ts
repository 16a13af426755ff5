import { LKS, OFFICIAL, type Transition } from './transition.js';

export const intake = [
  {
    command: 'submit',
    from: ['DRAFT'],
    to: 'SUBMITTED',
    roles: LKS,
    duties: ['LKS'],
    labelId: 'Kirim usulan',
    labelEn: 'Submit proposal',
    tone: 'go',
  },
  {
    command: 'close_window',
    track: 'PLANNED',
    from: ['DRAFT'],
    to: 'EXPIRED',
    roles: 'SYSTEM',
    duties: [],
    labelId: 'Masa usulan berakhir',
    labelEn: 'Window closed',
    tone: 'stop',
  },
  {
    command: 'register',
    from: ['SUBMITTED'],
    to: 'REGISTERED',
    roles: ['SECRETARIAT'],
    duties: OFFICIAL,
    labelId: 'Agendakan',
    labelEn: 'Register',
    tone: 'go',
  },
] as const satisfies readonly Transition[];
