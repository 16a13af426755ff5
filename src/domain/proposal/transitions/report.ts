import { LKS, OFFICIAL, type Transition } from './transition.js';

export const report = [
  {
    command: 'submit_report',
    from: ['REPORT_DUE', 'REPORT_RETURNED', 'DEFAULTED'],
    to: 'REPORT_REVIEW',
    roles: LKS,
    duties: ['LKS'],
    labelId: 'Kirim LPJ',
    labelEn: 'Submit the report',
    tone: 'go',
  },
  {
    command: 'return_report',
    from: ['REPORT_REVIEW'],
    to: 'REPORT_RETURNED',
    roles: ['LPJ_REVIEWER'],
    duties: OFFICIAL,
    labelId: 'Kembalikan LPJ',
    labelEn: 'Return the report',
    tone: 'back',
  },
  {
    command: 'accept_report',
    from: ['REPORT_REVIEW'],
    to: 'CLOSED',
    roles: ['LPJ_REVIEWER'],
    duties: ['OFFICIAL', 'REPORT_ACCEPTOR'],
    labelId: 'Terima LPJ',
    labelEn: 'Accept the report',
    tone: 'go',
  },
] as const satisfies readonly Transition[];
