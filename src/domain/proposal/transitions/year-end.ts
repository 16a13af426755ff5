import { OFFICIAL, type Transition } from './transition.js';

export const yearEnd = [
  {
    command: 'allow_late',
    track: 'PLANNED',
    from: ['DRAFT'],
    to: 'SAME',
    roles: ['SECRETARIAT'],
    duties: ['RECORDER'],
    second: ['SECRETARIAT', 'SEKRETARIS_DINAS'],
    external: 'SEKDA',
    labelId: 'Catat izin terlambat Sekretaris Daerah',
    labelEn: 'Record the leave to be late',
    tone: 'go',
  },
  {
    command: 'carry_over',
    from: ['WAITLISTED', 'CONSIDERED', 'BUDGETED'],
    to: 'EXPIRED',
    roles: ['SUBBAG_PERENCANAAN'],
    duties: OFFICIAL,
    second: ['KABID'],
    labelId: 'Alihkan ke tahun berikutnya',
    labelEn: 'Carry over to the next year',
    tone: 'stop',
  },
  {
    command: 'expire',
    from: ['WAITLISTED', 'CONSIDERED', 'BUDGETED'],
    to: 'EXPIRED',
    roles: ['SUBBAG_PERENCANAAN'],
    duties: OFFICIAL,
    second: ['KABID'],
    labelId: 'Nyatakan gugur pada akhir tahun',
    labelEn: 'Let it expire with the year',
    tone: 'stop',
  },
] as const satisfies readonly Transition[];
