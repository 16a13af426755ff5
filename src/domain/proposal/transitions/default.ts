import { OFFICIAL, type Transition } from './transition.js';

/** An institution that does not report (process.md 2.2). */
export const reportDefault = [
  {
    command: 'default_report',
    from: ['REPORT_DUE', 'REPORT_RETURNED'],
    to: 'DEFAULTED',
    roles: 'SYSTEM',
    duties: [],
    labelId: 'LPJ menunggak',
    labelEn: 'Report in default',
    tone: 'stop',
  },
  {
    command: 'close_default',
    from: ['DEFAULTED'],
    to: 'CLOSED',
    roles: ['HEAD_DINSOS'],
    duties: OFFICIAL,
    second: ['SUBBAG_KEUANGAN'],
    labelId: 'Tutup dengan pengembalian',
    labelEn: 'Close by clawback',
    tone: 'stop',
  },
] as const satisfies readonly Transition[];
